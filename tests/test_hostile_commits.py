"""Whatever is sent is committed, as a person's own requests are; afterwards the portal is whole and shows its pages.

A few addresses at each run, other ones by hand; FUZZ=20 takes as many times more.
"""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from lxml import html

from portal.history.verifying import verify_chain
from portal.refusals import Refusal
from tests.addresses import OWN, url_of
from tests.test_hostile_requests import FILES, IN_FORMS, NAMES, TIMES, chance

ADDRESSES, SENT = 7, 4  # for each run, and to each form of theirs
PLAUSIBLE = ["", "1", "0", "-1", "3,5", "2026", "01.09.2026", "2026-09-01", "on", "Школа № 1", "до 1 сентября", "да"]
# Whoever sends these is no longer logged in, or waits for a worker's machine.
LEFT_OUT = {"logout", "password_change", "session-end", "sessions-end", "login", "account_logout"}


def forms_of(page: bytes, url: str) -> list[tuple[str, list]]:
    tree = html.fromstring(page.strip() or b"<p>", base_url=f"http://testserver{url}")
    tree.make_links_absolute()
    found = tree.xpath("//form[translate(@method, 'POST', 'post') = 'post']")
    return [
        ((each.get("action") or url).removeprefix("http://testserver"), each.xpath(".//*[@name]")) for each in found
    ]


def filled(fields: list, draw) -> dict:
    """As somebody would fill the form, by chance, with a hostile value here and there."""
    data = {}
    for field in fields:
        name, kind = field.get("name"), field.get("type")
        if kind == "file":
            if draw.random() < 0.5:
                data[name] = SimpleUploadedFile(draw.choice(NAMES), draw.choice(FILES))
        elif draw.random() < 0.15:
            data[name] = draw.choice(IN_FORMS)
        elif field.tag == "select":
            data[name] = draw.choice([each.get("value", "") for each in field.iter("option")] or [""])
        elif field.tag == "button" or kind in ("checkbox", "radio"):
            if draw.random() < 0.5:
                data[name] = field.get("value", "on")
        elif kind == "hidden":
            data[name] = field.get("value", "")
        else:
            data[name] = draw.choice([field.get("value") or field.text or "", *PLAUSIBLE])
    return data


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("run", range(2 * TIMES))
def test_what_was_sent_leaves_the_portal_whole(run, browse, district):
    draw, client = chance("commits", run), browse("coordinator")
    urls = [reverse("programme-create")]  # so that there is a form, whatever is drawn
    for name, pattern in draw.sample(OWN, 3 * ADDRESSES):
        if name in LEFT_OUT or len(urls) == ADDRESSES:
            continue
        try:
            urls.append(url_of(name, pattern, district))
        except Refusal:  # another address has made the same records ready
            continue
    assert len(urls) > ADDRESSES // 2 + 1
    sent = 0
    for url in urls:
        page = client.get(url)
        if "html" not in page.get("Content-Type", ""):
            continue
        for action, fields in forms_of(page.content, url):
            if action.startswith(("/logout", "/accounts/")):
                continue
            for _ in range(SENT):
                data = filled(fields, draw)
                assert client.post(action, data).status_code < 500, (action, data)
                sent += 1
    assert sent
    connection.check_constraints()
    assert verify_chain().faults == []
    for url in urls:
        assert client.get(url).status_code < 500, url
    assert client.get("/").status_code in (200, 302)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "text", ["\x00", "4\x00", "\ud800", "😀" * 3_000, "9" * 100_000, "1e999", "\u202e\u2028\ufeff", "ш" * 5_000]
)
def test_no_text_of_a_cell_is_an_error(text, browse, district):
    indicator = district.municipality.indicators.first()
    cell = f"{indicator.pk}:{district.school.pk}:2026:fact"
    body = json.dumps({"way": "grid", "cells": [{"cell": cell, "text": text, "version": 0}]})
    answer = browse("coordinator").post(reverse("cell-save"), body, content_type="application/json")
    assert answer.status_code in (200, 400)
