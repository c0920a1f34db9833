"""What holds for every component and every whole, those that are files today and one made up: nobody names them."""

import ast
import sys
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import pytest
from django.conf import settings
from django.urls import reverse
from pydantic import ValidationError

from roadmap.evaluation.activity_marks import ActivityMark
from roadmap.evaluation.component import ComponentOption, MethodComponent
from roadmap.evaluation.components import component_kinds
from roadmap.evaluation.degrees import StatedIndicator, degree_of
from roadmap.evaluation.evaluated_year import EvaluatedYear, Spending
from roadmap.evaluation.judging import judge
from roadmap.evaluation.listed_parts import parts_in
from roadmap.evaluation.methods.effect_scale import FaultyScale, check_scale
from roadmap.evaluation.methods.forms.fields import option_in_form
from roadmap.evaluation.methods.forms.method import EvaluationMethodForm
from roadmap.evaluation.methods.method_sentences import method_in_sentences
from roadmap.evaluation.methods.method_shape import EvaluationMethodShape
from roadmap.evaluation.methods.models import EvaluationMethod
from roadmap.evaluation.whole import WholeControls
from roadmap.evaluation.wholes import whole_kinds
from tests.factories import make_evaluation
from tests.roadmap.evaluation.test_evaluation_pages import page_of, sent

ROOM = Path(settings.BASE_DIR) / "roadmap" / "evaluation"
# As the folders stand now, and the one more that `made_up_parts` puts beside each.
COMPONENTS = [*component_kinds(), "punctual"]
WHOLES = [*whole_kinds(), "lowest"]

pytestmark = pytest.mark.usefixtures("made_up_parts")

DEGREES = [
    degree_of(StatedIndicator(plan, fact, direction="more"), EvaluationMethodShape.model_fields["indicators"].default)
    for plan, fact in (("60", "58,3"), ("50", "55"), ("40", "38"))
]
MARKS = [ActivityMark.DONE] * 5 + [ActivityMark.LATE, ActivityMark.NOT_DONE]
YEAR = EvaluatedYear(DEGREES, MARKS, Spending(Decimal(100), Decimal(95)))
NOTHING_KNOWN = EvaluatedYear([], [], Spending())


def shape(*components: dict, whole: dict | None = None, **more) -> EvaluationMethodShape:
    return EvaluationMethodShape.model_validate({"name": "Метод", "components": components, "whole": whole} | more)


def scale(figure: str, bound: str) -> list[dict]:
    return [
        {"name": "высокая", "bands": [{"figure": figure, "low": bound}]},
        {"name": "низкая", "bands": [{"figure": figure, "high": bound}]},
    ]


def other_values(option: ComponentOption) -> list:
    """All that the option can be besides what it is where nobody says."""
    return [value for value, _ in option.choices[1:]] or ["75"]


def options_of(kind: str) -> list[dict]:
    """The component as it is by itself, and with each of its options set."""
    options = component_kinds()[kind].options
    return [{}, *({option.name: value} for option in options for value in other_values(option))]


def data_of(form: EvaluationMethodForm) -> dict:
    data = {}
    for each in (*form.management_forms, *form.inner):
        data |= sent(each)
    return data


def form_of(method: EvaluationMethodShape, start: EvaluationMethodShape) -> EvaluationMethodForm:
    """What a person makes of the form of `start` who fills it as the form of `method` is."""
    return EvaluationMethodForm(data_of(EvaluationMethodForm(shape=method)), shape=start)


def used_whole(kind: str) -> dict:
    steps = [{"upto": "20", "factor": "1.1", "remark": ""}, {"upto": None, "factor": "0.9", "remark": "Плохо"}]
    controls = WholeControls({"P": "0.25", "F": "0.75"}, ("P", "F"), steps, ["P"], ["F"])
    return {"kind": kind, "key": "O"} | whole_kinds()[kind].from_controls(controls)


def with_whole(kind: str, **more) -> EvaluationMethodShape:
    components = [{"kind": "achievement", "key": "P"}, {"kind": "money", "key": "F"}]
    return shape(*components, whole=used_whole(kind), **more)


