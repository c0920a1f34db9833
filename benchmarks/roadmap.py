"""What a large roadmap costs: its assignments derived, and its pages against bare views of the same rows.

300 schools × 40 activities × 4 spans are 48,000 assignments, two thirds of them reported. Run by `make bench`. Figures
are medians of a run on this machine; only their ratio means anything elsewhere.
"""

import datetime
import sys
import time
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).parent.parent))
django.setup()

from collections.abc import Callable
from types import SimpleNamespace

from django.db import connection
from django.db.models import Count, F, Q
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext, setup_test_environment
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from benchmarks.grid import median_ms
from portal.accounts.models import User
from portal.accounts.roles import Role
from roadmap.exchange.format import FORMAT, ProgrammeDocument
from roadmap.exchange.importer import import_programme
from roadmap.execution.actions.deriving import derive_assignments
from roadmap.execution.models import Assignment
from roadmap.plan.models import Activity
from roadmap.programmes.models import Programme
from schools.access.models import Membership
from schools.directory.models import Municipality, School
from schools.orders.models import Order

SCHOOLS, DIRECTIONS, OF_DIRECTION = 300, 4, 10
ON_A_PAGE = 100


def fill() -> SimpleNamespace:
    """A district with its approved programme, whose assignments are still to be derived."""
    municipality = Municipality.objects.create(name="Большой район")
    School.objects.bulk_create(
        School(municipality=municipality, name=f"Школа № {each}", name_key=f"школа {each:06}")
        for each in range(SCHOOLS)
    )
    programme = import_programme(ProgrammeDocument.model_validate(_document(municipality)), by=None).programme
    order = Order.objects.create(municipality=municipality, number="1", issued_on=datetime.date(2026, 1, 10))
    Programme.objects.filter(pk=programme.pk).update(
        status="approved", approved_at=timezone.now(), approval_order=order
    )
    coordinator = User.objects.create_user("coordinator@example.org", "x", full_name="Координатор")
    Membership.objects.create(user=coordinator, role=Role.COORDINATOR, municipality=municipality)
    school = School.objects.order_by("pk").first()
    director = User.objects.create_user("director@example.org", "x", full_name="Директор")
    Membership.objects.create(user=director, role=Role.DIRECTOR, school=school)
    programme = Programme.objects.select_related("roadmap").get(pk=programme.pk)
    return SimpleNamespace(programme=programme, coordinator=coordinator, director=director, school=school)


def _document(municipality: Municipality) -> dict:
    activity = {
        "term": "Февраль, июнь, сентябрь, декабрь 2026 г.",
        "responsible": "Общеобразовательные организации",
        "result": "Справка",
    }
    directions = [
        {
            "number": str(direction),
            "title": f"Направление {direction}",
            "activities": [
                activity | {"number": f"{direction}.{each}", "name": f"Мероприятие {direction}.{each}"}
                for each in range(1, OF_DIRECTION + 1)
            ],
        }
        for direction in range(1, DIRECTIONS + 1)
    ]
    return {
        "format": FORMAT,
        "municipality": {"name": municipality.name},
        "programme": {
            "title": "Программа",
            "period": {"start": 2026, "end": 2026},
            "roadmap": {"title": "План", "directions": directions},
        },
    }


