"""The history of a bundle's subject as a workbook: what changed when, by whose office, from what to what."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from indicators.values.models import ValueQuerySet
from portal.accounts.roles import Role
from portal.history.models import Change
from portal.workbook import put_text, set_widths
from reports.bundles.change_in_words import side_in_words
from reports.bundles.entries import BundleEntry
from roadmap.execution.models import AssignmentQuerySet
from schools.access.models import Membership

HEADINGS = {"Когда": 17, "О чём": 60, "Что сделано": 30, "Кто": 26, "Было": 50, "Стало": 50}
_AT_ONCE = 500


@dataclass(frozen=True)
class Told:
    """A sheet of the workbook: changes of these records."""

    title: str
    subjects: QuerySet


def told_assignments(assignments: AssignmentQuerySet) -> Told:
    return Told("Мероприятия", assignments.select_related("activity", "school"))


def told_values(values: ValueQuerySet) -> Told:
    return Told("Показатели", values.select_related("indicator", "period", "school"))


def history_entry(told: list[Told]) -> BundleEntry:
    return BundleEntry(("История",), "История изменений.xlsx", partial(_workbook, told))


def _workbook(told: list[Told]) -> Iterator[bytes]:
    """Rows go to the disk as they are read."""
    workbook, offices = Workbook(write_only=True), _offices()
    for each in told:
        sheet = workbook.create_sheet(each.title)
        sheet.freeze_panes = "A2"
        set_widths(sheet, HEADINGS.values())
        sheet.append(list(HEADINGS))
        for row in _rows(each, offices):
            cells = [WriteOnlyCell(sheet) for _ in row]
            for cell, words in zip(cells, row, strict=True):
                put_text(cell, words)
            sheet.append(cells)
    file = io.BytesIO()
    workbook.save(file)
    yield file.getvalue()


def _rows(told: Told, offices: dict[int, str]) -> Iterator[list[str]]:
    model = told.subjects.model
    changes = Change.objects.filter(
        subject_type=ContentType.objects.get_for_model(model), subject_id__in=told.subjects.values("pk")
    ).order_by("changed_at", "pk")
    changes = changes.iterator(_AT_ONCE)
    while some := list(islice(changes, _AT_ONCE)):
        subjects = told.subjects.in_bulk({change.subject_id for change in some})
        for change in some:
            if subject := subjects.get(change.subject_id):
                at = f"{timezone.localtime(change.changed_at):%d.%m.%Y %H:%M}"
                office = offices.get(change.changed_by_id, "сотрудник") if change.changed_by_id else "портал"
                sides = (side_in_words(model, change.before), side_in_words(model, change.after))
                yield [at, _named(subject), change.action, office, *sides]


def _named(subject) -> str:
    """A value's own words are what changes; it is named by where it stands."""
    if hasattr(subject, "indicator_id"):
        return (
            f"{subject.indicator}, {subject.period}, {subject.get_kind_display()}: {subject.school or 'муниципалитет'}"
        )
    return str(subject)


def _offices() -> dict[int, str]:
    """Each person's role: the names of staff are no part of a bundle."""
    return {
        user: str(Role(role).label) for user, role in Membership.objects.values_list("user", "role").order_by("-pk")
    }
