"""The form of a method's rules: what it sends, it reads; each fault is told at its field."""

import pytest
from hypothesis import HealthCheck, given, settings

from indicators.identification.format.delivered import delivered_identification
from indicators.identification.format.shape import IndicatorName
from indicators.identification.methods.form.editor import MethodEditor, new_method, sent
from tests.indicators.identification.cases import method, sign
from tests.indicators.identification.test_differential import rules

CATALOGUE = [IndicatorName(heading="ОГЭ", name=name, unit="%") for name in ("Русский язык", "Математика")]


def editor(rule: dict | None = None, **sent_values) -> MethodEditor:
    data = sent(method(rule)) if rule else new_method()
    for name, value in ({"name": "Наш метод"} | sent_values).items():
        data[name] = value
    return MethodEditor(data, catalogue=CATALOGUE, base=method(rule) if rule else None)


@pytest.mark.parametrize("key", delivered_identification())
def test_a_delivered_method_comes_through_the_form_as_it_was(key):
    shape = delivered_identification()[key]

    made = MethodEditor.of(shape, [])

    assert made.shape == shape
    assert made.sentence


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(rule=rules)
def test_every_rule_comes_through_the_form_as_it_was(rule):
    shape = method(rule, context=rule)

    assert MethodEditor.of(shape, []).shape == shape


def test_a_method_from_nothing():
    made = editor(**{
        "n1-kind": "any", "n2-of": "огэ: русский язык", "n2-measure": "indicator", "n2-compare": ">=",
        "n2-threshold": "30,5", "n2-year": "0", "n2-missing": "unknown", "n2-few": "unknown",
    })  # fmt: skip

    assert made.shape.as_json()["rule"] == {
        "kind": "any",
        "of": [
            {
                "kind": "sign", "name": "ОГЭ: Русский язык", "compare": ">=", "threshold": "30.5",
                "measure": {"kind": "indicator", "indicator": CATALOGUE[0].as_json()},
            }
        ],
    }  # fmt: skip
    assert made.sentence == "Хотя бы одно из: ОГЭ: Русский язык не меньше 30,5 %."


TWO = {"kind": "all", "of": [sign(of="А"), sign(of="Б")]}


@pytest.mark.parametrize(
    ("rule", "changed", "place", "sentence"),
    [
        (TWO, {"n2-of": "Матиматика"}, "n2-of", "Может быть, «ОГЭ: Математика»"),
        (TWO, {"n2-of": ""}, "n2-of", "Выберите показатель"),
        (TWO, {"n2-threshold": ""}, "n2-threshold", "Впишите порог"),
        (TWO, {"n2-threshold": "много"}, "n2-threshold", "Нужно число"),
        (TWO, {"n2-threshold": "П4"}, "n2-threshold", "Общего порога П4 нет"),
        (TWO, {"n2-compare": "between", "n2-upper": ""}, "n2-upper", "верхнюю границу"),
        (TWO, {"n2-compare": "between", "n2-upper": "5"}, "n2-upper", "больше, чем «до»"),
        (TWO, {"n2-compare": "lowest", "n2-threshold": "0"}, "n2-threshold", "хотя бы одно место"),
        (TWO, {"n2-compare": "fell", "n2-years": "3"}, "n2-compare", "не считаются по среднему"),
        (TWO, {"n2-compare": "fell", "n2-threshold": "-1"}, "n2-threshold", "не меньше нуля"),
        (TWO, {"n2-measure": "ratio", "n2-to": ""}, "n2-to", "на который делить"),
        (TWO, {"n2-years": "11"}, "n2-years", "меньше либо равно 10"),
        (TWO, {"n2-weight": "-1"}, "n1-kind", "только в группе «в сумме баллов»"),
        (TWO, {"n2-for_each": "on"}, "n1-kind", "только в группе «в сумме баллов»"),
        (TWO, {"n1-kind": "points%", "n1-number": "50", "n2-for_each": "on"}, "n1-kind", "наибольшей суммы нет"),
        (TWO, {"n2-fewest": "-1"}, "n2-fewest", "не меньше нуля"),
        (TWO, {"n2-compare": "below_mean:percent", "n2-threshold": "0"}, "n2-threshold", "больше нуля"),
        (TWO, {"n2-compare": "below_mean:deviations", "n2-threshold": ""}, "n2-threshold", "Впишите порог"),
        (TWO, {"n2-measure": "difference", "n2-to": ""}, "n2-to", "который вычесть"),
        (TWO, {"n1-kind": "at_least", "n1-number": "3"}, "n1-number", "Не менее 3 из 2 не бывает"),
        (TWO, {"n1-kind": "at_least", "n1-number": "1,5"}, "n1-number", "целое число от 1"),
        (TWO, {"n1-kind": "at_least", "n1-number": ""}, "n1-number", "Впишите сколько"),
        (TWO, {"n1-kind": "years", "n1-number": "2", "n1-of_last": "3"}, "n1", "Годы считают по одному правилу"),
        (TWO, {"n1-kind": "none", "n2-obligatory": "on"}, "n1-kind", "обязательных не бывает"),
        (TWO, {"valid_from": "2026-09-01", "valid_until": "2026-01-01"}, "valid_until", "раньше, чем начинает"),
        (TWO, {"name": " "}, "name", "Назовите метод"),
    ],
)
def test_each_fault_is_told_at_its_field(rule, changed, place, sentence):
    made = editor(rule, **changed)

    assert made.shape is None
    assert sentence in " ".join(_faults(made)[place])