def report() -> None:
    """As a district is in the middle of its year: a third done, a third in other states, a third not begun."""
    reported = {
        0: {"status": "done", "review": "confirmed"}, 1: {"status": "done", "review": "waiting"},
        2: {"status": "done", "review": "confirmed"}, 3: {"status": "in_progress"}, 4: {"status": "not_done"},
        5: {"status": "done", "review": "returned"},
    }  # fmt: skip
    for rest, fields in reported.items():
        Assignment.objects.annotate(rest=F("pk") % 9).filter(rest=rest).update(
            version=1, reported_at=timezone.now(), text="Проведено, приказ издан.", **fields
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def table(rows) -> HttpResponse:
    return HttpResponse(
        "<table>" + "".join("<tr>" + "".join(f"<td>{escape(c)}</td>" for c in row) + "</tr>" for row in rows)
        + "</table>"
    )  # fmt: skip


def bare_matrix(programme: Programme, schools: Q) -> HttpResponse:
    """Each school's states of each activity, by one query as the plainest table there is."""
    found: dict = {}
    rows = Assignment.objects.filter(schools, activity__direction__roadmap=programme.roadmap)
    for school, activity, status in rows.values_list("school", "activity", "status"):
        found.setdefault((school, activity), []).append(status)
    names = dict(School.objects.filter(pk__in={school for school, _ in found}).values_list("pk", "name"))
    activities = list(Activity.objects.filter(direction__roadmap=programme.roadmap).values_list("pk", flat=True))
    return table(
        [name, *(min(found.get((pk, activity), ["-"])) for activity in activities)] for pk, name in names.items()
    )


def bare_table(programme: Programme, schools: Q) -> HttpResponse:
    """Each activity with how many there are and how many are done."""
    of_roadmap = Assignment.objects.filter(schools, activity__direction__roadmap=programme.roadmap)
    counted = of_roadmap.values_list("activity").annotate(all=Count("pk"), done=Count("pk", filter=Q(status="done")))
    numbers = {pk: others for pk, *others in counted.order_by()}
    activities = Activity.objects.filter(direction__roadmap=programme.roadmap)
    return table([each.number, each.name, each.term, *numbers[each.pk]] for each in activities)


def bare_tasks(school: School) -> HttpResponse:
    tasks = Assignment.objects.filter(school=school).select_related("activity").order_by("deadline_on")
    return table([each.activity.name, each.status, each.deadline_on] for each in tasks)


def measure() -> None:
    district = fill()
    with CaptureQueriesContext(connection) as statements:
        start = time.perf_counter()
        derive_assignments(district.programme.roadmap, by=district.coordinator)
        seconds = time.perf_counter() - start
    print(f"deriving {Assignment.objects.count()} assignments: {len(statements)} statements, {seconds:.2f} s")
    report()
    of_all, of_school = Q(), Q(school=district.school)
    page = Q(school__in=list(School.objects.all()[:ON_A_PAGE]))
    programme, url = district.programme, f"/programmes/{district.programme.pk}/roadmap/"
    late = "?attention=overdue&month=2026-06"
    for person, name, address, bare in (
        ("director", "tasks", reverse("task-list"), lambda: bare_tasks(district.school)),
        ("director", "first screen", reverse("home"), lambda: bare_tasks(district.school)),
        ("coordinator", "first screen", reverse("home"), lambda: bare_table(programme, of_all)),
        (
            "coordinator",
            "the head's sheet",
            f"{reverse('home')}?desk=programme-{programme.municipality_id}",
            lambda: bare_table(programme, of_all),
        ),
        ("coordinator", "matrix, 100 schools", f"{url}matrix/", lambda: bare_matrix(programme, page)),
        ("director", "matrix, own school", f"{url}matrix/", lambda: bare_matrix(programme, of_school)),
        ("coordinator", "table", url, lambda: bare_table(programme, of_all)),
        ("coordinator", "table, filtered", f"{url}{late}", lambda: bare_table(programme, of_all)),
        ("director", "table, filtered", f"{url}{late}", lambda: bare_table(programme, of_school)),
        ("coordinator", "month", f"{url}calendar/?month=2026-06", lambda: bare_table(programme, of_all)),
        ("coordinator", "year", f"{url}timeline/", lambda: bare_table(programme, of_all)),
    ):
        compare(getattr(district, person), f"{name}, as {person}", address, bare)


def compare(user: User, name: str, address: str, bare: Callable[[], HttpResponse]) -> None:
    client = Client()
    client.force_login(user)
    with CaptureQueriesContext(connection) as statements:
        answer = client.get(address)
    number = len(statements)
    assert answer.status_code == 200, answer
    page, plain = median_ms(lambda: client.get(address)), median_ms(bare)
    print(
        f"{name}: {page:.0f} ms, {number} statements, {len(answer.content) // 1024} KB; "
        f"bare view {plain:.0f} ms; ratio {page / plain:.2f}"
    )


if __name__ == "__main__":
    setup_test_environment()
    name = connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        measure()
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
