"""The programme's table of indicators, with periods in columns or in rows, and plans and facts as written."""

from django.utils import timezone

from portal.text.cases import Case, year_in_case
from portal.text.prose import parse_prose
from reports.blocks.content import Block, Content, DocumentPart
from reports.blocks.framing import approval_stamp, head_signature, heading, part_titles
from reports.blocks.missing import MissingPart
from reports.kinds.document_kind import DocumentRequest
from reports.kinds.indicators.achievement import reached_sentence
from reports.kinds.indicators.periods_in_columns import table_with_periods_in_columns
from reports.kinds.indicators.periods_in_rows import tables_with_periods_in_rows
from reports.kinds.indicators.values import PrintedIndicators, read_indicators
from reports.kinds.order.annexes import part_caption
from roadmap.programmes.models import Section
from roadmap.targets.models import IndicatorTable

_NEED_FACTS = ("fact", "achievement")
_UNKNOWN_DIRECTION = (
    "Степень достижения не вычислена там, где в каталоге показателей не сказано, больше или меньше — лучше, а план не "
    "говорит этого сам."
)


def build_indicators(request: DocumentRequest) -> Content:
    """Build the table in its approved form, under the caption of its order.

    With facts entered in the portal, or degrees of achievement, it is no annex any more: it says as of which day it is.
    """
    programme, shows = request.programme, request.options.get("shows", "")
    found = read_indicators(programme, with_entered_facts=shows != "plan", shows=shows)
    if found is None:
        raise MissingPart("В программе нет таблицы показателей.")
    if shows in _NEED_FACTS and not any(found.has("fact", label) for label in found.labels):
        raise MissingPart("Фактических значений показателей программы ещё нет.")
    place = programme.sections.filter(part=Section.Part.INDICATORS).first()
    own_title = found.table.title or (place and place.title) or request.kind.label
    is_approved_form = not (found.has_entered_facts or shows in _NEED_FACTS)
    caption = part_caption(programme, request.kind.approved_part) if is_approved_form else ()
    blocks = (
        *((*caption, *approval_stamp(programme)) if is_approved_form else ()),
        *part_titles(programme, own_title),
        *(() if is_approved_form else parse_prose(f"по состоянию на {timezone.localdate():%d.%m.%Y}", "center")),
        *indicator_tables(found, request.options.get("layout")),
        *(_sum_up_achievement(found) if shows == "achievement" else ()),
        *head_signature(programme),
    )
    return Content(f"{request.kind.label}. {programme.title}", (DocumentPart(blocks),))


def indicator_tables(found: PrintedIndicators, layout: str | None = None) -> tuple[Block, ...]:
    """Lay the table out as `layout` says («columns» or «rows»), else as the document has it.

    Groups without indicators, units and the document's further columns have no place where periods stand in rows:
    a table with any of them always has periods in columns.
    """
    has_only_full_groups = bool(found.groups) and all(rows for _, rows in found.groups)
    has_further_cells = any(row.cells or row.unit for row in found.rows)
    in_rows = layout == "rows" if layout else found.table.layout == IndicatorTable.Layout.PERIODS_IN_ROWS
    if in_rows and has_only_full_groups and not has_further_cells:
        return tables_with_periods_in_rows(found)
    return (table_with_periods_in_columns(found),)


def _sum_up_achievement(found: PrintedIndicators) -> tuple[Block, ...]:
    """Return a sentence for each period with facts, why some degrees are missing, and which values are doubtful."""
    sentences = []
    for label in found.labels:
        if found.kinds_of(label):
            name = year_in_case(label, Case.NOMINATIVE)
            sentences.append(reached_sentence(name, [found.of(row, label).achieved for row in found.rows]))
    if any(row.indicator is None or not row.indicator.direction for row in found.rows):
        sentences.append(_UNKNOWN_DIRECTION)
    blocks = [block for sentence in sentences for block in parse_prose(sentence)]
    if doubts := _list_doubts(found):
        blocks += parse_prose("Значения, которые требуют проверки:")
        blocks += parse_prose("\n".join(f"- {words.rstrip('.')}." for words in doubts))
    return tuple(blocks)


def _list_doubts(found: PrintedIndicators) -> list[str]:
    """Say what is doubtful about the plans and facts that degrees were counted from, with indicator and year."""
    return [
        " ".join(f"{row}, {year_in_case(label, Case.NOMINATIVE)}. {doubt}".split())
        for row in found.rows
        for label in found.labels
        if (achieved := found.of(row, label).achieved)
        for doubt in achieved.doubts
    ]


def titled_indicator_tables(found: PrintedIndicators) -> tuple[Block, ...]:
    return *heading(found.table.title, 2), *indicator_tables(found)
