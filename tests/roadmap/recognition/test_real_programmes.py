"""Programmes of real departments are read as their own people read them."""

import json

import pytest

from portal.sources.word import read_word
from roadmap.recognition.reading import recognise
from tests.roadmap.exchange.real_programmes import FOLDER

SOURCES = sorted(FOLDER.glob("*.docx"))
LEAST = 0.98
ASKED_OF_A_PERSON = ("municipality.", "format")  # a region that the document doesn't name; known to whoever takes it in


def flat(value, path: str = "") -> dict[str, str]:
    if isinstance(value, dict):
        return {key: text for name, each in value.items() for key, text in flat(each, f"{path}{name}.").items()}
    if isinstance(value, list):
        return {key: text for at, each in enumerate(value) for key, text in flat(each, f"{path}{at}.").items()}
    return {path: " ".join(str(value).split())}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_every_string_in_its_place_and_every_word_accounted_for(path):
    recognition = recognise(read_word(path.read_bytes()))
    wanted = flat(json.loads(path.with_suffix(".json").read_text(encoding="utf-8")))
    wanted = {key: text for key, text in wanted.items() if not key.startswith(ASKED_OF_A_PERSON)}
    found = flat(recognition.document)
    missed = {key: (text, found.get(key)) for key, text in wanted.items() if found.get(key) != text}
    assert 1 - len(missed) / len(wanted) >= LEAST, missed
    assert recognition.balance.leftovers == ()
    assert recognition.balance.understood == recognition.balance.words
