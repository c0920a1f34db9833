"""Kept runs: what was said stays said; methods that runs have used; the coordinator's decisions."""

import json

import pytest
from django.core.serializers import serialize
from django.db import IntegrityError, connection
from django.urls import reverse
from pydantic import ValidationError

from indicators.catalogue.models import Indicator
from indicators.identification.format.delivered import delivered_identification
from indicators.identification.format.protocol import UsedValue
from indicators.identification.judging.inquiry import Inquiry, choose_method
from indicators.identification.methods.actions import change_method, copy_delivered
from indicators.identification.models import Method, Run, RunSchool, RunState
from indicators.identification.runs import actions
from indicators.identification.runs.actions import RunRefused, confirm_run, decide, keep_run
from indicators.identification.runs.queries import changed_since, compare_runs, judged_again
from indicators.values.actions import EntryWay, ValueEntry, enter_values
from indicators.values.address import CellAddress
from indicators.values.models import Value
from portal.history.models import Change
from schools.methods.actions import MethodRefused
from tests.factories import make_indicator, make_municipality, make_period, make_school
from tests.indicators.identification.cases import method, sign
from tests.indicators.identification.test_command import enter

RULE = {"kind": "any", "of": [sign(threshold="@share", of="А"), sign("lowest", "1", of="А", missing="drop")]}
SHAPE = method(RULE, parameters={"share": {"title": "Доля", "value": "30"}})


@pytest.fixture
def kept(district) -> Run:
    """Берёзовская 40, Сосновская 20 and the lowest, a third school without data."""
    make_school(district.municipality, "Дубовая СОШ")
    indicator = make_indicator(district.municipality, "А", unit="%")
    enter(indicator, district.school, "2026", "40")
    enter(indicator, district.other_school, "2026", "20")
    own = Method.objects.create(municipality=district.municipality, name="Метод", body=SHAPE.as_json())
    return keep(own.name, district)


def keep(name: str, district, label: str = "2026") -> Run:
    chosen = choose_method(name, district.municipality)
    inquiry = Inquiry(district.municipality, make_period(label), chosen.shape)
    return keep_run(inquiry=inquiry, chosen=chosen, by=district.coordinator)


def retype(district, text: str) -> None:
    value = Value.objects.get(indicator__name="А", school=district.school)
    cell = CellAddress.of(value)
    enter_values(
        [ValueEntry(cell, text, value.version)], indicators={cell.indicator_id: value.indicator},
        periods={"2026": value.period}, way=EntryWay.GRID, by=district.specialist,
    )  # fmt: skip


def test_a_kept_run_has_every_value_and_the_method_as_it_was(kept):
    assert {each.name: each.verdict for each in kept.schools.all()} == {
        "Берёзовская СОШ": "in", "Дубовая СОШ": "unknown", "Сосновская ООШ": "in",
    }  # fmt: skip
    first = kept.schools.first()
    assert first.values == [UsedValue(heading="", name="А", unit="%", year="2026", text="40")]
    assert first.protocol.signs[0].sentence.endswith("признак есть.")
    assert kept.shape == SHAPE
    assert Change.objects.about(kept).get().action == "идентификация сохранена"


def test_doubts_of_reading_and_of_entering_are_told_again_and_kept(kept, district, browse):
    Indicator.objects.filter(name="А").update(usual_min=10)
    retype(district, "1.234")
    run = keep("Метод", district)
    retype(district, "40")
    school = run.schools.get(school=district.school)
    pages = [
        browse("coordinator").get(reverse(name, args=[pk])).content.decode()
        for name, pk in (("run-school", school.pk), ("run-detail", run.pk))
    ]

    assert not kept.schools.get(school=district.school).protocol.doubts
    assert [each.partition("». ")[::2] for each in school.protocol.doubts] == [
        ("А, 2026: «1.234", "«1.234» можно понять как 1,234 и как 1 234; прочитано как 1,234. Дробь пишите через "
         "запятую, тысячи — через пробел."),
        ("А, 2026: «1.234", "Ниже обычного: как правило, не меньше 10."),
    ]  # fmt: skip
    assert "▲ А, 2026: «1.234». Ниже обычного" in pages[0]
    assert "▲ значения под вопросом: 2" in pages[1]


