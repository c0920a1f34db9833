"""What an order is printed on."""

from reports.content.missing import MissingPart
from reports.kinds import DocumentKind
from reports.models import Letterhead
from roadmap.models import Programme


def letterhead_for(programme: Programme, kind: DocumentKind) -> bytes | None:
    """The department's own, for orders; MissingPart if its file is lost."""
    if kind != DocumentKind.ORDER:
        return None
    letterhead = Letterhead.objects.filter(municipality=programme.municipality_id).first()
    if letterhead is None:
        return None
    try:
        with letterhead.file.open() as file:
            return file.read()
    except OSError:
        raise MissingPart("Файла бланка нет в хранилище портала. Загрузите бланк приказа ещё раз.") from None
