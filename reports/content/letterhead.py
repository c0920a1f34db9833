"""What an order is printed on."""

from reports.content.missing import MissingPart
from reports.kinds import DocumentKind
from reports.models import Document, Letterhead


def letterhead_for(document: Document) -> bytes | None:
    """The department's own, for orders; MissingPart if its file is lost."""
    if document.kind != DocumentKind.ORDER:
        return None
    letterhead = Letterhead.objects.filter(municipality=document.municipality_id).first()
    if letterhead is None:
        return None
    try:
        with letterhead.file.open() as file:
            return file.read()
    except OSError:
        raise MissingPart("Файла бланка нет в хранилище портала. Загрузите бланк приказа ещё раз.") from None