def test_it_says_the_same_after_values_have_changed_and_tells_where(kept, district, django_assert_num_queries):
    said = [(each.verdict, each.protocol) for each in kept.schools.all()]
    retype(district, "10")

    assert [(each.verdict, each.protocol) for each in kept.schools.all()] == said
    with django_assert_num_queries(4):
        (change,) = changed_since(kept)
    assert (change.school, change.indicator, change.year, change.then, change.now) == (
        "Берёзовская СОШ", "А", "2026", "40", "10",
    )  # fmt: skip
    assert [each.verdict.value for each in judged_again(kept)] == [verdict for verdict, _ in said]


def test_a_method_that_a_run_has_used_gets_a_new_version(kept, district):
    own = kept.method

    changed = change_method(method=own, shape=own.shape.with_parameters(share=50), by=district.coordinator)

    own.refresh_from_db()
    assert (changed.version, changed.shape.version, own.version) == (2, 2, 1)
    assert own.shape == SHAPE
    assert choose_method("метод", district.municipality).record == changed
    with pytest.raises(MethodRefused, match="редакция новее"):
        change_method(method=own, shape=SHAPE.with_parameters(share=60), by=district.coordinator)


def test_a_method_without_runs_is_changed_in_its_place(district):
    own = copy_delivered(key="federal", municipality=district.municipality, by=district.coordinator)

    changed = change_method(method=own, shape=own.shape.with_parameters(share=25), by=district.coordinator)

    assert (changed.pk, changed.version) == (own.pk, 1)
    assert changed.shape.parameters["share"].value == "25"
    assert delivered_identification()["federal"].parameters["share"].value == "30"
    assert [change.action for change in Change.objects.about(own)] == ["метод изменён", "метод создан"]
    with pytest.raises(MethodRefused, match="уже есть"):
        copy_delivered(key="federal", municipality=district.municipality, by=district.coordinator)


def test_a_delivered_method_can_be_kept_too(district):
    run = keep("federal", district)

    assert (run.method, run.method_key) == (None, "federal")
    assert {each.verdict for each in run.schools.all()} == {"unknown"}
    assert "нет показателей" in run.remarks[0]


def test_the_coordinator_confirms_or_overrules_with_a_reason(kept, district):
    listed = kept.schools.get(school=district.school)

    with pytest.raises(RunRefused, match="Напишите, почему"):
        decide(school=listed, decision="out", reason="  ", by=district.coordinator)
    decide(school=listed, decision="out", reason="Результаты аннулированы", by=district.coordinator)

    listed.refresh_from_db()
    assert (listed.verdict, listed.decision, listed.is_listed) == ("in", "out", False)
    change = Change.objects.about(listed).get()
    assert change.action == "решение метода изменено"
    assert change.after == {"decision": "out", "reason": "Результаты аннулированы"}


def test_a_list_is_confirmed_once_nobody_is_without_an_answer(kept, district):
    with pytest.raises(RunRefused, match="Дубовая СОШ"):
        confirm_run(run=kept, by=district.coordinator)
    unknown = kept.schools.get(name="Дубовая СОШ")
    with pytest.raises(RunRefused, match="Напишите, почему"):
        decide(school=unknown, decision="out", by=district.coordinator)
    decide(school=unknown, decision="out", reason="Новая школа, выпуска ещё не было", by=district.coordinator)

    confirm_run(run=kept, by=district.coordinator)

    for refused in (
        lambda: confirm_run(run=kept, by=district.coordinator),
        lambda: decide(school=unknown, decision="in", reason="Передумали", by=district.coordinator),
    ):
        with pytest.raises(RunRefused, match="уже утверждён"):
            refused()


