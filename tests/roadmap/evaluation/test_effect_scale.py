"""Scales of classes: whole ones, holes and overlaps with their place; and methods that make no sense."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from roadmap.evaluation.evaluated_year import EvaluatedYear, Spending
from roadmap.evaluation.judging import judge
from roadmap.evaluation.methods.effect_scale import FaultyScale, check_scale, holes_of
from roadmap.evaluation.methods.method_shape import EvaluationMethodShape


def scaled(*classes, **shape) -> EvaluationMethodShape:
    """Of one figure O with bands (name, low, high): «≥ low», «< high»; a high with «=» belongs to it."""
    made = []
    for name, low, high in classes:
        band = {
            "figure": "O",
            "low": low,
            "high": high and high.rstrip("="),
            "high_open": not (high or "").endswith("="),
        }
        made.append({"name": name, "bands": [band] if low or high else []})
    base = {"name": "Метод", "components": [{"kind": "money", "key": "O"}], "classes": made}
    return EvaluationMethodShape.model_validate(base | shape)


class TestScales:
    @pytest.mark.parametrize(
        "classes",
        [
            [("высокая", "90", None), ("средняя", "60", "90"), ("низкая", None, "60")],
            [("высокая", "90", None), ("средняя", "60", None), ("низкая", None, None)],
            [("низкая", None, "60"), ("средняя", "60", "90"), ("высокая", "90", None)],
            [("высокая", "90", None), ("низкая", "0", "90")],
        ],
    )
    def test_whole_scales_pass(self, classes):
        check_scale(scaled(*classes))

        assert holes_of(scaled(*classes)) == []

    @pytest.mark.parametrize(
        ("classes", "place"),
        [
            ([("высокая", "90", None), ("средняя", "60", "90="), ("низкая", None, "60")], "90 %"),
            ([("высокая", "80", None), ("средняя", "60", "90"), ("низкая", None, "60")], "80 %"),
            ([("средняя", "60", None), ("высокая", "90", None), ("низкая", None, None)], "90 %"),
            ([("прочее", None, None), ("высокая", "90", None)], "может стоять только последним"),
        ],
    )
    def test_overlaps_are_refused_with_the_place(self, classes, place):
        with pytest.raises(FaultyScale) as refusal:
            check_scale(scaled(*classes))

        assert place in str(refusal.value).replace("\u00a0", " ")

    @pytest.mark.parametrize(
        ("classes", "place", "result"),
        [
            ([("высокая", "90", None), ("средняя", "60", "89="), ("низкая", None, "59")], "59 %, 89,5 %", "89.5"),
            ([("высокая", "90", None), ("средняя", "60", "90"), ("низкая", None, "59")], "59 %", "59"),
            ([("высокая", "90", "100="), ("средняя", "60", "90"), ("низкая", None, "60")], "201 %", "101"),
        ],
    )
    def test_a_hole_of_the_order_is_a_remark_and_a_result_in_it_has_no_class(self, classes, place, result):
        method = scaled(*classes)
        check_scale(method)
        outcome = judge(method, EvaluatedYear([], [], Spending(Decimal(100), Decimal(result))))
        (told,) = holes_of(method)

        assert f"В шкале дыра: {place} не подходит" in told.replace("\u00a0", " ")
        assert outcome.effect_class == ""
        shown = result.replace(".", ",")
        assert outcome.class_words.replace("\u00a0", " ").startswith(
            f"не определён: O (расходы: факт к плану) — {shown} %, а о таком значении порядок молчит ("
        )

    def test_what_falls_between_classes_into_all_other_cases_is_a_remark(self):
        method = scaled(("высокая", "90", None), ("средняя", "60", "89="), ("низкая", None, None))
        check_scale(method)

        assert "89,5 % попадает в «низкая»" in holes_of(method)[0].replace("\u00a0", " ")

    def test_a_capped_figure_needs_no_class_above_its_cap(self):
        component = {"kind": "money", "key": "O", "cap": "100"}
        check_scale(scaled(("высокая", "90", "100="), ("низкая", None, "90"), components=[component]))

    def test_a_class_that_nothing_reaches_is_told(self):
        component = {"kind": "money", "key": "O", "cap": "100"}
        with pytest.raises(FaultyScale, match="Класс «отличная» не получится никогда"):
            check_scale(scaled(("отличная", "105", None), ("прочее", None, None), components=[component]))

    @pytest.mark.parametrize(
        ("classes", "words"),
        [
            ([{"P": "95", "F": "70"}, {"P": "70", "F": "95"}, {}], "накладываются"),
        ],
    )
    def test_two_figures(self, classes, words):
        made = [
            {"name": f"класс {n}", "bands": [{"figure": key, "low": low} for key, low in each.items()]}
            for n, each in enumerate(classes)
        ]
        method = EvaluationMethodShape.model_validate({
            "name": "Метод", "components": [{"kind": "achievement", "key": "P"}, {"kind": "money", "key": "F"}],
            "classes": made,
        })  # fmt: skip
        with pytest.raises(FaultyScale) as refusal:
            check_scale(method)

        assert words in str(refusal.value).replace("\u00a0", " ")

    @given(st.lists(st.integers(1, 199), min_size=1, max_size=5, unique=True), st.integers(0, 400))
    def test_a_scale_that_passes_gives_every_result_one_class(self, bounds, result):
        """Cut at the bounds, each piece a class: a result belongs to just one, and shifting a bound leaves a hole."""
        bounds = sorted(bounds)
        pieces = list(zip([None, *bounds], [*bounds, None], strict=True))
        classes = [(f"{low}", low and str(low), high and str(high)) for low, high in pieces]
        check_scale(scaled(*classes))
        assert holes_of(scaled(*classes)) == []
        shifted = [*classes[:-1], (classes[-1][0], str(bounds[-1] + 1), None)]
        assert f"{bounds[-1]}\u00a0% не подходит" in holes_of(scaled(*shifted))[0]
        found = judge(scaled(*classes), EvaluatedYear([], [], Spending(Decimal(100), Decimal(result))))
        below = [bound for bound in bounds if bound <= result]
        assert found.effect_class == (str(below[-1]) if below else "None")


class TestShape:
    @pytest.mark.parametrize(
        ("change", "words"),
        [
            ({"components": []}, "at least 1"),
            ({"components": [{"kind": "money", "key": "F"}, {"kind": "money", "key": "G"}]}, "названа дважды"),
            ({"whole": {"kind": "mean", "key": "O"}}, "обозначение стоит дважды"),
            ({"whole": {"kind": "ratio", "key": "E", "of": "P", "to": "O"}}, "из «P», а такой составляющей нет"),
            ({"whole": {"kind": "weighted", "key": "E", "weights": {"O": "0.5"}}}, "дают 0,5, а должны дать 1"),
            ({"whole": {"kind": "ratio", "key": "E", "of": "O"}}, "не меньше двух составляющих"),
            ({"limits": [{"indicator": "А"}]}, "Впишите хотя бы одну"),
            ({"limits": [{"indicator": "А", "cap": "1"}, {"indicator": "а", "cap": "2"}]}, "названы дважды"),
            ({"verdicts": [{"title": "Эффективность", "classes": [{"name": "одна"}]}]}, "называются одинаково"),
            ({"classes": [{"name": "одна", "bands": [{"figure": "X", "low": "1"}]}]}, "спрашивает о «X»"),
            (
                {"classes": [{"name": "одна", "bands": [{"figure": "O", "low": "9", "high": "5"}]}]},
                "не меньше его конца",
            ),
            ({"classes": [{"name": "одна", "bands": [{"figure": "O", "low": "много"}]}]}, "Нужно число не меньше нуля"),
        ],
    )
    def test_what_makes_no_sense_is_refused(self, change, words):
        with pytest.raises(ValidationError, match=words):
            scaled(**change)
