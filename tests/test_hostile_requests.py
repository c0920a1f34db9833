"""Whatever stands in an address or a form, the portal answers: with a page, a refusal, never with an error of its own.

Values are drawn by chance, other ones at each run by hand; FUZZ=20 draws as many times more.
"""

import inspect
import json
import os
import random
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html

from tests.addresses import OWN, url_of
from tests.test_access import undone

HOSTILE = [
    "\x00",
    "a\x00b",
    "9" * 40,
    "-" + "9" * 40,
    "1e999",
    "NaN",
    "٣",
    "2026-13-45",
    "0000-00-00",
    "[" * 500,
    '{"a":' * 200,
    "😀" * 3000,
    "\u202e\u2028\ufeff",
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "../../../etc/passwd",
    "%s%n{}{0.__class__}",
    "id_id__contains",
    "true",
    "",
]
IN_FORMS = [*HOSTILE, "9" * 5_000, "[" * 100_000, '{"a":' * 50_000]
TIMES = int(os.environ.get("FUZZ", "1"))
ASKED = sorted(
    {
        name
        for app in ("portal", "schools", "indicators", "roadmap", "reports")
        for path in (settings.BASE_DIR / app).rglob("*.py")
        for name in re.findall(r"GET(?:\.get|\.getlist)?[(\[]\s*\"(\w+)\"", Path(path).read_text())
    }
    | {"page", "q", "year", "on", "school", "status", "sort"}
)


def chance(*of: object) -> random.Random:
    fixed = "TESTS_REPEATABLE" in os.environ
    return random.Random(repr(of) if fixed else None)


def sent_back(page: bytes) -> dict[str, str]:
    """What the forms of the page would send."""
    tree = html.fromstring(page.strip() or b"<p>")
    fields = tree.xpath("//form[translate(@method, 'POST', 'post') = 'post']//*[@name and not(self::button)]")
    return {field.get("name"): field.get("value") or field.text or "" for field in fields}


FILES = [
    b"", b"\x00" * 100, b"PK\x03\x04" + b"\xff" * 200, b"%PDF-1.7\n" + b"<<" * 500, b"\xd0\xcf\x11\xe0" + b"\x00" * 600,
    b"[" * 50_000, b'{"version": 1e999}', b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>", "школа;".encode("utf-16") * 50,
]  # fmt: skip
NAMES = [
    "a.xlsx",
    "a.docx",
    "a.json",
    "a.pdf",
    "a.ods",
    "a.xls",
    "a.csv",
    "a.html",
    "\u202efdp.exe",
    "a" * 300 + ".docx",
]


def send_files(client: Client, url: str, page: HttpResponse, draw: random.Random) -> None:
    """By each of the page's fields for a file."""
    if "html" not in page.get("Content-Type", ""):
        return
    for field in html.fromstring(page.content.strip() or b"<p>").xpath("//form//input[@type='file']/@name"):
        for content in draw.sample(FILES, 3):
            file = SimpleUploadedFile(draw.choice(NAMES), content)
            with undone():
                assert client.post(url, sent_back(page.content) | {field: file}).status_code < 500


@pytest.mark.parametrize(("name", "pattern"), OWN, ids=[name for name, _ in OWN])
def test_nothing_that_is_sent_is_an_error_of_the_portal(name, pattern, browse, district):
    client, url, draw = browse("coordinator"), url_of(name, pattern, district), chance(name)
    for _ in range(TIMES):
        asked = {each: draw.choice(HOSTILE) for each in ASKED}
        with transaction.atomic():
            answer = client.get(url, asked)
        assert answer.status_code < 500
        page = client.get(url)
        fields = sent_back(page.content) if "html" in page.get("Content-Type", "") else {}
        send_files(client, url, page, draw)
        one = dict(fields)
        for field in draw.sample(sorted(fields), min(3, len(fields))):
            one[field] = draw.choice(IN_FORMS)
        for data in ({field: draw.choice(IN_FORMS) for field in fields}, one):
            with transaction.atomic():
                assert client.post(url, data).status_code < 500


WITH_PARTS = [(name, pattern) for name, pattern in OWN if pattern.pattern.regex.groupindex]


@pytest.mark.parametrize(("name", "pattern"), WITH_PARTS, ids=[name for name, _ in WITH_PARTS])
def test_no_address_is_an_error_of_the_portal(name, pattern, browse, district):
    client, draw, url = browse("coordinator"), chance("address", name), url_of(name, pattern, district).split("?")[0]
    parts = [place for place, part in enumerate(url.split("/")) if part and not part.isalpha()]
    for value in ("9" * 30, "0", draw.choice(["%00", "٣", "%F0%9F%98%80" * 300, "..%2f", "a" * 5000])):
        for place in parts:
            changed = url.split("/")
            changed[place] = value
            with transaction.atomic():
                assert client.get("/".join(changed)).status_code < 500


# What is sent to views that read a request's body themselves: no JSON, JSON of another shape, far too much of it.
BODIES = [
    "", "null", "[]", "{}", "[" * 100_000, '{"a":' * 50_000, "1e999", "NaN", '"\\ud800"', "\x00", "9" * 10_000,
    *(json.dumps({"way": each, "cells": [{"cell": each, "text": each, "version": 10**30}]}) for each in HOSTILE[:8]),
    json.dumps({"cells": {"cell": []}, "step": ["x"], "rows": "x", "lines": None}), "\udcff",
]  # fmt: skip
READ_BODY = [
    (name, each)
    for name, each in OWN
    if inspect.isfunction(view := inspect.unwrap(each.callback)) and "request.body" in inspect.getsource(view)
]


def test_views_of_json_are_found():
    assert {"cell-save"} <= {name for name, _ in READ_BODY}


@pytest.mark.parametrize(("name", "pattern"), READ_BODY, ids=[name for name, _ in READ_BODY])
def test_no_body_is_an_error_of_the_portal(name, pattern, browse, district):
    client, url = browse("coordinator"), url_of(name, pattern, district)
    for body in BODIES:
        with transaction.atomic():
            answer = client.post(url, body.encode(errors="surrogateescape"), content_type="application/json")
        assert answer.status_code < 500


# Where anybody writes about themselves; elsewhere an observer's form leaves nothing behind.
OF_ONESELF = {"reminder-settings", "calendar-renew", "logout", "account_reauthenticate", "password-change"}
_WRITING = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')
_OF_THE_LOG_IN = {"django_session", "usersessions_usersession", "once_postedform"}
_OF_THE_CALENDAR = {"indicators_period"}  # a year has its row since somebody named it first; nothing else is in it


OF_OTHERS = [(name, pattern) for name, pattern in OWN if name not in OF_ONESELF]


@pytest.mark.any_database
@pytest.mark.parametrize(("name", "pattern"), OF_OTHERS, ids=[name for name, _ in OF_OTHERS])
def test_an_observer_writes_nothing(name, pattern, browse, district):
    """Nor does one who sends what a coordinator's page would."""
    url = url_of(name, pattern, district)
    page = browse("coordinator").get(url)
    fields = sent_back(page.content) if "html" in page.get("Content-Type", "") else {}
    client = browse("observer")
    for data in ({}, fields, dict.fromkeys(fields, "1")):
        with CaptureQueriesContext(connection) as asked:
            client.post(url, data)
        written = {found[1] for each in asked.captured_queries if (found := _WRITING.match(each["sql"]))}
        assert not written - _OF_THE_LOG_IN - _OF_THE_CALENDAR, data