def test_the_database_wants_a_reason(kept, district):
    with pytest.raises(IntegrityError):
        kept.schools.filter(school=district.school).update(
            decision="out", decided_by=district.coordinator, decided_at=kept.made_at
        )


def test_one_run_beside_another(kept, district):
    retype(district, "10")
    second = keep("Метод", district)

    comparison = compare_runs(kept, second)

    assert (comparison.stayed, comparison.left, comparison.entered) == (["Берёзовская СОШ"], ["Сосновская ООШ"], [])
    assert comparison.unknown == ["Дубовая СОШ"]


def test_who_sees_a_run(kept, district):
    for person, runs, schools in (
        (district.coordinator, 1, 3), (district.observer, 1, 3), (district.director, 0, 1), (district.stranger, 0, 0),
    ):  # fmt: skip
        assert Run.objects.visible_to(person).count() == runs
        assert RunSchool.objects.visible_to(person).count() == schools


def test_methods_of_another_municipality_are_not_seen(kept, district):
    other = make_municipality()

    assert Method.objects.visible_to(district.stranger).count() == 0
    assert not Method.objects.filter(municipality=other).exists()


def test_a_method_goes_by_the_kind_that_people_say(district):
    """«Сосновская ООШ» is taken for a basic school until somebody says that it has eleven grades."""
    school = district.other_school
    shape = method(sign(of="ЕГЭ", kinds=["secondary"]))
    Method.objects.create(municipality=district.municipality, name="По ЕГЭ", body=shape.as_json())
    make_indicator(district.municipality, "ЕГЭ", unit="%")
    assert school.kind == "basic"
    before = keep("По ЕГЭ", district)

    school.kind = "secondary"
    school.save()

    assert before.schools.get(school=school).verdict == "out"
    assert keep("По ЕГЭ", district).schools.get(school=school).verdict == "unknown"
    (change,) = changed_since(before, list(before.schools.filter(school=school).select_related("school")))
    assert (change.indicator, change.then, change.now) == ("Вид школы", "основная", "средняя")
    assert {each.school.key: each.verdict.value for each in judged_again(before)}[school.pk] == "out"


def test_a_new_school_gets_the_kind_that_its_name_tells_and_keeps_what_people_say(district):
    unclear = make_school(district.municipality, "Школа № 5")
    said = make_school(district.municipality, "Речная СОШ", kind="basic")

    assert (district.school.kind, unclear.kind, said.kind) == ("secondary", "", "basic")
    said.kind = ""
    said.save()
    said.refresh_from_db()
    assert said.kind == ""


def test_what_a_run_keeps_is_stored_as_json_and_checked_in_writing_and_in_reading(kept):
    school = kept.schools.first()
    with connection.cursor() as cursor:
        cursor.execute('SELECT protocol, "values" FROM indicators_runschool WHERE id = %s', [school.pk])
        protocol, values = (json.loads(each) if isinstance(each, str) else each for each in cursor.fetchone())

    assert protocol == school.protocol.as_json()
    assert set(protocol) == {"school", "verdict", "sentence", "signs"}
    assert protocol["signs"][0] | {"number": "40", "threshold": "30"} == protocol["signs"][0]
    assert values == [{"heading": "", "name": "А", "unit": "%", "year": "2026", "text": "40"}]
    assert json.loads(serialize("json", [school]))[0]["fields"]["protocol"] == protocol

    school.protocol = protocol | {"verdict": "maybe"}
    with pytest.raises(ValidationError):
        school.save()


def test_a_run_s_steps_are_the_actions_of_its_table():
    assert set(Run.TRANSITIONS) == set(RunState)
    for steps in Run.TRANSITIONS.values():
        for action, state in steps.items():
            assert callable(getattr(actions, action))
            assert state is None or state in Run.TRANSITIONS
