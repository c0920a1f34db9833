"""Requests that write are all or nothing; requests that read hold nothing; a page shows the line breaks of Word."""

import gzip
import runpy

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse
from django.views.decorators.http import require_POST

from indicators.collections.views.collections import collection_remind
from portal.accounts.roles import Role
from portal.middleware import (
    LineBreaksMiddleware,
    WritesAreAtomicMiddleware,
    after_writing,
    parts_its_writes,
    reads_first,
)
from tests.factories import make_collection, make_draft, make_municipality, make_user


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("method", "in_transaction"), [("get", False), ("head", False), ("post", True)])
def test_only_what_may_write_is_a_transaction(method, in_transaction):
    seen = []

    def view(request):
        seen.append(connection.in_atomic_block)
        return HttpResponse()

    middleware = WritesAreAtomicMiddleware(view)
    request = getattr(RequestFactory(), method)("/")
    if middleware.process_view(request, view, (), {}) is None:
        view(request)

    assert seen == [in_transaction]


@pytest.mark.django_db(transaction=True)
def test_a_view_that_waits_for_another_machine_keeps_nobody_from_writing():
    @parts_its_writes
    @require_POST
    def view(request):
        return HttpResponse(str(connection.in_atomic_block))

    request = RequestFactory().post("/")
    assert WritesAreAtomicMiddleware(view).process_view(request, view, (), {}) is None
    assert view(request).content == b"False"


def test_reminding_schools_by_letter_is_such_a_view():
    assert collection_remind.parts_its_writes


@pytest.mark.django_db(transaction=True)
def test_a_file_is_read_before_the_transaction_and_what_follows_comes_after_it():
    seen = []

    def read(request, pk):
        seen.append(("read", connection.in_atomic_block))
        return f"file {pk}"

    @require_POST
    @reads_first(read)
    def view(request, pk, *, read):
        seen.append((read, connection.in_atomic_block))
        after_writing(request, lambda: seen.append(("after", connection.in_atomic_block)))
        return HttpResponse()

    WritesAreAtomicMiddleware(view).process_view(RequestFactory().post("/"), view, (), {"pk": 3})

    assert seen == [("read", False), ("file 3", True), ("after", False)]


@pytest.mark.django_db(transaction=True)
def test_a_view_that_fails_leaves_nothing_behind():
    def view(request):
        municipality = make_municipality()
        raise ValueError(municipality.name)

    with pytest.raises(ValueError, match="Район"):
        WritesAreAtomicMiddleware(view).process_view(RequestFactory().post("/"), view, (), {})

    assert not type(make_municipality("Другой")).objects.exclude(name="Другой").exists()


def test_breaks_of_word_are_seen_on_a_page_and_stay_in_what_is_typed_into():
    def page(words):
        return f'<p title="{words}">{words}</p><TEXTAREA name="a">{words} <b></TEXTAREA><td>{words}</td>'

    words = "Заречная\x0bшкола\u2028№ 1"
    shown = LineBreaksMiddleware(lambda request: HttpResponse(page(words)))(RequestFactory().get("/"))
    file = LineBreaksMiddleware(lambda request: HttpResponse(words, "text/csv"))(RequestFactory().get("/"))

    seen = "Заречная\nшкола\n№ 1"
    assert shown.content.decode() == page(words).replace(f">{words}</", f">{seen}</")
    assert file.content.decode() == words


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/check/a%00b/", "/check/%00/", "/check/%ED%A0%80/", "/check/" + "a" * 5_000 + "/"]
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_address_that_no_record_can_have_is_not_found(client, method, address):
    assert getattr(client, method)(address).status_code == 404


@pytest.mark.django_db
def test_so_is_one_with_such_a_question(browse, district):
    assert browse("coordinator").get("/search/?q=a%00b").status_code == 404


@pytest.mark.django_db
def test_so_is_a_number_that_python_does_not_read(rf):
    def view(request):
        return HttpResponse(str(int(request.POST["number"])))

    request = rf.post("/", {"number": "9" * 5_000})

    assert WritesAreAtomicMiddleware(view).process_view(request, view, (), {}).status_code == 404


