"""The whole programme as the annex that an order approves, with every part in the order of the document."""

from portal.text.prose import Paragraph, parse_spans
from reports.blocks.content import Block, Content, DocumentPart
from reports.blocks.framing import annex_caption, approval_stamp, heading
from reports.kinds.document_kind import DocumentRequest
from reports.kinds.indicators.content import titled_indicator_tables
from reports.kinds.indicators.values import PrintedIndicators, read_indicators
from reports.kinds.low_result_schools.content import low_result_parts, signed
from reports.kinds.order.annexes import part_caption
from reports.kinds.passport.content import passport_table
from reports.kinds.programme.kept_tables import resources_blocks, text_with_tables
from reports.kinds.roadmap.content import titled_plan
from reports.kinds.roadmap.planned import PlannedRoadmap, read_plan
from roadmap.programmes.models import Abbreviation, PassportItem, Programme, Section


class _Whole:
    """The programme's parts, read once; each is printed where its section stands."""

    def __init__(self, programme: Programme):
        self.programme = programme
        self.passport: list[PassportItem] = list(programme.passport.all())
        self.abbreviations: list[Abbreviation] = list(programme.abbreviations.all())
        # The approved text is the document's own: facts entered later stand in other documents.
        self.indicators: PrintedIndicators | None = read_indicators(programme, with_entered_facts=False)
        self.plan: PlannedRoadmap | None = read_plan(programme)

    def part(self, section: Section) -> tuple[Block, ...]:
        """Return what the section holds the place of; nothing for a section of text."""
        match section.part:
            case Section.Part.PASSPORT if self.passport:
                return (passport_table(self.passport),)
            case Section.Part.ABBREVIATIONS:
                return tuple(_abbreviation(each) for each in self.abbreviations)
            case Section.Part.INDICATORS if self.indicators:
                return titled_indicator_tables(self.indicators)
            case Section.Part.ROADMAP if self.plan:
                return titled_plan(self.programme, self.plan)
        return ()


def build_programme(request: DocumentRequest) -> Content:
    programme = request.programme
    whole = _Whole(programme)
    caption = part_caption(programme, request.kind.approved_part)
    opening = (*caption, *approval_stamp(programme), *heading(programme.title))
    parts = []
    for section in _with_unplaced_parts(list(programme.sections.all())):
        blocks = (*_section_heading(section), *text_with_tables(section.text, section.tables), *whole.part(section))
        if blocks:
            parts.append(DocumentPart((*opening, *blocks)))
            # The title stands on the first part's pages, be they portrait or landscape.
            opening = ()
    if opening:
        parts.append(DocumentPart(opening))
    if money := resources_blocks(programme.resources):
        parts.append(DocumentPart(money))
    for annex in programme.annexes.select_related("order"):
        caption = annex_caption(annex.caption, annex.annex, annex.order)
        parts.append(
            DocumentPart(
                (*caption, *heading(annex.title), *text_with_tables(annex.text, annex.tables)), starts_page=True
            )
        )
    return Content(programme.title, signed([*parts, *low_result_parts(programme)], programme))


def _with_unplaced_parts(sections: list[Section]) -> list[Section]:
    """Append sections for parts that were added to the programme later and have no place in the document."""
    placed = {section.part for section in sections}
    others = [part for part in Section.Part if part != Section.Part.TEXT and part not in placed]
    return [*sections, *(Section(part=part) for part in others)]


def _section_heading(section: Section) -> tuple[Block, ...]:
    """Return the section's heading; its number is kept without a dot, which is added here."""
    number = f"{section.number}." if section.number else ""
    return heading(" ".join(filter(None, [number, section.title])), 2)


def _abbreviation(each: Abbreviation) -> Block:
    return Paragraph(parse_spans(" – ".join(filter(None, [each.short, each.long]))))
