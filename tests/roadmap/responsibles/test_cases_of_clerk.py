"""«Ответственные» as a careful clerk reads them: made-up forms, and the kept cases where their folder is here."""

import json
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command

from benchmarks.readings_responsibles import agrees
from roadmap.responsibles.read_responsible import read_responsible

SCHOOLS = dict(
    enumerate(
        [
            "Ручьевская СОШ",
            "СОШ № 3",
            "Гимназия № 3",
            "СОШ № 6 имени А.Б. Ильина",
            "Лицей № 8",
            "Боровская ООШ",
            "Еланская СОШ",
        ]
    )
)
OWN = ("Отдел образования администрации Ручьевского муниципального района", "ОО АРМР")
_CASES = settings.BASE_DIR.parent / "shared" / "cases" / "responsibles.json"
KEPT = json.loads(_CASES.read_text("utf-8")) if _CASES.exists() else {"cases": []}


@pytest.mark.parametrize("case", KEPT["cases"], ids=lambda case: case["text"])
def test_kept_cases_are_read_as_the_clerk_does(case):
    schools = {number: school["name"] for number, school in enumerate(KEPT["schools"])}
    own = (KEPT["department"]["name"], KEPT["department"]["short"])

    assert agrees(read_responsible(case["text"], schools, own), case["expect"], schools)


@pytest.mark.parametrize(
    ("text", "meant", "names", "others"),
    [
        ("ведущий специалист ОО АРМР", "department", [], False),
        ("начальник ОО", "department", [], False),
        ("методическая служба", "department", [], False),
        ("школьные методические объединения", "all_schools", [], False),
        ("учителя-предметники 9 и 11 классов", "all_schools", [], False),
        ("школы Ручьевского муниципального района", "all_schools", [], False),
        ("СОШ и гимназия № 3", "", ["СОШ № 3", "Гимназия № 3"], False),
        ("СОШ № 3, № 6, лицей № 8", "", ["СОШ № 3", "СОШ № 6 имени А.Б. Ильина", "Лицей № 8"], False),
        ("директора Ручьевской и Еланской СОШ", "", ["Ручьевская СОШ", "Еланская СОШ"], False),
        ("Боровская Елена Викторовна, методист", "department", [], False),
        ("управление образования Сосновской области", "", [], True),
        ("управление финансов", "", [], True),
        ("детский сад № 3", "", [], True),
        ("СОШ № 3 (список № 6)", "", ["СОШ № 3"], False),
        ("ДЮСШ № 3", "", [], True),
        ("глава Ручьевского района", "", [], True),
    ],
)
def test_nouns_say_who_is_meant(text, meant, names, others):
    read = read_responsible(text, SCHOOLS, OWN)

    said = {name for name in ("department", "all_schools", "low_result_schools") if getattr(read, name)}
    assert (said, {SCHOOLS[number] for number in read.schools}, bool(read.others)) == (
        {meant} - {""},
        set(names),
        others,
    )


@pytest.mark.parametrize("text", ["Гимназия № 6", "Лицей № 3", "Дальняя СОШ", "СОШ с. Дальнее", "психологи", "№ 3"])
def test_what_fits_no_school_or_body_is_doubted(text):
    read = read_responsible(text, SCHOOLS, OWN)

    assert read.doubts
    assert (read.department, read.all_schools, read.schools) == (False, False, frozenset())


def test_a_reading_is_printed_against_a_directory_in_a_file(tmp_path):
    directory = tmp_path / "directory.json"
    schools = [{"name": name, "kind": "", "low": False} for name in SCHOOLS.values()]
    directory.write_text(json.dumps({"department": {"name": OWN[0], "short": OWN[1]}, "schools": schools}), "utf-8")
    printed = StringIO()

    call_command("explain_responsible", "ОО АРМР, Гимназия № 3", directory=str(directory), stdout=printed)

    assert json.loads(printed.getvalue()) == {
        "department": True,
        "all_schools": False,
        "low_result_schools": False,
        "schools": ["Гимназия № 3"],
        "others": [],
        "doubts": [],
    }
