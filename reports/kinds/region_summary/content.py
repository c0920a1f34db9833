"""«Свод по муниципалитетам»: a line for each municipality of a region, totals, and two charts."""

from decimal import Decimal

from django.utils import timezone

from portal.text.plurals import plural
from portal.text.prose import parse_prose
from reports.blocks.cells import cell, figure_cell, table_of
from reports.blocks.content import Block, Chart, Content, DocumentPart, Series, Table, TableRow
from reports.blocks.framing import heading
from reports.blocks.missing import MissingPart
from reports.kinds.document_kind import DocumentRequest
from reports.kinds.region_summary.queries import MunicipalityLine, RegionSummary, region_summary

_TITLES = (
    "№ п/п", "Муниципалитет", "Школ", "Школ в списке", "Программ утверждено", "Поручений", "Выполнено",
    "Выполнено, %", "Просрочено", "Достигнуто показателей",
)  # fmt: skip


def build_region_summary(request: DocumentRequest) -> Content:
    summary = region_summary(request.region, timezone.localdate())
    if not summary.lines:
        raise MissingPart(f"В регионе «{request.region}» на портале нет муниципалитетов.")
    title = request.kind.label
    blocks = (
        *heading(title),
        *heading(summary.region),
        *parse_prose(f"по состоянию на {timezone.localdate():%d.%m.%Y}", "center"),
        *parse_prose(_sentence(summary)),
        _table(summary),
        *_charts(summary),
    )
    return Content(f"{title}. {summary.region}", (DocumentPart(blocks),))


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
    rows = [_row(str(number), line.municipality.name, line) for number, line in enumerate(summary.lines, 1)]
    whole = MunicipalityLine(
        None, **{name: summary.total(name) for name in vars(summary.lines[0]) if name != "municipality"}
    )
    rows.append(_row("", "Итого", whole, bold=True))
    return table_of(_TITLES, ["number", "text", *("figure" for _ in _TITLES[2:])], rows)


def _row(number: str, name: str, line: MunicipalityLine, *, bold: bool = False) -> TableRow:
    reached = f"{line.reached} из {line.assessed}" if line.assessed else "–"
    share = _share(line.done, line.asked)
    figures = (
        line.schools, line.listed, line.programmes, line.asked, line.done,
        "–" if share is None else f"{share}".replace(".", ","), line.overdue, reached,
    )  # fmt: skip
    cells = (figure_cell(str(each), bold=bold) for each in figures)
    return TableRow((figure_cell(number), cell(name, bold=bold), *cells))


def _share(part: int, whole: int) -> Decimal | None:
    """Return the share in per cent with one decimal, or None if the whole is zero."""
    return (Decimal(part) * 100 / whole).quantize(Decimal("0.1")) if whole else None


def _charts(summary: RegionSummary) -> tuple[Block, ...]:
    """Return the bar charts that compare municipalities; none for a single one."""
    if len(summary.lines) < 2:
        return ()
    names = tuple(line.municipality.name for line in summary.lines)
    done = tuple(_share(line.done, line.asked) for line in summary.lines)
    listed = tuple(_share(line.listed, line.schools) for line in summary.lines)
    return (
        Chart("Выполнено поручений", "bars", names, (Series("выполнено", done),), "%"),
        Chart("Доля школ в списке школ с низкими результатами", "bars", names, (Series("в списке", listed),), "%"),
    )
