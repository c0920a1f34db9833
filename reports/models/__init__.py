from reports.models.attachment import Attachment
from reports.models.document import Document

__all__ = ["Attachment", "Document"]