def _faults(made: MethodEditor) -> dict[str, list[str]]:
    found = {name: list(errors) for name, errors in made.head.errors.items()}
    places = [made.root]
    while places:
        shown = places.pop()
        places += shown.of
        for name, errors in shown.form.errors.items():
            found[shown.node.prefix if name == "__all__" else f"{shown.node.prefix}-{name}"] = list(errors)
    return found


def test_what_another_choice_would_need_is_no_fault():
    made = editor(TWO, **{"n1-number": "много", "n1-of_last": "x", "n2-upper": "y", "n2-to": "нет такого"})

    assert made.shape.rule == method(TWO).rule


def test_what_is_wrong_elsewhere_keeps_no_fault_back():
    made = editor(TWO, **{"n2-threshold": "много", "n3-of": "нет такого", "n1-kind": "years"})

    assert {"n1", "n2-threshold", "n3-of"} <= set(_faults(made))


def test_steps_add_wrap_copy_and_take_away():
    made = editor(TWO)
    for step in ("sign:1", "group:1", "sign:5", "wrap:2", "copy:3", "remove:4", "remove:1", "nonsense", "sign:99"):
        made.take(step)

    assert made.data.getlist("node") == [
        "1.r.group", "7.1.group", "2.7.sign", "3.1.sign", "8.1.sign", "5.1.group", "6.5.sign",
    ]  # fmt: skip
    assert made.data["n8-of"] == "Б"


def test_a_context_and_a_shared_threshold_are_added():
    made = editor(TWO)
    for step in ("context", "share"):
        made.take(step)
    made.data.update({"p1-title": "Доля", "p1-value": "40", "n2-threshold": "п1"})
    made.data.update({"n5-of": "Б", "n5-measure": "indicator", "n5-compare": ">", "n5-threshold": "1", "n5-year": "0"})
    made.data.update({"n5-missing": "drop", "n5-few": "drop"})

    assert made.shape.rule.of[0].threshold == "@p1"
    assert made.shape.parameters["p1"].value == "40"
    assert made.shape.context.of[0].missing == "drop"
    assert "не меньше 40 %" in made.sentence


def test_nodes_that_no_form_sends_change_nothing():
    made = editor(TWO)
    for written in ("1.r.group", "9.x.sign", "8", "-1.1.sign", "10.2.sign", "11.r.sign", "²." * 3):
        made.data.appendlist("node", written)

    assert MethodEditor(made.data, catalogue=[], base=method(TWO)).shape.rule == method(TWO).rule


def test_a_sign_is_called_as_its_indicator_until_somebody_names_it():
    rule = {"kind": "all", "of": [sign(of="А"), sign(of="Б", name="Своё название")]}

    made = editor(rule, **{"n2-of": "ОГЭ: Математика", "n3-of": "ОГЭ: Математика"})

    assert [each.name for each in made.shape.rule.of] == ["ОГЭ: Математика", "Своё название"]
