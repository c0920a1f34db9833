"""«Свод по муниципалитетам»: a line for each municipality of a region, totals, and two charts."""

from decimal import Decimal

from django.utils import timezone

from indicators.identification.wording import plural
from portal.prose import parse_prose
from reports.content.blocks import Block, Cell, Chart, Column, Content, Part, Row, Series, Table
from reports.content.framing import heading
from reports.content.missing import MissingPart
from reports.kinds import DocumentKind
from reports.models import Document
from reports.queries.region import MunicipalityLine, RegionSummary, region_summary

_TITLES = (
    "№ п/п", "Муниципалитет", "Школ", "Школ в списке", "Программ утверждено", "Поручений", "Выполнено",
    "Выполнено, %", "Просрочено", "Достигнуто показателей",
)  # fmt: skip


def build_region_summary(document: Document) -> Content:
    summary = region_summary(document.region, timezone.localdate())
    if not summary.lines:
        raise MissingPart(f"В регионе «{document.region}» на портале нет муниципалитетов.")
    title = DocumentKind.REGION_SUMMARY.label
    blocks = (
        *heading(title),
        *heading(summary.region),
        *parse_prose(f"по состоянию на {timezone.localdate():%d.%m.%Y}", "center"),
        *parse_prose(_sentence(summary)),
        _table(summary),
        *_charts(summary),
    )
    return Content(f"{title}. {summary.region}", (Part(blocks),))


def _sentence(summary: RegionSummary) -> str:
    number, schools, listed = len(summary.lines), summary.total("schools"), summary.total("listed")
    where = plural(number, "муниципалитете", "муниципалитетах", "муниципалитетах")
    words = plural(schools, "школа", "школы", "школ")
    return (
        f"В {number} {where} – {schools} {words}, в списках школ с низкими результатами – {listed}. Из "
        f"{summary.total('asked')} {plural(summary.total('asked'), 'поручения', 'поручений', 'поручений')} выполнено "
        f"{summary.total('done')}, просрочено {summary.total('overdue')}."
    )


def _table(summary: RegionSummary) -> Table:
    header = Row(tuple(_cell(title, "center", bold=True) for title in _TITLES))
    rows = [_row(str(number), line.municipality.name, line) for number, line in enumerate(summary.lines, 1)]
    whole = MunicipalityLine(
        None, **{name: summary.total(name) for name in vars(summary.lines[0]) if name != "municipality"}
    )
    rows.append(_row("", "Итого", whole, bold=True))
    columns = (Column("number"), Column("text"), *(Column("figure") for _ in _TITLES[2:]))
    return Table(columns, (header,), tuple(rows))


def _row(number: str, name: str, line: MunicipalityLine, *, bold: bool = False) -> Row:
    reached = f"{line.reached} из {line.assessed}" if line.assessed else "–"
    share = _share(line.done, line.asked)
    figures = (
        line.schools, line.listed, line.programmes, line.asked, line.done,
        "–" if share is None else f"{share}".replace(".", ","), line.overdue, reached,
    )  # fmt: skip
    cells = (_cell(str(each), "center", bold=bold) for each in figures)
    return Row((_cell(number, "center"), _cell(name, bold=bold), *cells))


def _share(part: int, whole: int) -> Decimal | None:
    """In per cent with one decimal; None of nothing."""
    return (Decimal(part) * 100 / whole).quantize(Decimal("0.1")) if whole else None


def _charts(summary: RegionSummary) -> tuple[Block, ...]:
    """Bars, as names of municipalities are long; one municipality has nothing to be compared with."""
    if len(summary.lines) < 2:
        return ()
    names = tuple(line.municipality.name for line in summary.lines)
    done = tuple(_share(line.done, line.asked) for line in summary.lines)
    listed = tuple(_share(line.listed, line.schools) for line in summary.lines)
    return (
        Chart("Выполнено поручений", "bars", names, (Series("выполнено", done),), "%"),
        Chart("Доля школ в списке школ с низкими результатами", "bars", names, (Series("в списке", listed),), "%"),
    )


def _cell(text: str, align: str = "left", *, bold: bool = False) -> Cell:
    return Cell(parse_prose(text, align), align=align, bold=bold)
