"""What holds for every kind of rule and of measure: each is found by lying in its folder, and nothing else names it.

A kind that is made up while the test runs goes the whole way too, so that a new one takes a file and no other line.
"""

from itertools import product
from textwrap import dedent
from typing import Literal, get_args, get_origin

import pytest
from django.urls import reverse

from indicators.identification import measures, rules
from indicators.identification.format.known_signs import known_signs
from indicators.identification.format.sentences import method_in_words, outline
from indicators.identification.format.shape import IdentificationShape
from indicators.identification.methods.form.editor import MethodEditor
from indicators.identification.methods.form.groups import GroupForm
from indicators.identification.shared.answers import Answer
from indicators.identification.shared.found_kinds import MEASURES, RULES, kinds_in
from indicators.identification.shared.method_parts import FigureMark
from indicators.identification.shared.rule import GroupOutcome, RuleShape
from tests.indicators.identification.cases import judge_of, judgements, method, protocol, schools_of, sign

EXACTLY = '''
    """«Ровно n из»: so many of the rules that apply, neither more nor fewer."""

    from dataclasses import dataclass
    from typing import Literal

    from django import forms

    from indicators.identification.shared.answers import Answer, GroupTally
    from indicators.identification.shared.method_parts import CountText
    from indicators.identification.shared.rule import CountingEvaluator, GroupShape, Rules
    from indicators.identification.shared.rule_form import GroupFields, RuleKind


    @dataclass(eq=False)
    class ExactlyEvaluator(CountingEvaluator):
        n: int

        def need(self, out_of):
            return self.n

        def counted(self, answers, out_of):
            tally = super().counted(answers, out_of)
            if tally.true > self.n:
                tally.answer = Answer.UNMET
            elif tally.true == self.n and tally.unknown:
                tally.answer = Answer.UNKNOWN
            return tally


    class ExactlyShape(GroupShape):
        kind: Literal["exactly"]
        n: CountText
        of: Rules
        aloud: bool = False

        def in_words(self, number_of):
            return f"ровно {number_of(self.n)}{' (вслух)' if self.aloud else ''} из"

        def evaluator(self, made):
            return ExactlyEvaluator(**self.common(made), n=int(made.number_of(self.n)))


    class ExactlyFields(GroupFields):
        choices = [("exactly", "ровно сколько из")]
        asks = {"number": "Впишите сколько."}

        @staticmethod
        def own_fields():
            return {"aloud": forms.BooleanField(label="вслух", required=False)}

        @staticmethod
        def rule(choice, number, data, common, of):
            return ExactlyShape(**common, kind="exactly", n=number, of=of, aloud=data.get("aloud", False))

        @staticmethod
        def sent(rule, words):
            return {"number": words.shown(rule.n)} | ({"aloud": "on"} if rule.aloud else {})


    KIND = RuleKind(ExactlyShape, ExactlyFields, place=7)
'''

SUM = '''
    """One indicator and another."""

    from dataclasses import dataclass
    from typing import Literal

    from indicators.identification.shared.compared_value import ComparedValue, ValueState
    from indicators.identification.shared.measure import MeasureFields, MeasureKind, MeasureShape, worst_without_number
    from indicators.identification.shared.method_parts import IndicatorName


    @dataclass(frozen=True)
    class SumReader:
        of: object
        to: object

        def at(self, texts, offset):
            of, to = self.of.at(texts, offset), self.to.at(texts, offset)
            if worst := worst_without_number(of, to):
                return ComparedValue("", worst.state, why=worst.why)
            return ComparedValue(f"{of.text} + {to.text}", ValueState.VALUE, of.interval + to.interval)


    class SumMeasure(MeasureShape):
        kind: Literal["sum"]
        of: IndicatorName
        to: IndicatorName

        @property
        def title(self):
            return f"{self.of} и «{self.to}»"

        @property
        def compared_unit(self):
            return "п. п."

        def names(self):
            return [self.of, self.to]

        def reader(self, made, *, in_text=False):
            return SumReader(*(made.indicator(name, in_text=in_text) for name in self.names()))


    class SumFields(MeasureFields):
        choices = [("sum", "сумма двух показателей")]
        asks = {"of": "Выберите показатель.", "to": "Выберите, что прибавить."}

        @staticmethod
        def measure(choice, data):
            return SumMeasure(kind="sum", of=data["of"], to=data["to"])

        @staticmethod
        def sent(measure):
            return {"measure": "sum", "of": str(measure.of), "to": str(measure.to)}


    KIND = MeasureKind(SumMeasure, SumFields, place=9)
'''


