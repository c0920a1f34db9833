"""The history of a bundle's subject as a workbook: what changed when, from what to what, by people of which role."""

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
from portal.history.words import words_of
from portal.workbook import put_text, set_widths
from reports.bundles.entries import BundleEntry
from roadmap.execution.models import AssignmentQuerySet
from schools.access.models import Membership

HEADINGS = {"Когда": 17, "О чём": 60, "Что сделано": 30, "Кто": 26, "Было": 50, "Стало": 50}
_AT_ONCE = 500


@dataclass(frozen=True)
class HistorySheet:
    """A sheet of the workbook with the changes of these records."""

    title: str
    subjects: QuerySet


def assignments_sheet(assignments: AssignmentQuerySet) -> HistorySheet:
    return HistorySheet("Мероприятия", assignments.select_related("activity", "stage", "school"))


def values_sheet(values: ValueQuerySet) -> HistorySheet:
    return HistorySheet("Показатели", values.select_related("indicator", "period", "school"))


def history_entry(sheets: list[HistorySheet]) -> BundleEntry:
    return BundleEntry(("История",), "История изменений.xlsx", partial(_write_workbook, sheets))


def _write_workbook(sheets: list[HistorySheet]) -> Iterator[bytes]:
    """Write the workbook; its rows go to the disk as they are read."""
    workbook, roles = Workbook(write_only=True), _role_labels()
    for each in sheets:
        sheet = workbook.create_sheet(each.title)
        sheet.freeze_panes = "A2"
        set_widths(sheet, HEADINGS.values())
        sheet.append(list(HEADINGS))
        for row in _rows(each, roles):
            cells = [WriteOnlyCell(sheet) for _ in row]
            for cell, words in zip(cells, row, strict=True):
                put_text(cell, words)
            sheet.append(cells)
    file = io.BytesIO()
    workbook.save(file)
    yield file.getvalue()


def _rows(history: HistorySheet, roles: dict[int, str]) -> Iterator[list[str]]:
    model = history.subjects.model
    changes = Change.objects.filter(
        subject_type=ContentType.objects.get_for_model(model), subject_id__in=history.subjects.values("pk")
    ).order_by("changed_at", "pk")
    changes = changes.iterator(_AT_ONCE)
    while some := list(islice(changes, _AT_ONCE)):
        subjects = history.subjects.in_bulk({change.subject_id for change in some})
        for change in some:
            if subject := subjects.get(change.subject_id):
                at = f"{timezone.localtime(change.changed_at):%d.%m.%Y %H:%M}"
                role = roles.get(change.changed_by_id, "сотрудник") if change.changed_by_id else "портал"
                sides = ("; ".join(words_of(model, side, empty="")) for side in (change.before, change.after))
                yield [at, _name_subject(subject), change.action, role, *sides]


def _name_subject(subject) -> str:
    """Name a record. A value is named by its place in the table, because its own words are what changes."""
    if hasattr(subject, "indicator_id"):
        return (
            f"{subject.indicator}, {subject.period}, {subject.get_kind_display()}: {subject.school or 'муниципалитет'}"
        )
    return str(subject)


def _role_labels() -> dict[int, str]:
    """Return each person's role, which stands in place of their name: bundles contain no names of staff."""
    return {
        user: str(Role(role).label) for user, role in Membership.objects.values_list("user", "role").order_by("-pk")
    }
