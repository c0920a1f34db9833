"""manage.py explain_value."""

import io
import json

import pytest
from django.core.management import ManagementUtility

KEYS = ["kind", "number", "upper", "comparison", "unit", "count", "total", "previous", "doubts"]


@pytest.fixture
def explain(capsys):
    def run(*arguments: str) -> list[dict]:
        ManagementUtility(["manage.py", "explain_value", *arguments]).execute()
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return run


def test_a_text_is_explained_in_json(explain):
    [explained] = explain("63 балла (в 2017-2018г – 69)")

    assert list(explained) == KEYS
    assert explained == {
        "kind": "number",
        "number": "63",
        "upper": None,
        "comparison": None,
        "unit": "балл",
        "count": None,
        "total": None,
        "previous": {"period": "2017-2018", "number": "69"},
        "doubts": [],
    }


def test_russian_is_printed_as_such(capsys):
    ManagementUtility(["manage.py", "explain_value", "7 чел."]).execute()

    assert '"unit": "чел."' in capsys.readouterr().out


def test_the_unit_of_the_indicator_can_be_given(explain):
    [explained] = explain("12,5", "--unit", "%")

    assert (explained["number"], explained["unit"]) == ("12.5", "%")


@pytest.mark.parametrize(
    ("arguments", "kind", "number"),
    [
        (["-"], "not_applicable", None),
        (["--"], "not_applicable", None),
        (["--", "--"], "not_applicable", None),
        (["-5"], "number", "-5"),
        (["-3,5"], "number", "-3.5"),
        (["-5%"], "number", "-5"),
        (["--", "-5"], "number", "-5"),
        (["--unit", "балл", "--", "-5"], "number", "-5"),
        (["-0,5", "--unit", "п.п."], "number", "-0.5"),
        (["- 5"], "number", "-5"),
        ([""], "empty", None),
    ],
)
def test_a_text_may_begin_with_a_dash(explain, arguments, kind, number):
    [explained] = explain(*arguments)

    assert (explained["kind"], explained["number"]) == (kind, number)


def test_without_a_text_lines_are_read(explain, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("12 из 40\n\n-\nвыполнено\n100%"))

    assert [line["kind"] for line in explain()] == ["share", "empty", "not_applicable", "text", "number"]


def test_a_broken_character_is_printed_somehow(explain):
    [explained] = explain("5 (\udcff)")

    assert explained["number"] == "5"
