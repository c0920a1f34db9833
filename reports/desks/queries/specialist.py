"""A specialist's desk: what schools sent and what they haven't entered yet, own tasks, and where the person stopped."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import F
from django.db.models.functions import Coalesce
from django.urls import reverse

from indicators.collections.models import Submission
from indicators.collections.queries.filled import with_filled
from indicators.values.models import Value
from roadmap.execution.models import MUNICIPALITY, Assignment
from roadmap.execution.queries.tasks import Tasks, department_tasks, with_activity
from schools.directory.models import Municipality

_SHOWN = 6


@dataclass(frozen=True)
class StoppedAt:
    """What the person did last, and the page where they can go on."""

    what: str
    where: str
    at: datetime.datetime
    url: str


@dataclass(frozen=True)
class SpecialistDesk:
    """Lists of the first few records, with the numbers of all of them beside."""

    reports: list[Assignment]
    reports_number: int
    sent: list[Submission]
    sent_number: int
    missing: list[Submission]
    missing_number: int
    own: Tasks
    stopped: list[StoppedAt]


def specialist_desk(user, municipality: Municipality, on: datetime.date) -> SpecialistDesk:
    """Return the desk, in nine queries however many schools there are."""
    waiting = Assignment.objects.in_force().filter(
        review=Assignment.Review.WAITING, school__isnull=False, **{MUNICIPALITY: municipality}
    )
    running = Submission.objects.running().filter(collection__municipality=municipality)
    running = running.select_related("collection__period", "school")
    sent = running.filter(status=Submission.Status.SENT).order_by("sent_at", "pk")
    missing = with_filled(running.awaited()).alias(last_day=Coalesce("reopened_until", "collection__due_on"))
    return SpecialistDesk(
        list(with_activity(waiting).order_by("reported_at", "pk")[:_SHOWN]),
        waiting.count(),
        list(sent[:_SHOWN]),
        sent.count(),
        list(missing.order_by("last_day", "school__name_key")[:_SHOWN]),
        running.awaited().count(),
        department_tasks(municipality, on),
        sorted(_last_doings(user, municipality), key=lambda each: each.at, reverse=True),
    )


def _last_doings(user, municipality: Municipality) -> Iterator[StoppedAt]:
    """Yield the value that the person entered last, and the report that they reviewed last."""
    values = Value.objects.filter(entered_by=user, indicator__municipality=municipality)
    if value := values.select_related("indicator", "period", "school").order_by("-entered_at", "-pk").first():
        url = reverse("value-grid", args=[municipality.pk, value.period.label])
        where = f"{value.school or 'по району'}, {value.period}"
        yield StoppedAt(f"Показатели: {value.indicator}", where, value.entered_at, url)
    reviewed = Assignment.objects.of_municipality(municipality).filter(reviewed_by=user)
    if report := with_activity(reviewed).order_by(F("reviewed_at").desc(nulls_last=True), "-pk").first():
        words = f"Отчёт школы: {report.get_review_display()}"
        url = reverse("assignment-detail", args=[report.pk])
        yield StoppedAt(words, f"{report.school}, {report.about}", report.reviewed_at, url)
