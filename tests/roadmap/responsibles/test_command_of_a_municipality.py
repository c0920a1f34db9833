"""`explain_responsible` against a municipality of the database."""

import io
import json

import pytest
from django.core.management import CommandError, ManagementUtility, call_command

from schools.directory.models import Municipality, School


def explained(text: str, municipality: int) -> dict:
    output = io.StringIO()
    call_command("explain_responsible", text, municipality=municipality, stdout=output)
    return json.loads(output.getvalue())


@pytest.mark.django_db
def test_schools_are_those_of_the_municipality():
    own = Municipality.objects.create(name="Лесной район")
    School.objects.create(municipality=own, name="Лесная СОШ № 2")
    School.objects.create(municipality=Municipality.objects.create(name="Степной район"), name="Степная СОШ № 3")

    assert explained("директор СОШ № 2", own.pk)["schools"] == ["Лесная СОШ № 2"]
    assert explained("директор СОШ № 3", own.pk)["schools"] == []


@pytest.mark.django_db
def test_a_municipality_that_is_not_there_is_refused():
    with pytest.raises(CommandError, match="Муниципалитета № 7 нет"):
        explained("директор СОШ № 2", 7)


def test_a_text_that_begins_with_a_dash_is_a_text(capsys, tmp_path):
    """Run as from the command line, which closes connections: against a directory in a file."""
    file = tmp_path / "directory.json"
    own = {"municipality": "Лесной район", "department": {"name": "Отдел образования"}, "schools": []}
    file.write_text(json.dumps(own), encoding="utf-8")

    for text in ("- отдел образования", "– отдел образования", "-отдел образования"):
        ManagementUtility(["manage.py", "explain_responsible", text, "--directory", str(file)]).execute()
        assert json.loads(capsys.readouterr().out)["department"]
