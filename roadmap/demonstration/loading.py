"""Loads a made-up district to try the portal on: schools, people of every role, a programme in execution, a draft."""

import datetime
import json
from decimal import Decimal
from pathlib import Path

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from indicators.catalogue.models import Indicator, Period
from indicators.collections.actions import open_collection, take_step
from indicators.collections.models import Collection, Submission
from indicators.values.actions import EntryWay, ValueEntry, enter_values
from indicators.values.address import CellAddress
from indicators.values.models import Value
from portal.accounts.demonstration import PASSWORD
from portal.accounts.models import User
from portal.accounts.roles import Role
from roadmap.demonstration.evaluations import evaluate_finished
from roadmap.demonstration.identification import identify
from roadmap.editions.actions import approve_programme
from roadmap.effect.actions import aim_activities
from roadmap.exchange.document_file import read_document
from roadmap.exchange.importer import import_programme
from roadmap.execution.actions.reporting import AssignmentReport, ReportedDocument, report_on_assignment
from roadmap.execution.actions.reviewing import confirm_reports, return_reports
from roadmap.execution.models import Assignment, AssignmentQuerySet
from roadmap.plan.models import Activity
from roadmap.programmes.models import Programme
from schools.access.models import Membership
from schools.directory.models import Municipality, School

FILES = Path(__file__).parent


class NotEmpty(Exception):
    """The database already holds somebody's data."""


@transaction.atomic
def load_demonstration() -> None:
    """Load the district; raises NotEmpty if the database holds any people or municipalities."""
    if User.objects.exists() or Municipality.objects.exists():
        raise NotEmpty
    current = _import("programme-current.json")
    finished = _import("programme-finished.json")
    _import("programme-draft.json")
    people = _create_people(current.municipality)
    _set_limits(current.municipality)
    _add_leavers(current.municipality)
    records = json.loads((FILES / "records.json").read_text(encoding="utf-8"))
    _enter_values(records["values"], current.municipality, by=people[Role.SPECIALIST])
    _collect(current.municipality, people)
    for programme in (finished, current):
        approve_programme(
            programme=programme,
            order=programme.approval_order,
            annex=programme.approval_annex or "",
            by=people[Role.COORDINATOR],
        )
    evaluate_finished(finished, by=people[Role.COORDINATOR])
    _set_aims(current, by=people[Role.COORDINATOR])
    _report(records["reports"], current, people)
    identify(current.municipality, specialist=people[Role.SPECIALIST], coordinator=people[Role.COORDINATOR])


def _import(name: str) -> Programme:
    return import_programme(read_document((FILES / name).read_bytes()), by=None).programme


def _create_people(municipality: Municipality) -> dict[Role, User]:
    """Create a person for each role, and a second director, to see what one director can't see of the other."""
    first, second = School.objects.filter(listings__isnull=False).distinct()[:2]
    department = municipality.department.name
    staff = [
        (Role.COORDINATOR, "coordinator", "Лаптева Ирина Сергеевна", f"Муниципальный координатор, {department}"),
        (Role.SPECIALIST, "specialist", "Ершова Анна Павловна", f"Главный специалист, {department}"),
        (Role.DIRECTOR, "director", "Сухарев Пётр Николаевич", f"Директор ({first})"),
        (Role.DIRECTOR, "director2", "Мальцева Ольга Викторовна", f"Директор ({second})"),
        (Role.OBSERVER, "observer", "Гордеев Олег Юрьевич", "Заместитель главы администрации"),
        (Role.ADMINISTRATOR, "administrator", "Тихонов Илья Андреевич", "Администратор портала"),
    ]
    schools = iter((first, second))
    people: dict[Role, User] = {}
    for role, login, full_name, position in staff:
        user = User.objects.create_user(
            f"{login}@zarechny.example", PASSWORD, full_name=full_name, position=position, is_demonstration=True
        )
        people.setdefault(role, user)
        place = {"school": next(schools)} if role == Role.DIRECTOR else {"municipality": municipality}
        Membership.objects.create(user=user, role=role, **({} if role == Role.ADMINISTRATOR else place))
    return people


def _set_limits(municipality: Municipality) -> None:
    """Set for marks and scores what is possible, which jumps are asked about, how the district's value is counted."""
    scores = Indicator.objects.filter(municipality=municipality)
    means = {"rule": Indicator.Rule.MEAN, "direction": Indicator.Direction.MORE_IS_BETTER}
    scores.filter(name__contains="балл ЕГЭ").update(possible_max=100, jump_limit=10, **means)
    scores.filter(name__contains="отметка").update(possible_max=5, jump_limit=Decimal("0.7"), **means)
    better = scores.filter(direction=Indicator.Direction.UNSAID)
    for words in ("не получивших", "не достигших", "перечень ШНОР", "без аттестата"):
        better.filter(name__contains=words).update(direction=Indicator.Direction.LESS_IS_BETTER)
    better.update(direction=Indicator.Direction.MORE_IS_BETTER)


def _set_aims(programme: Programme, *, by: User) -> None:
    """Say which indicators most activities are to change; a few have none, to show how the portal points that out."""
    indicators = Indicator.objects.filter(municipality=programme.municipality)
    for numbers, words in _AIMS.items():
        activities = Activity.objects.filter(direction__roadmap__programme=programme, number__in=numbers.split())
        aim_activities(activities, indicators.filter(name__contains=words), by=by)


