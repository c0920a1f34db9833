"""Imports the rooms' models for Django to find; other code imports them from the rooms."""

from reports.bundles.models import Bundle
from reports.issue.models import Attachment, Correction, Document
from reports.letterhead.models import Letterhead, PrintSettings
from reports.open_pages.models import OpenDocument, OpenPages, OpenProgramme

__all__ = [
    "Attachment",
    "Bundle",
    "Correction",
    "Document",
    "Letterhead",
    "OpenDocument",
    "OpenPages",
    "OpenProgramme",
    "PrintSettings",
]