@pytest.fixture
def put(tmp_path, monkeypatch):
    """Puts a module into a folder of kinds for the time of a test."""

    def put_module(package, name: str, text: str) -> None:
        folder = tmp_path / package.__name__.rpartition(".")[2]
        folder.mkdir()
        (folder / f"{name}.py").write_text(dedent(text), encoding="utf-8")
        monkeypatch.setattr(package, "__path__", [*package.__path__, str(folder)])
        kinds_in.cache_clear()

    yield put_module
    monkeypatch.undo()
    kinds_in.cache_clear()


KINDS = sorted(kinds_in(RULES))
GROUPS = sorted(name for name, kind in kinds_in(RULES).items() if kind.fields)
VALUES = {
    "№ 1": {"А": "40", "Б": "40", "В": "40"}, "№ 2": {"А": "40", "Б": "40", "В": "10"}, "№ 3": {"А": "40", "Б": "10"},
    "№ 4": {"А": "10", "Б": "10", "В": "10"}, "№ 5": {"А": "-", "Б": "40", "В": "н/д"},
    "№ 6": dict.fromkeys("АБВ", ["-"] * 9), "№ 7": {"А": ["40", "10"], "Б": ["10", "40"], "В": ["н/д", "40"]},
}  # fmt: skip


def made(name: str) -> list[dict]:
    """Rules of the kind with every choice of its fields, found in its shape."""
    shape = kinds_in(RULES)[name].shape
    if shape.is_sign:
        return [
            sign(),
            sign("between", "30", upper="50"),
            sign("lowest", "1"),
            sign("below_mean", "0"),
            sign("rose", "1"),
        ]
    choices = {field: _choices(info, field) for field, info in shape.model_fields.items()}
    written = [dict(zip(choices, values, strict=True)) for values in product(*choices.values())]
    return [{"kind": name, **fields} for fields in written]


def _choices(info, field: str) -> list:
    if field == "kind":
        return list(get_args(info.annotation))
    if get_origin(info.annotation) is Literal:
        return list(get_args(info.annotation))
    if info.annotation is bool:
        return [False, True]
    if any(isinstance(mark, FigureMark) for mark in info.metadata):
        return ["1", "2"]
    if info.annotation is int:
        return [2, 3]
    if get_origin(info.annotation) is tuple:
        return [[sign(of="А"), sign(of="Б", weight="2"), sign(of="В")]]
    assert info.annotation is RuleShape, f"a field of a kind that this test can't fill in: {field}"
    return [sign(of="А"), {"kind": "any", "of": [sign(of="А"), sign(of="Б")]}]


def holds(name: str) -> None:
    """Everything that a kind of rule must keep to."""
    for rule in made(name):
        goes_through_json_and_form(method(rule))
        is_told(method(rule))
        is_judged(method(rule))


def goes_through_json_and_form(shape: IdentificationShape) -> None:
    assert IdentificationShape.model_validate(shape.as_json()) == shape
    assert MethodEditor.of(shape, []).shape == shape
    within = method({"kind": "all", "of": [shape.rule.as_json(), sign(of="Г")]}, context=shape.rule.as_json())
    assert MethodEditor.of(within, []).shape == within


def is_told(shape: IdentificationShape) -> None:
    assert MethodEditor.of(shape, []).sentence == method_in_words(shape)
    assert outline(shape.rule, shape).words
    assert known_signs(shape)
    assert shape.rule.years_back() >= 0


