"""No form takes more than three seconds or 200 megabytes, whatever words stand in its fields.

Some forms each day, other ones the next; FUZZ=20 takes them all.
"""

import datetime
import os
import random

import pytest

from tests.addresses import OWN, url_of
from tests.hostile.cost import failing_each_time, within_limits
from tests.hostile.words import hostile_words
from tests.test_hostile_commits import forms_of
from tests.test_hostile_requests import chance

pytestmark = pytest.mark.any_database  # what takes long is to read and to check
IS_LARGE = int(os.environ.get("FUZZ", "1")) > 1
ADDRESSES, TRIED = 10, 6 if IS_LARGE else 2  # of a day; fillings of each form
OF_EVERY_PAGE = ("/logout", "/appearance", "/acting")
_DAY = "" if "TESTS_REPEATABLE" in os.environ else datetime.date.today().isoformat()
DRAWN = OWN if IS_LARGE else random.Random(f"forms {_DAY}").sample(OWN, ADDRESSES)
LETTERS, MOST_OF_A_FIELD = 3_000_000, 1_000_000  # a request holds eight megabytes
_TYPED = {None, "text", "search", "hidden", "email", "url", "password", "tel"}


def is_typed(field) -> bool:
    is_sign = field.get("name") in ("csrfmiddlewaretoken", "form_sign")
    return not is_sign and (field.tag == "textarea" or (field.tag == "input" and field.get("type") in _TYPED))


@pytest.mark.parametrize(("name", "pattern"), DRAWN, ids=[name for name, _ in DRAWN])
def test_no_form_takes_long(name, pattern, browse, district):
    draw, client, url = chance("long forms", name), browse("coordinator"), url_of(name, pattern, district)
    page = client.get(url)
    slow = []
    for action, fields in forms_of(page.content, url) if "html" in page.get("Content-Type", "") else []:
        typed = {each.get("name") for each in fields if is_typed(each)} - {"next"}
        if not typed or action.startswith(OF_EVERY_PAGE):
            continue
        kept = {each.get("name"): each.get("value") or each.text or "" for each in fields if each.tag != "button"}
        words = hostile_words(min(MOST_OF_A_FIELD, LETTERS // len(typed)))
        for what in draw.sample(sorted(words), TRIED):
            told, sent = f"{action}, {what}", kept | dict.fromkeys(typed, words[what])

            def send(told=told, action=action, sent=sent):
                with within_limits(told):
                    answer = client.post(action, sent)
                assert answer.status_code < 500, told

            slow.append(failing_each_time(send))
    assert not any(slow), "\n".join(filter(None, slow))
