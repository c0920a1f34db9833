"""Lists the files of each kind of bundle: only what the person who asked may see."""

from collections.abc import Iterator

from django.db.models import QuerySet

from indicators.values.models import Value
from reports.bundles.documents import (
    own_documents_of_programmes,
    programme_documents,
    registered_documents,
    school_card,
    school_documents,
)
from reports.bundles.entries import BundleEntry
from reports.bundles.figures import programme_data, school_data, values_of_schools
from reports.bundles.history import HistorySheet, assignments_sheet, history_entry, values_sheet
from reports.bundles.models import Bundle
from reports.bundles.reporting import evidence_entries, reports_entry
from reports.issue.models import Document
from roadmap.execution.access import visible_assignments
from roadmap.execution.models import PROGRAMME, AssignmentQuerySet
from roadmap.programmes.models import Programme
from roadmap.programmes.permissions import can_see_all_schools
from schools.directory.models import School

What = Bundle.What


def contents_of(bundle: Bundle) -> Iterator[BundleEntry]:
    """Yield the bundle's entries; their bytes are made only when they are read."""
    return _CONTENTS[What(bundle.what)](bundle.subject, bundle.asked_by)


def programme_dossier(programme: Programme, user) -> Iterator[BundleEntry]:
    assignments = visible_assignments(user).of_programme(programme)
    documents = Document.objects.visible_to(user).filter(programme=programme)
    sheets = [
        HistorySheet("Программа", Programme.objects.filter(pk=programme.pk)),
        HistorySheet("Документы", documents),
        assignments_sheet(assignments),
    ]
    yield from all_documents(programme, user)
    yield from programme_data(programme, user)
    if can_see_all_schools(user, programme):
        yield from values_of_schools(programme, user)
    yield reports_entry(assignments.reported())
    yield from evidence_entries(assignments)
    yield history_entry(sheets)


def all_documents(programme: Programme, user) -> Iterator[BundleEntry]:
    yield from programme_documents(programme, user)
    yield from registered_documents(user, programme=programme)


def school_dossier(school: School, user) -> Iterator[BundleEntry]:
    """Yield what is about this school alone, even if the person sees others: its director may be handed the dossier."""
    assignments = visible_assignments(user).filter(school=school)
    values = Value.objects.visible_to(user).of(school)
    sheets = [
        assignments_sheet(assignments),
        values_sheet(values),
        HistorySheet("Документы", Document.objects.visible_to(user).filter(school=school)),
    ]
    yield from school_documents(school)
    yield from own_documents_of_programmes(school, _programmes_asking(assignments))
    yield from registered_documents(user, school=school)
    for programme in Programme.objects.visible_to(user).filter(school=school).select_related("municipality"):
        folder = (f"Программа {programme.years}",)
        yield from programme_documents(programme, user, folder)
        yield from registered_documents(user, folder, programme=programme)
    yield from school_data(school, user)
    yield reports_entry(assignments.reported())
    yield from evidence_entries(assignments)
    yield history_entry(sheets)


def _programmes_asking(assignments: AssignmentQuerySet) -> QuerySet[Programme]:
    """Return the municipal programmes in force that have assignments for the school."""
    asking = assignments.in_force().values(PROGRAMME)
    return Programme.objects.filter(pk__in=asking, school=None).select_related("municipality")


def cards_of_schools(municipality, user) -> Iterator[BundleEntry]:
    for school in School.objects.visible_to(user).active().filter(municipality=municipality):
        yield from school_card(school)


_CONTENTS = {
    What.PROGRAMME: programme_dossier,
    What.DOCUMENTS: all_documents,
    What.SCHOOL: school_dossier,
    What.CARDS: cards_of_schools,
}
