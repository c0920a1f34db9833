from reports.models.attachment import Attachment
from reports.models.bundle import Bundle
from reports.models.document import Document
from reports.models.letterhead import Letterhead

__all__ = ["Attachment", "Bundle", "Document", "Letterhead"]