class TestTheFolders:
    def test_a_file_more_is_a_part_more_in_its_place(self):
        assert list(component_kinds()) == [
            "achievement", "subprogrammes", "reached", "activities", "punctual", "money"
        ]  # fmt: skip
        assert list(whole_kinds()) == ["mean", "lowest", "weighted", "ratio", "product"]

    @pytest.mark.parametrize("folder", ["components", "wholes"])
    def test_every_file_is_found(self, folder):
        files = {path.stem for path in (ROOM / folder).glob("*.py")} - {"__init__"}

        assert files <= {"components": component_kinds(), "wholes": whole_kinds()}[folder].keys()

    def test_nobody_imports_one_of_them(self):
        named = []
        for path in Path(settings.BASE_DIR).glob("*/**/*.py"):
            if path.parts[len(Path(settings.BASE_DIR).parts)] not in ("roadmap", "reports"):
                continue
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                module = node.module if isinstance(node, ast.ImportFrom) else None
                if module and module.startswith(("roadmap.evaluation.components.", "roadmap.evaluation.wholes.")):
                    named.append(f"{path}: {module}")
        assert named == []

    @pytest.mark.parametrize("text", ["", "from tests.roadmap.evaluation.test_parts_of_methods import Other\n"])
    def test_a_file_that_holds_none_of_its_name_is_refused(self, text, tmp_path, monkeypatch):
        (tmp_path / "strange.py").write_text(text, encoding="utf-8")
        package = ModuleType("strange_parts")
        package.__path__ = [str(tmp_path)]
        monkeypatch.setitem(sys.modules, "strange_parts", package)
        with pytest.raises(ValueError, match="must hold one MethodComponent of the kind «strange»"):
            parts_in(package, MethodComponent)
        sys.modules.pop("strange_parts.strange")

    @pytest.mark.parametrize(
        "part", [{"kind": "luck", "key": "L"}, {"kind": ["money"], "key": "L"}, {"key": "L"}, "money"]
    )
    def test_what_there_is_not_is_refused(self, part):
        for faulty in ({"components": [part]}, {"components": [{"kind": "money", "key": "F"}], "whole": part}):
            with pytest.raises(ValidationError, match="а такого портал не знает"):
                EvaluationMethodShape.model_validate({"name": "Метод"} | faulty)


class Other(MethodComponent):
    """Of another file than the one that names it."""


@pytest.mark.parametrize("kind", COMPONENTS)
class TestEveryComponent:
    def test_it_survives_its_json(self, kind):
        for options in options_of(kind):
            body = {"kind": kind, "key": "K"} | options
            method = shape(body)

            assert type(method.components[0]) is component_kinds()[kind]
            assert method.as_json()["components"] == [body]
            assert EvaluationMethodShape.model_validate(method.as_json()) == method

    def test_what_is_not_its_own_or_stands_twice_is_refused(self, kind):
        with pytest.raises(ValidationError):
            shape({"kind": kind, "key": "K", "luck": True})
        with pytest.raises(ValidationError, match="названа дважды"):
            shape({"kind": kind, "key": "K"}, {"kind": kind, "key": "L"})

    def test_it_is_counted_and_gives_a_class(self, kind):
        for options in options_of(kind):
            outcome = judge(shape({"kind": kind, "key": "K"} | options, classes=scale("K", "30")), YEAR)

            assert outcome.figures[0].words.startswith("K = ")
            assert 0 < outcome.figures[0].share <= Decimal("1.1")
            assert outcome.effect_class == "высокая"
            assert f"K ({component_kinds()[kind](kind=kind, key='K', **options).meaning()})" in outcome.class_words

    def test_in_shares_it_says_the_same(self, kind):
        of_hundred, of_one = (judge(shape({"kind": kind, "key": "K"}, in_shares=each), YEAR) for each in (False, True))

        assert of_one.figures[0].share == of_hundred.figures[0].share
        assert "%" in of_hundred.figures[0].words
        assert "%" not in of_one.figures[0].words

    def test_of_nothing_it_says_what_is_missing_and_there_is_no_class(self, kind):
        outcome = judge(shape({"kind": kind, "key": "K"}, classes=scale("K", "30")), NOTHING_KNOWN)

        assert outcome.figures[0].share is None
        assert outcome.figures[0].words.startswith("K не определить: ")
        assert (outcome.effect_class, outcome.class_words) == ("", "не определён: нет значения «K»")

    def test_every_option_is_read_aloud(self, kind):
        told = [method_in_sentences(shape({"kind": kind, "key": "K"} | options))[1] for options in options_of(kind)]

        assert all(each.startswith("K — ") and each.endswith(".") for each in told)
        assert len(set(told)) == len(told)

    def test_a_class_above_its_ceiling_is_refused(self, kind):
        method = shape({"kind": kind, "key": "K"}, classes=scale("K", "500"))
        if method.components[0].ceiling(method.indicators) is None:
            check_scale(method)
        else:
            with pytest.raises(FaultyScale, match="Класс «высокая» не получится никогда"):
                check_scale(method)

    def test_it_goes_through_the_form(self, kind):
        start = shape({"kind": next(each for each in COMPONENTS if each != kind), "key": "Z"})
        for options in options_of(kind):
            method = shape({"kind": kind, "key": "K"} | options, classes=scale("K", "30"))
            form = form_of(method, start)

            assert form.is_valid(), form.errors
            assert form.shape == method

    def test_where_nobody_named_it_its_letter_does(self, kind):
        method = shape({"kind": kind, "key": "K"})
        data = data_of(EvaluationMethodForm(shape=method)) | {f"key_{kind}": ""}
        form = EvaluationMethodForm(data, shape=method)

        assert form.is_valid(), form.errors
        assert form.shape.components[0].key == component_kinds()[kind].letter

    def test_the_pages_show_it(self, kind, judged, browse):
        method = self.own_method(judged, kind)
        client, component = browse("coordinator"), component_kinds()[kind]
        page = page_of(client, "evaluation-method-detail", method.pk)
        trial = {"method": f"own-{method.pk}", "period": "2026", "money_planned": "100", "money_spent": "90"}
        tried = page_of(client, "programme-evaluation", judged.programme.pk, **trial)
        draft = make_evaluation(judged.programme, by=judged.coordinator, method=f"own-{method.pk}")
        drafted = page_of(client, "evaluation-detail", draft.pk)

        assert f"K — {method.shape.components[0].meaning()}" in page
        assert f'name="use_{kind}"' in page
        for option in component.options:
            assert f'name="{option.field}"' in page
            assert option.label.lower() in page
        assert "<li>K " in tried
        assert "<li>K " in drafted

    def test_it_is_written_through_the_page(self, kind, judged, browse):
        method, component = self.own_method(judged, kind), component_kinds()[kind]
        data = data_of(EvaluationMethodForm(shape=method.shape))
        options = {option.name: other_values(option)[0] for option in component.options}
        data |= {option.field: option_in_form(options[option.name]) for option in component.options}
        url = reverse("evaluation-method-detail", args=[method.pk])
        answer = browse("coordinator").post(url, data | {f"key_{kind}": "Y"})
        method.refresh_from_db()

        assert answer.status_code == 302
        assert method.body["components"] == [{"kind": kind, "key": "Y"} | options]

    def own_method(self, judged, kind: str) -> EvaluationMethod:
        body = shape({"kind": kind, "key": "K"}).as_json()
        return EvaluationMethod.objects.create(
            municipality=judged.municipality, name=f"Метод {kind}", body=body, created_by=judged.coordinator
        )