def is_judged(shape: IdentificationShape) -> None:
    """Quickly and with all that it came from alike, for every school, now and in a group; each with its protocol."""
    found = judgements(shape, VALUES)
    protocols = protocol(shape, VALUES)
    for school, each in found.items():
        assert each.verdict == protocols[school].verdict
        assert protocols[school].signs
        case = each.judge.case(each.school)
        assert each.judge.rules.rule.ask(case, 0) is each.rule.answer
        if isinstance(each.rule, GroupOutcome):
            assert (each.rule.tally is None) == (each.rule.answer is Answer.NOT_FOR_THIS_SCHOOL)
            assert school != "№ 6" or each.rule.tally is None
            assert school == "№ 6" or protocols[school].sentence.count("из") > 0


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_of_rule_holds(name):
    holds(name)


@pytest.mark.parametrize("name", GROUPS)
def test_every_kind_of_group_says_of_a_missing_value_what_holds_whatever_it_is(name):
    """Or it says that it doesn't know."""
    for rule in made(name):
        missing = judgements(method(rule), {"?": {"А": "40", "Б": "н/д", "В": "10"}})["?"].rule.answer
        known = {
            judgements(method(rule), {"!": {"А": "40", "Б": text, "В": "10"}})["!"].rule.answer for text in ("10", "40")
        }
        if missing is not Answer.UNKNOWN:
            assert known == {missing}


def test_each_kind_has_its_own_place_and_choices():
    for package in (RULES, MEASURES):
        kinds = kinds_in(package)
        assert len({kind.place for kind in kinds.values()}) == len(kinds)
        choices = [choice for kind in kinds.values() if kind.fields for choice, _ in kind.fields.choices]
        assert len(set(choices)) == len(choices) >= 3
    own = [name for group in GROUPS for name in kinds_in(RULES)[group].fields.own_fields()]
    assert len({*own, *GroupForm.base_fields}) == len(own) + len(GroupForm.base_fields)


def test_an_unknown_kind_is_refused():
    with pytest.raises(ValueError, match="does not match any of the expected tags"):
        method({"kind": "exactly", "n": "1", "of": [sign()]})


def test_a_made_up_rule_takes_one_file(put, district, browse):
    put(rules, "exactly", EXACTLY)

    assert list(kinds_in(RULES))[-1] == "exactly"
    holds("exactly")
    shape = method({"kind": "exactly", "n": "2", "of": [sign(of="А"), sign(of="Б"), sign(of="В")]})
    found = judgements(shape, VALUES)
    assert {name: each.verdict.value for name, each in found.items()} == {
        "№ 1": "out", "№ 2": "in", "№ 3": "unknown", "№ 4": "out", "№ 5": "unknown", "№ 6": "out", "№ 7": "unknown",
    }  # fmt: skip
    assert method_in_words(shape).startswith("Ровно 2 из: А не меньше 30 %; ")
    assert "нужно ровно 2, выполнено 2 из 3 применимых" in protocol(shape, VALUES)["№ 2"].sentence

    data = {"node": ["1.r.group", "2.1.sign"], "n1-kind": "exactly", "n1-number": "", "do": "look", "name": "Наш"}
    page = browse("coordinator").post(reverse("method-create", args=[district.municipality.pk]), data).content.decode()
    assert "ровно сколько из" in page
    assert "вслух" in page
    assert "Впишите сколько." in page


def test_a_made_up_measure_takes_one_file(put):
    put(measures, "sum", SUM)

    shape = method(sign(">", "45", of={"kind": "sum", "of": {"name": "А"}, "to": {"name": "Б"}}))
    goes_through_json_and_form(shape)
    is_told(shape)
    is_judged(shape)
    judge = judge_of(shape)
    verdicts = [each.verdict.value for each in judge.judge_all(schools_of(judge, VALUES))]
    assert verdicts == ["in", "in", "in", "out", "out", "out", "in"]
    assert "«40 + 10», понято как 50 п. п." in protocol(shape, VALUES)["№ 3"].signs[0].sentence


def test_made_up_kinds_are_gone_again():
    assert {"exactly", "sum"}.isdisjoint({*kinds_in(RULES), *kinds_in(MEASURES)})
