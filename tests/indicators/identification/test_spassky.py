"""The list of the Spassky district, from its own tables of criteria."""

import json

import pytest

from indicators.identification.format.delivered import delivered_identification
from indicators.identification.judging.judge import Judge, JudgedSchool, layout_of, names_of
from indicators.identification.judging.protocol_writing import ProtocolWriter
from portal.text.keys import natural_key
from schools.directory.kinds import kind_of
from tests.roadmap.exchange.real_programmes import FILES, needs_programmes

pytestmark = needs_programmes


@pytest.fixture
def found() -> dict[str, dict]:
    (file,) = (file for file in FILES if "spassky" in file.name)
    table = json.loads(file.read_text())["low_result_schools"][0]
    shape = delivered_identification()["spassky"]
    names = names_of(shape)
    judge = Judge(shape, layout_of(shape, ["2018-2019", "2017-2018"], {name: name.unit for name in names}))
    keys = {natural_key(name.name): place for place, name in enumerate(names)}
    schools = []
    for school in table["schools"]:
        texts: list[str | None] = [None] * len(judge.layout)
        for criterion in school["criteria"]:
            texts[judge.layout.slot(keys[natural_key(criterion["name"])], 0)] = criterion["current"]
        schools.append(JudgedSchool(school["school"], school["school"], texts, kind_of(school["school"])))
    writer = ProtocolWriter(judge)
    return {each.school.name: writer.of(each) for each in judge.judge_all(schools)}


def test_all_six_schools_are_on_the_list(found):
    assert {school: each.verdict for school, each in found.items()} == dict.fromkeys(
        [
            "Бураковская СОШ", "Антоновская СОШ", "Болгарская кадетская школа", "Кимовская СОШ", "Полянская СОШ",
            "Кузнецкихинская ООШ",
        ],
        "in",
    )  # fmt: skip


def test_each_school_by_its_criteria(found):
    """+ met, − not met, 0 does not apply; criteria 1 to 11."""
    signs = {True: "+", False: "−", None: "0"}
    assert {school: "".join(signs[sign.met] for sign in each.signs) for school, each in found.items()} == {
        "Бураковская СОШ": "+−−++++−−++",
        "Антоновская СОШ": "−−+++++−−−+",
        "Болгарская кадетская школа": "+++++++−−++",
        "Кимовская СОШ": "+−−++−+−−−+",
        "Полянская СОШ": "−−+++−+−−++",
        "Кузнецкихинская ООШ": "−00000+−−++",
    }
    assert not any(sign.met for sign in found["Кузнецкихинская ООШ"].signs if sign.value == "-")


def test_the_year_before_stands_in_brackets(found):
    sign = found["Бураковская СОШ"].signs[4]

    assert sign.sentence == (
        "Средний балл ЕГЭ по предметам по выбору, 2018-2019: «51 балл (в 2017-2018г – 63)», понято как 51 балл; "
        "признак — снижение за год; годом раньше 63 балла; признак есть."
    )
