"""What the grid costs: its page against a bare view of the same cells, and saving 100 cells. Run by `make bench`.

300 schools × 60 indicators × 6 years; the page shows 60 schools × 30 indicators, as a specialist. Figures are medians
of a run on this machine; only their ratio means anything elsewhere.
"""

import json
import statistics
import sys
import time
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).parent.parent))
django.setup()

from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import setup_test_environment
from django.urls import reverse
from django.utils.html import escape

from indicators.catalogue.models import Indicator, Period
from indicators.values.address import CellAddress
from indicators.values.models import Value
from portal.accounts.models import User
from portal.accounts.roles import Role
from schools.access.models import Membership
from schools.directory.models import Municipality, School

YEARS = [str(year) for year in range(2021, 2027)]
RUNS = 15


def fill() -> tuple[User, Municipality]:
    """Five districts of 60 schools with 60 indicators each; a grid shows 30 of them as one group."""
    periods = Period.objects.labelled(YEARS)
    for number in range(5):
        municipality = Municipality.objects.create(name=f"Район {number}")
        schools = School.objects.bulk_create(
            School(municipality=municipality, name=f"Школа № {each}", name_key=f"школа {each:06}") for each in range(60)
        )
        indicators = Indicator.objects.bulk_create(
            Indicator(
                municipality=municipality, name=f"Показатель {each}", name_key=f"показатель {each:06}", position=each,
                group="Первая" if each < 30 else "Вторая", rule=Indicator.Rule.MEAN,
            )
            for each in range(60)
        )  # fmt: skip
        Value.objects.bulk_create(
            (
                Value(indicator=indicator, school=school, period=period, text="4,25", number="4.25")
                for indicator in indicators for school in schools for period in periods.values()
            ),
            batch_size=2000,
        )  # fmt: skip
    specialist = User.objects.create_user("specialist@example.org", "x", full_name="Специалист")
    Membership.objects.create(user=specialist, role=Role.SPECIALIST, municipality=municipality)
    return specialist, municipality


def bare_view(request, municipality: Municipality) -> HttpResponse:
    """The same values by the same query, as the plainest table there is."""
    schools = list(School.objects.filter(municipality=municipality))
    indicators = list(Indicator.objects.filter(municipality=municipality, group="Первая"))
    values = Value.objects.filter(indicator__in=indicators, period__label="2026", kind=Value.Kind.FACT)
    texts = {(value.school_id, value.indicator_id): value.text for value in values}
    rows = (
        "<tr>" + "".join(f"<td>{escape(texts.get((s.pk, i.pk), ''))}</td>" for i in indicators) + "</tr>"
        for s in schools
    )
    return HttpResponse("<table>" + "".join(rows) + "</table>")


def median_ms(action) -> float:
    times = []
    for _ in range(RUNS + 2):
        start = time.perf_counter()
        action()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times[2:])


def measure() -> None:
    specialist, municipality = fill()
    client = Client()
    client.force_login(specialist)
    url = reverse("value-grid", args=[municipality.pk, "2026"]) + "?group=Первая"
    request = RequestFactory().get("/")
    bare = median_ms(lambda: bare_view(request, municipality))
    grid = median_ms(lambda: client.get(url))
    print(f"grid of 60 × 30: {grid:.0f} ms; bare view {bare:.0f} ms; ratio {grid / bare:.2f}")
    print(f"saving 100 cells: {median_ms(lambda: save(client, municipality)):.0f} ms")


def save(client: Client, municipality: Municipality) -> None:
    """100 cells, each with another text than before."""
    values = Value.objects.filter(indicator__municipality=municipality, period__label="2026").order_by("pk")[:100]
    cells = [
        {
            "cell": str(CellAddress(value.indicator_id, "2026", value.school_id)),
            "text": "4,5" if value.text != "4,5" else "4,75",
            "version": value.version,
        }
        for value in values
    ]
    answer = client.post(reverse("cell-save"), json.dumps({"cells": cells}), content_type="application/json")
    assert {cell["state"] for cell in answer.json()["cells"]} == {"saved"}


if __name__ == "__main__":
    setup_test_environment()
    name = connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        measure()
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
