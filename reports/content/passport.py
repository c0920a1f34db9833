"""The programme's passport: a table of two columns."""

from portal.prose import parse_prose
from reports.content.blocks import Cell, Column, Content, Part, Row, Table
from reports.content.framing import approval_stamp, head_signature, part_titles, programme_caption
from reports.content.missing import MissingPart
from reports.kinds import DocumentKind
from reports.models import Document
from roadmap.models import PassportItem, Section


def build_passport(document: Document) -> Content:
    programme = document.programme
    items = list(programme.passport.all())
    if not items:
        raise MissingPart("В программе нет паспорта.")
    place = programme.sections.filter(part=Section.Part.PASSPORT).first()
    own_title = (place and place.title) or DocumentKind.PASSPORT.label
    blocks = (
        *programme_caption(programme),
        *approval_stamp(programme),
        *part_titles(programme, own_title),
        passport_table(items),
        *head_signature(programme),
    )
    return Content(f"{DocumentKind.PASSPORT.label}. {programme.title}", (Part(blocks),))


def passport_table(items: list[PassportItem]) -> Table:
    rows = (Row((Cell(parse_prose(item.label, "left")), Cell(parse_prose(item.text, "left")))) for item in items)
    return Table((Column("label"), Column("text")), (), tuple(rows))
