"""The programme's table of indicators in either of its layouts, with plans and facts as written."""

from reports.content.blocks import Block, Content, Part
from reports.content.framing import approval_stamp, head_signature, heading, part_titles, programme_caption
from reports.content.indicator_columns import table_with_periods_in_columns
from reports.content.indicator_lines import tables_with_periods_in_rows
from reports.content.indicator_values import Indicators, read_indicators
from reports.content.missing import MissingPart
from reports.kinds import DocumentKind
from reports.models import Document
from roadmap.models import IndicatorTable, Section


def build_indicators(document: Document) -> Content:
    programme = document.programme
    found = read_indicators(programme, with_entered_facts=True)
    if found is None:
        raise MissingPart("В программе нет таблицы показателей.")
    place = programme.sections.filter(part=Section.Part.INDICATORS).first()
    own_title = found.table.title or (place and place.title) or DocumentKind.INDICATORS.label
    blocks = (
        *programme_caption(programme),
        *approval_stamp(programme),
        *part_titles(programme, own_title),
        *indicator_tables(found),
        *head_signature(programme),
    )
    return Content(f"{DocumentKind.INDICATORS.label}. {programme.title}", (Part(blocks),))


def indicator_tables(found: Indicators) -> tuple[Block, ...]:
    """With periods in rows a group without indicators would have no column to stand in."""
    every_group_has_columns = all(rows for _, rows in found.groups) and found.groups
    if found.table.layout == IndicatorTable.Layout.PERIODS_IN_ROWS and every_group_has_columns:
        return tables_with_periods_in_rows(found)
    return (table_with_periods_in_columns(found),)


def titled_indicator_tables(found: Indicators) -> tuple[Block, ...]:
    return *heading(found.table.title, 2), *indicator_tables(found)
