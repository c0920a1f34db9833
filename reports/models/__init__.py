from reports.models.attachment import Attachment
from reports.models.bundle import Bundle
from reports.models.document import Document
from reports.models.letterhead import Letterhead
from reports.models.print_settings import PrintSettings

__all__ = ["Attachment", "Bundle", "Document", "Letterhead", "PrintSettings"]