@pytest.mark.parametrize("number", ["9" * 5_000, "9" * 19, "седьмой", "-7"])
@pytest.mark.parametrize(
    ("name", "of", "sent", "status"),
    [
        ("indicator-ready", "municipality", "ready", 422),
        ("collection-remind", "collection", "submissions", 302),
    ],
)
def test_a_number_that_no_record_can_have_is_none(name, of, sent, status, number, browse, district):
    place = (
        district.municipality if of == "municipality" else make_collection(district.municipality, district.coordinator)
    )

    answer = browse("coordinator").post(reverse(name, args=[place.pk]), {"ticked": "1", sent: number})

    assert answer.status_code == status


@pytest.mark.django_db
def test_another_wrong_value_is_a_fault_still():
    def view(request):
        raise ValueError("no number at all")

    with pytest.raises(ValueError, match="no number"):
        WritesAreAtomicMiddleware(view).process_view(RequestFactory().post("/"), view, (), {})


@pytest.mark.django_db
def test_pages_run_nothing_but_the_portals_own_and_stay_with_nobody(client):
    answer = client.get("/login/")

    policy = dict(each.partition(" ")[::2] for each in answer["Content-Security-Policy"].split("; "))
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert "camera=()" in answer["Permissions-Policy"]
    assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))


@pytest.mark.django_db
def test_pages_go_packed_and_files_as_they_are(browse, district):
    client = browse("specialist")
    packed = {"headers": {"accept-encoding": "gzip"}}
    grid = reverse("value-grid", args=[district.municipality.pk, "2026"])
    page = client.get(grid, **packed)
    assert page.headers["Content-Encoding"] == "gzip"
    assert "Показатели школ" in gzip.decompress(page.content).decode()
    assert "Content-Encoding" not in client.get(grid).headers
    book = client.get(reverse("value-export", args=[district.municipality.pk, "2026"]), **packed)
    assert "Content-Encoding" not in book.headers


def test_only_what_is_shown_in_a_page_may_stand_in_one(browse, district):
    document = make_draft(district.programme, "roadmap", by=district.coordinator)
    page = reverse("document-detail", args=[document.pk])
    preview = reverse("document-file", args=[document.pk, "preview"])

    assert "frame-ancestors 'none'" in browse("coordinator").get(page)["Content-Security-Policy"]
    answer = browse("coordinator").get(preview)
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.django_db
def test_behind_https_cookies_belong_to_this_very_host(client, monkeypatch, settings, tmp_path, district):
    """`__Host-`: browsers take them with Secure and the path /, without a domain, only."""
    monkeypatch.setenv("PORTAL_HTTPS", "yes")
    monkeypatch.setenv("PORTAL_DATA", str(tmp_path))
    behind_https = runpy.run_path("portal/settings.py")
    for name, value in behind_https.items():
        if name.startswith(("SESSION_COOKIE", "CSRF_COOKIE", "DEVICE_COOKIE")):
            setattr(settings, name, value)
    client.get("/login/", secure=True)
    client.force_login(district.coordinator)

    assert {"__Host-csrftoken", "__Host-sessionid"} <= set(client.cookies)
    for name, cookie in client.cookies.items():
        assert name.startswith("__Host-"), name
        assert (bool(cookie["secure"]), cookie["path"], bool(cookie["domain"])) == (True, "/", False), name
    assert behind_https["DEVICE_COOKIE_NAME"].startswith("__Host-")


@pytest.mark.django_db
def test_json_that_is_nested_too_deep_for_python_is_no_fault_of_the_portal(client):
    """As a form of another package reads it."""
    client.force_login(make_user(Role.COORDINATOR, make_municipality()))
    answer = client.post(reverse("mfa_add_webauthn"), {"name": "а", "credential": '{"a":' * 50_000})
    assert answer.status_code < 500
