"""The programme's passport: a table of two columns."""

from reports.blocks.cells import cell
from reports.blocks.content import Content, DocumentPart, Table, TableColumn, TableRow
from reports.blocks.framing import approval_stamp, head_signature, part_titles
from reports.blocks.missing import MissingPart
from reports.kinds.document_kind import DocumentRequest
from reports.kinds.order.annexes import part_caption
from roadmap.programmes.models import PassportItem, Section


def build_passport(request: DocumentRequest) -> Content:
    programme = request.programme
    items = list(programme.passport.all())
    if not items:
        raise MissingPart("В программе нет паспорта.")
    place = programme.sections.filter(part=Section.Part.PASSPORT).first()
    own_title = (place and place.title) or request.kind.label
    blocks = (
        *part_caption(programme, request.kind.approved_part),
        *approval_stamp(programme),
        *part_titles(programme, own_title),
        passport_table(items),
        *head_signature(programme),
    )
    return Content(f"{request.kind.label}. {programme.title}", (DocumentPart(blocks),))


def passport_table(items: list[PassportItem]) -> Table:
    rows = (TableRow((cell(item.label), cell(item.text))) for item in items)
    return Table((TableColumn("label"), TableColumn("text")), (), tuple(rows))
