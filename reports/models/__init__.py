from reports.models.attachment import Attachment
from reports.models.bundle import Bundle
from reports.models.document import Document

__all__ = ["Attachment", "Bundle", "Document"]