_AIMS = {
    "2.1 4.4": "тестовый балл ЕГЭ",
    "2.4 4.1 4.2": "не получивших аттестат об основном",
    "3.1.1 3.1.2": "прошедших обучение",
    "2.3": "читательской грамотности",
    "2.5": "не достигших базового",
    "5.1 5.2": "школой-наставником",
    "5.3": "профильной математике",
    "1.2 1.3 2.2": "перечень ШНОР",
}


def _add_leavers(municipality: Municipality) -> None:
    """Add an indicator with two parts, which don't add up at one school, to show how the portal asks about that."""
    last = Indicator.objects.filter(municipality=municipality).order_by("position").last()
    whole = None
    for place, name in enumerate(["", ", получивших аттестат", ", не получивших аттестат"], last.position + 1):
        indicator = Indicator.objects.create(
            municipality=municipality, name=f"Выпускников 9 классов{name}", unit="чел.", group="Выпуск 9 классов",
            rule=Indicator.Rule.SUM, position=place, whole=whole,
        )  # fmt: skip
        whole = whole or indicator


def _enter_values(values: list[dict], municipality: Municipality, *, by: User) -> None:
    indicators = {indicator.pk: indicator for indicator in Indicator.objects.filter(municipality=municipality)}
    by_name = {indicator.name: pk for pk, indicator in indicators.items()}
    schools = {school.name: school.pk for school in municipality.schools.all()} | {None: None}
    periods = Period.objects.labelled([value["period"] for value in values])
    entries = [
        ValueEntry(
            CellAddress(
                by_name[value["indicator"]],
                value["period"],
                schools[value["school"]],
                value.get("kind", Value.Kind.FACT),
            ),
            value["text"],
        )
        for value in values
    ]
    enter_values(entries, indicators=indicators, periods=periods, way=EntryWay.IMPORT, by=by)


def _collect(municipality: Municipality, people: dict[Role, User]) -> None:
    """Open the collection of this year's results; one school has sent its own, another got them back."""
    today = timezone.localdate()
    collection = open_collection(
        municipality=municipality,
        title=f"Результаты учащихся за {today.year} год",
        label=str(today.year),
        due_on=today + datetime.timedelta(days=14),
        indicators=Indicator.objects.filter(municipality=municipality, group="Результаты учащихся"),
        schools=municipality.schools.active(),
        by=people[Role.COORDINATOR],
    )
    directors = Membership.objects.filter(role=Role.DIRECTOR).select_related("user").order_by("pk")
    for place in directors:
        _enter_last_year_again(place, collection)
        take_step(Submission.Step.SEND, collection.submissions.filter(school=place.school_id), by=place.user)
    take_step(
        Submission.Step.RETURN,
        collection.submissions.filter(school=directors[0].school_id),
        by=people[Role.SPECIALIST],
        note="Проверьте средний балл ЕГЭ по русскому языку: в протоколе другой.",
    )


def _enter_last_year_again(place: Membership, collection: Collection) -> None:
    """Enter a school's values of last year once more for the year of the collection."""
    indicators = collection.indicators.in_bulk()
    last_year = Value.objects.filter(
        school=place.school_id, indicator__in=indicators, period__label=collection.period.previous_label
    )
    entries = [
        ValueEntry(CellAddress(value.indicator_id, collection.period.label, place.school_id), value.text)
        for value in last_year
    ]
    periods = {collection.period.label: collection.period}
    enter_values(entries, indicators=indicators, periods=periods, way=EntryWay.GRID, by=place.user)


def _report(reports: list[dict], programme: Programme, people: dict[Role, User]) -> None:
    """Report on the first span of activities; for a school without a director in the portal the specialist reports."""
    assignments = Assignment.objects.of_programme(programme)
    first = {
        (each.activity.number, each.school and each.school.name): each
        for each in assignments.select_related("activity", "school").order_by("-ends_on")
    }
    directors = {place.school_id: place.user for place in Membership.objects.filter(role=Role.DIRECTOR)}
    for report in reports:
        order_on = _day(report["order_on"])
        if order_on and order_on > timezone.localdate():
            continue
        assignment = first[report["activity"], report["school"]]
        by = directors.get(assignment.school_id, people[Role.SPECIALIST])
        report_on_assignment(assignment, _build_report(report, order_on), by=by)
        if report.get("confirmed"):
            confirm_reports([assignment], by=people[Role.COORDINATOR])
        if note := report.get("returned_with"):
            return_reports([assignment], note=note, by=people[Role.COORDINATOR])
    _close_long_overdue(assignments, people)


def _build_report(report: dict, order_on: datetime.date | None) -> AssignmentReport:
    status = Assignment.Status(report["status"])
    files = [ContentFile((FILES / report["file"]).read_bytes(), name=report["file"])] if "file" in report else []
    return AssignmentReport(
        status,
        report["text"],
        done_on=order_on if status == Assignment.Status.DONE else None,
        postponed_to=_day(report.get("postponed_to")),
        document=ReportedDocument(number=report["order_number"], issued_on=order_on, files=files),
    )


def _close_long_overdue(assignments: AssignmentQuerySet, people: dict[Role, User]) -> None:
    """Report, and confirm, what was due at the first director's school more than seven weeks ago."""
    director = people[Role.DIRECTOR]
    past = timezone.localdate() - datetime.timedelta(days=50)
    own = list(assignments.filter(school__membership__user=director).overdue(past))
    for assignment in own:
        report = AssignmentReport(
            Assignment.Status.DONE, "Проведено в срок, материалы хранятся в школе.", done_on=assignment.ends_on
        )
        report_on_assignment(assignment, report, by=director)
    confirm_reports(own, by=people[Role.COORDINATOR])


def _day(written: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(written) if written else None
