"""Whatever stands in an address or a form, the portal answers: with a page, a refusal, never with an error of its own.

Values are drawn by chance, other ones at each run by hand; FUZZ=20 draws as many times more.
"""

import os
import random
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from lxml import html

from tests.test_access import OWN, url_of

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


@pytest.mark.parametrize(("name", "pattern"), OWN, ids=[name for name, _ in OWN])
def test_nothing_that_is_sent_is_an_error_of_the_portal(name, pattern, browse, district):
    client, url, draw = browse("coordinator"), url_of(name, pattern, district), chance(name)
    for _ in range(TIMES):
        asked = {each: draw.choice(HOSTILE) for each in ASKED}
        with transaction.atomic():
            answer = client.get(url, asked)
        assert answer.status_code < 500
        fields = sent_back(client.get(url).content) if "html" in answer.get("Content-Type", "") else {}
        one = dict(fields)
        for field in draw.sample(sorted(fields), min(3, len(fields))):
            one[field] = draw.choice(HOSTILE)
        for data in ({field: draw.choice(HOSTILE) for field in fields}, one):
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
