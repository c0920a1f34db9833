"""Each thing that somebody makes, asked for by two requests at one moment: it is made once, and both are led to it.

Real requests: on SQLite to a server with several workers and a file of its own, on PostgreSQL by threads.
"""

import json
import sqlite3
import threading
from collections.abc import Callable
from types import SimpleNamespace

import lxml.html
import pytest
import requests
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils.crypto import get_random_string

from indicators.collections.models import Collection
from indicators.identification.models import Method, Run
from portal.accounts.models import User
from portal.accounts.roles import Role
from roadmap.evaluation.models import EvaluationMethod
from roadmap.programmes.models import Programme
from schools.orders.models import Order
from tests.drill.processes import PATIENCE, Portal, environment_of
from tests.factories import document, make_programme, make_user

CSRF = get_random_string(32)


def shown(client: Client, url: str, action: str = "") -> dict:
    """What the page's form would send as it stands."""
    page = lxml.html.fromstring(client.get(url).content.decode())
    page.make_links_absolute("http://testserver" + url)
    wanted = "http://testserver" + (action or url)
    form = next(form for form in page.forms if form.method == "POST" and (form.action or wanted) == wanted)
    sent: dict[str, list] = {}
    for name, value in form.form_values():
        sent.setdefault(name, []).append(value)
    return sent


def programme(district):
    typed = {"title": "Новая", "start_year": 2027, "end_year": 2028, "kind": "programme", "is_typical": ""}
    return reverse("programme-create"), None, typed | {"municipality": district.municipality.pk}


def template(district):
    return reverse("programme-keep-as-template", args=[district.programme.pk]), detail(district), {}


def amendment(district):
    return reverse("programme-amend", args=[district.programme.pk]), detail(district), {}


def next_programme(district):
    return reverse("programme-next", args=[district.programme.pk]), None, {}


def programmes_of_schools(district):
    schools = [district.school.pk, district.other_school.pk]
    return reverse("programme-roll-out", args=[district.programme.pk]), None, {"schools": schools}


def collection(district):
    typed = {"title": "Итоги года", "label": "2026", "due_on": "2031-06-01"}
    return reverse("collection-open", args=[district.municipality.pk]), None, typed


def run(district):
    url, page = (reverse(name, args=[district.municipality.pk]) for name in ("run-keep", "run-trial"))
    return url, f"{page}?method=federal&year=2026", {}


def copy_of_a_method(district):
    url, page = (reverse(name, args=[district.municipality.pk]) for name in ("method-copy", "run-trial"))
    return url, f"{page}?method=federal&year=2026", {"name": "Наш метод"}


def copy_of_a_method_of_evaluation(district):
    url, page = (reverse(f"evaluation-method-{name}", args=[district.municipality.pk]) for name in ("copy", "list"))
    return url, page, {"method": "aleysky", "name": "Наш метод"}


def person(district):
    typed = {"full_name": "Новикова Анна Ильинична", "email": "new@example.org", "role": "specialist"}
    return reverse("person-new", args=[district.municipality.pk]), None, typed


def imported(district):
    return reverse("programme-import"), None, {"municipality": district.municipality.pk}


def order(district):
    """With the plan looked through and the doubts ticked, as the page asks for it."""
    draft = make_programme(district.municipality, title="Проект")
    return (
        reverse("programme-approve", args=[draft.pk]),
        None,
        {"number": "88", "issued_on": "2026-01-12", "annex": "1"},
    )


def detail(district) -> str:
    return reverse("programme-detail", args=[district.programme.pk])


FILE = json.dumps(document("Лесной район", title="Из файла")).encode()
MADE = [
    (programme, Programme, 1), (template, Programme, 1), (amendment, Programme, 1), (next_programme, Programme, 1),
    (programmes_of_schools, Programme, 2), (collection, Collection, 1), (run, Run, 1), (copy_of_a_method, Method, 1),
    (copy_of_a_method_of_evaluation, EvaluationMethod, 1), (person, User, 1), (imported, Programme, 1),
    (order, Order, 1),
]  # fmt: skip


@pytest.fixture
def ready(in_force) -> SimpleNamespace:
    in_force.second = make_user(Role.COORDINATOR, in_force.municipality)
    return in_force


@pytest.fixture
def send(ready, tmp_path):
    """`send(person, person, url, forms)`: both at once; what each was answered and where it leads."""
    if connection.vendor == "sqlite":
        return lambda people, url, forms: _by_server(tmp_path, people, url, forms)
    return _by_threads


def _by_server(folder, people, url, forms) -> tuple[list, Callable]:
    sessions = [_client(each).cookies[settings.SESSION_COOKIE_NAME].value for each in people]
    database = folder / "portal.sqlite3"
    database.write_bytes(connection.connection.serialize())
    portal = Portal(folder, environment_of(folder, f"sqlite:///{database}"), folder / "portal.log")
    portal.begin_web()

    def post(number: int):
        cookies = {settings.SESSION_COOKIE_NAME: sessions[number], settings.CSRF_COOKIE_NAME: CSRF}
        form, files = forms[number]
        answer = requests.post(
            portal.url + url, data=form | {"csrfmiddlewaretoken": CSRF}, files=files, cookies=cookies,
            allow_redirects=False, timeout=PATIENCE,
        )  # fmt: skip
        return answer.status_code, answer.headers.get("Location", "")

    try:
        answers = together(post)
    finally:
        portal.end()
    return answers, lambda model: _rows(database, model)


def _rows(path, model) -> int:
    with sqlite3.connect(path) as database:
        return database.execute(f"SELECT COUNT(*) FROM {model._meta.db_table}").fetchone()[0]  # noqa: S608


def _by_threads(people, url, forms) -> tuple[list, Callable]:
    clients = [_client(each) for each in people]

    def post(number: int):
        form, files = forms[number]
        with_files = {name: SimpleUploadedFile(*named) for name, named in files.items()}
        answer = clients[number].post(url, form | with_files)
        connection.close()
        return answer.status_code, answer.headers.get("Location", "")

    return together(post), lambda model: model.objects.count()


def together(post: Callable[[int], tuple]) -> list[tuple]:
    barrier, answers = threading.Barrier(2), {}

    def begin(number: int):
        barrier.wait()
        answers[number] = post(number)

    threads = [threading.Thread(target=begin, args=[number]) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [answers[number] for number in range(2)]


def _client(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("who", ["a double click", "two people"])
@pytest.mark.parametrize(("prepare", "model", "number"), MADE, ids=[each[0].__name__ for each in MADE])
def test_it_is_made_once(prepare, model, number, who, ready, send):
    if connection.vendor == "sqlite" and who == "a double click" and prepare is not programme:
        pytest.skip("a server for each is long, and the way is the same for all")
    url, page, typed = prepare(ready)
    people = [ready.coordinator, ready.coordinator if who == "a double click" else ready.second]
    before = model.objects.count()
    forms = [shown(_client(person), page or url, url) | typed for person in people]
    if who == "a double click":
        forms[1] = forms[0]
    files = {"file": ("программа.json", FILE)} if prepare is imported else {}

    answers, count = send(people, url, [(form, files) for form in forms])

    assert [status for status, _ in answers] == [302, 302]
    assert len({led_to for _, led_to in answers}) == 1
    assert count(model) == before + number