@pytest.mark.parametrize("kind", WHOLES)
class TestEveryWhole:
    def test_it_survives_its_json_and_is_read_aloud(self, kind):
        method = with_whole(kind)
        told = [each for each in method_in_sentences(method) if each.startswith("O = ")]

        assert type(method.whole) is whole_kinds()[kind]
        assert EvaluationMethodShape.model_validate(method.as_json()) == method
        assert len(told) == 1
        assert "P" in told[0]
        assert "F" in told[0]

    def test_it_is_counted_and_gives_a_class(self, kind):
        """P = 100,7 %, F = 95 %."""
        outcome = judge(with_whole(kind, classes=scale("O", "60")), YEAR)

        assert "O = " in outcome.figures[-1].words
        assert Decimal("0.9") < outcome.figures[-1].share < Decimal("1.2")
        assert outcome.effect_class == "высокая"
        assert "O (итоговая оценка)" in outcome.class_words

    def test_without_a_component_that_nobody_knows_it_is_not_known(self, kind):
        outcome = judge(with_whole(kind, classes=scale("O", "60")), EvaluatedYear(DEGREES, MARKS, Spending()))

        assert outcome.figures[-1].words == "O не определить: нет значения «F»"
        assert outcome.effect_class == ""

    def test_without_money_it_does_what_it_says(self, kind):
        method = with_whole(kind)
        outcome = judge(method, EvaluatedYear(DEGREES, MARKS, Spending(is_none=True)))
        goes_on = method.whole.without_money() == "расходы в оценку не входят"

        assert f"Финансирование не предусмотрено: {method.whole.without_money()}." in outcome.remarks
        assert (outcome.figures[-1].share is not None) is goes_on
        assert outcome.figures[-1].is_absent is not goes_on

    def test_a_component_that_it_names_must_be_there(self, kind):
        whole = used_whole(kind)
        if set(whole) == {"kind", "key"}:  # it names none, so that it is made of any
            assert shape({"kind": "achievement", "key": "P"}, whole=whole).whole.kind == kind
        else:
            with pytest.raises(ValidationError, match=r"такой составляющей нет|Вес нужен у каждой составляющей"):
                shape({"kind": "achievement", "key": "P"}, whole=whole)

    def test_it_goes_through_the_form(self, kind):
        method, start = with_whole(kind), shape({"kind": "money", "key": "F"})
        form = form_of(method, start)

        assert form.is_valid(), form.errors
        assert form.shape.whole == method.whole
        assert EvaluationMethodForm(shape=method).asks_steps is method.whole.asks_steps

    def test_the_pages_show_it(self, kind, judged, browse):
        method = EvaluationMethod.objects.create(
            municipality=judged.municipality, name="Свой", body=with_whole(kind).as_json(), created_by=None
        )
        page = page_of(browse("coordinator"), "evaluation-method-detail", method.pk)
        trial = {"method": f"own-{method.pk}", "period": "2025", "money_planned": "100", "money_spent": "90"}
        tried = page_of(browse("coordinator"), "programme-evaluation", judged.programme.pk, **trial)

        assert f'<option value="{kind}" selected>{whole_kinds()[kind].title}</option>' in page
        assert "O = " in tried
