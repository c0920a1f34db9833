"""The programme's table of indicators in either of its layouts, with plans and facts as written."""

from django.utils import timezone

from indicators.models import Indicator
from portal.prose import parse_prose
from reports.content.blocks import Block, Content, Part
from reports.content.framing import approval_stamp, head_signature, heading, part_titles, programme_caption
from reports.content.indicator_columns import table_with_periods_in_columns
from reports.content.indicator_lines import tables_with_periods_in_rows
from reports.content.indicator_values import Indicators, read_indicators
from reports.content.missing import MissingPart
from reports.kinds import DocumentKind
from reports.models import Document
from reports.queries.achievement import reached_sentence
from roadmap.models import IndicatorTable, Section

_NEED_FACTS = ("fact", "achievement")
_UNKNOWN_DIRECTION = (
    "Степень достижения не вычислена там, где в каталоге показателей не сказано, больше или меньше — лучше, а план не "
    "говорит этого сам."
)


def build_indicators(document: Document) -> Content:
    """The approved form under its order's caption; with what was entered since then it is as of a day."""
    programme, shows = document.programme, document.options.get("shows", "")
    found = read_indicators(programme, with_entered_facts=shows != "plan", shows=shows)
    if found is None:
        raise MissingPart("В программе нет таблицы показателей.")
    if shows in _NEED_FACTS and not any(found.has("fact", label) for label in found.labels):
        raise MissingPart("Фактических значений показателей программы ещё нет.")
    place = programme.sections.filter(part=Section.Part.INDICATORS).first()
    own_title = found.table.title or (place and place.title) or DocumentKind.INDICATORS.label
    is_approved_form = not (found.has_entered_facts or shows in _NEED_FACTS)
    blocks = (
        *((*programme_caption(programme), *approval_stamp(programme)) if is_approved_form else ()),
        *part_titles(programme, own_title),
        *(() if is_approved_form else parse_prose(f"по состоянию на {timezone.localdate():%d.%m.%Y}", "center")),
        *indicator_tables(found, document.options.get("layout")),
        *(_reached(found) if shows == "achievement" else ()),
        *head_signature(programme),
    )
    return Content(f"{DocumentKind.INDICATORS.label}. {programme.title}", (Part(blocks),))


def indicator_tables(found: Indicators, layout: str | None = None) -> tuple[Block, ...]:
    """As the document has it unless asked otherwise.

    With periods in rows a group without indicators would have no column to stand in.
    """
    every_group_has_columns = all(rows for _, rows in found.groups) and found.groups
    in_rows = layout == "rows" if layout else found.table.layout == IndicatorTable.Layout.PERIODS_IN_ROWS
    if in_rows and every_group_has_columns:
        return tables_with_periods_in_rows(found)
    return (table_with_periods_in_columns(found),)


def _reached(found: Indicators) -> tuple[Block, ...]:
    """A sentence for each period with facts, and why some have no degree."""
    sentences = []
    for label in found.labels:
        if found.kinds_of(label):
            name = f"{label} год" if len(label) == 4 else f"{label} учебный год"
            sentences.append(reached_sentence(name, [found.of(row, label).achieved for row in found.rows]))
    if any(row.indicator is None or row.indicator.direction == Indicator.Direction.NEITHER for row in found.rows):
        sentences.append(_UNKNOWN_DIRECTION)
    return tuple(block for sentence in sentences for block in parse_prose(sentence))


def titled_indicator_tables(found: Indicators) -> tuple[Block, ...]:
    return *heading(found.table.title, 2), *indicator_tables(found)
