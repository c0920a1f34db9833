"""Which builder makes which kind of document."""

from collections.abc import Callable

from reports.content.amendments import build_amendments
from reports.content.analytical_note import build_analytical_note
from reports.content.blocks import Content
from reports.content.evaluation import build_evaluation
from reports.content.execution import build_execution
from reports.content.indicators import build_indicators
from reports.content.low_results import build_low_results
from reports.content.order import build_order
from reports.content.passport import build_passport
from reports.content.programme import build_programme
from reports.content.region import build_region_summary
from reports.content.roadmap import build_roadmap
from reports.content.school_card import build_school_card
from reports.kinds import DocumentKind
from reports.models import Document

_BUILDERS: dict[DocumentKind, Callable[[Document], Content]] = {
    DocumentKind.ORDER: build_order,
    DocumentKind.AMENDMENTS: build_amendments,
    DocumentKind.PASSPORT: build_passport,
    DocumentKind.INDICATORS: build_indicators,
    DocumentKind.ROADMAP: build_roadmap,
    DocumentKind.EXECUTION: build_execution,
    DocumentKind.EVALUATION: build_evaluation,
    DocumentKind.LOW_RESULT_SCHOOLS: build_low_results,
    DocumentKind.ANALYTICAL_NOTE: build_analytical_note,
    DocumentKind.SCHOOL_CARD: build_school_card,
    DocumentKind.REGION_SUMMARY: build_region_summary,
    DocumentKind.PROGRAMME: build_programme,
}


def build_content(document: Document) -> Content:
    """The document's content as the database has it now; MissingPart if there is nothing for it."""
    return _BUILDERS[DocumentKind(document.kind)](document)
