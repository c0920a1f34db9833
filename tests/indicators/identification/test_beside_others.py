"""Signs that real orders have beside the plain ones: parts of the mean, deviations, points for each."""

import pytest

from indicators.identification.format.known_signs import signs_against
from indicators.identification.format.sentences import method_in_words
from tests.indicators.identification.cases import indicator, method, protocol, sign, verdict, verdicts

FOUR = {f"СОШ № {place}": {"А": text} for place, text in enumerate(("10", "20", "30", "40"), start=1)}


def said(rule: dict, values: dict, school: str = "СОШ № 1", units: dict | None = None) -> str:
    """What the protocol says of the school's sign."""
    return protocol(rule, values, units)[school].signs[0].sentence


class TestPartOfTheMean:
    """(10 + 20 + 30 + 40) / 4 = 25."""

    def test_below_so_many_per_cent_of_it(self):
        """80 % of 25 is 20, and 20 itself isn't below."""
        rule = sign("below_mean", "80", gap="percent")

        assert list(verdicts(rule, FOUR).values()) == ["in", "out", "out", "out"]
        assert method_in_words(method(rule)) == "А ниже 80 % среднего по школам муниципалитета."
        assert "среднее 25 по 4 школам; граница 80 % от 25 = 20; признак есть." in said(rule, FOUR)

    def test_above_so_many_per_cent_of_it(self):
        assert list(verdicts(sign("above_mean", "120", gap="percent"), FOUR).values()) == ["out", "out", "out", "in"]

    def test_of_the_mean_over_participants(self):
        """1 of 10 and 9 of 30: 10 of 40 are 25 %; 60 % of that is 15 %."""
        rule = sign("below_mean", "60", gap="percent", pooled=True)
        values = {"СОШ № 1": {"А": "1 из 10"}, "СОШ № 2": {"А": "9 из 30"}}

        assert verdicts(rule, values) == {"СОШ № 1": "in", "СОШ № 2": "out"}
        assert "ниже 60 % среднего по участникам муниципалитета" in said(rule, values)

    def test_what_rounding_alone_parts_is_on_the_bound(self):
        """1/6 and 3/6: half of their mean is 1/6, and that isn't below."""
        values = {"СОШ № 1": {"А": "1 из 6"}, "СОШ № 2": {"А": "5 из 6"}, "СОШ № 3": {"А": "0 из 6"}}

        assert verdicts(sign("below_mean", "50", gap="percent"), values)["СОШ № 1"] == "out"
        assert verdicts(sign("above_mean", "50", gap="percent"), values)["СОШ № 1"] == "out"


class TestDeviations:
    """Distances from 25: 15, 5, 5, 15; their squares sum up to 500."""

    @pytest.mark.parametrize(
        ("gap", "divisor", "deviation", "bound"),
        [("deviations", "4", "11,18", "13,82"), ("sample_deviations", "3", "12,91", "12,09")],
    )
    def test_is_reckoned_in_the_open(self, gap, divisor, deviation, bound):
        rule = sign("below_mean", "1", gap=gap)

        assert list(verdicts(rule, FOUR).values()) == ["in", "out", "out", "out"]
        assert (
            f"среднее 25 по 4 школам; стандартное отклонение √(500 / {divisor}) ≈ {deviation}; "
            f"граница 25 − 1 · {deviation} ≈ {bound}; признак есть."
        ) in said(rule, FOUR)

    def test_which_divisor_is_said(self):
        told = [method_in_words(method(sign("above_mean", n, gap=gap)))
                for n, gap in (("1", "deviations"), ("1.5", "sample_deviations"), ("2", "deviations"))]  # fmt: skip

        assert told == [
            f"А выше среднего по школам муниципалитета на {many} и больше."
            for many in (
                "1 стандартное отклонение (по всем школам, делитель n)",
                "1,5 стандартного отклонения (выборочное, делитель n − 1)",
                "2 стандартных отклонения (по всем школам, делитель n)",
            )
        ]

    def test_the_bound_itself_belongs_to_it(self):
        """Of two schools each lies one deviation from the mean, whatever rounding says: √ of a third's square."""
        rule = sign("below_mean", "1", gap="deviations")

        assert verdicts(rule, {"СОШ № 1": {"А": "1 из 3"}, "СОШ № 2": {"А": "2 из 3"}})["СОШ № 1"] == "in"

    def test_where_all_are_alike_nobody_is_below(self):
        for text in ("30", "1 из 7"):
            values = {f"СОШ № {place}": {"А": text} for place in range(1, 7)}

            assert set(verdicts(sign("below_mean", "1", gap="deviations"), values).values()) == {"out"}

    def test_one_school_is_no_sample(self):
        rule = sign("below_mean", "1", gap="sample_deviations")

        assert verdict(rule, А="30") == "unknown"
        assert "отклонения нет: число есть только у одной школы" in said(rule, {"СОШ № 1": {"А": "30"}})


class TestDifference:
    RULE = sign(
        ">=", "20", of={"kind": "difference", "of": {"name": "А", "unit": "%"}, "to": {"name": "Б", "unit": "%"}}
    )

    def test_one_indicator_less_another(self):
        assert verdict(self.RULE, А="70", Б="50") == "in"
        assert verdict(self.RULE, А="70", Б="более 40") == "unknown"
        assert verdict(self.RULE, А="50", Б="70") == "out"
        assert "«50 − 70», понято как −20 п. п." in said(self.RULE, {"СОШ № 1": {"А": "50", "Б": "70"}})

    def test_of_different_units_it_is_not_known(self):
        values = {"СОШ № 1": {"А": "70", "Б": "50"}}

        assert verdicts(self.RULE, values, {"Б": "балл"}) == {"СОШ № 1": "unknown"}
        assert "показатели в разных единицах, «%» и «балл»" in said(self.RULE, values, units={"Б": "балл"})

    def test_a_sign_without_a_name_of_its_own_is_called_by_it(self):
        assert method(self.RULE).rule.measure.title == "А минус «Б»"


class TestPoints:
    PEOPLE = indicator("Б", "чел.")
    RULE = {
        "kind": "points", "threshold": "2",
        "of": [sign(of="А", weight="5"), sign(">", "0", of=PEOPLE, name="Б", weight="-1", for_each=True)],
    }  # fmt: skip

    @pytest.mark.parametrize(
        ("first", "second", "answer"),
        [
            ("40", "3", "in"),  # 5 − 1 · 3 = 2
            ("40", "4", "out"),
            ("40", "0", "in"),
            ("10", "0", "out"),
            ("40", "не более 3", "in"),
            ("40", "более 3", "out"),
            ("40", "более 2", "unknown"),
            ("40", "н/д", "unknown"),
            ("10", "н/д", "out"),  # nobody gives points back
            ("н/д", "4", "out"),
            ("н/д", "3", "unknown"),
            ("40", "-", "in"),
        ],
    )
    def test_minus_one_for_each(self, first, second, answer):
        assert verdicts(self.RULE, {"СОШ": {"А": first, "Б": second}}, {"Б": "чел."}) == {"СОШ": answer}

    def test_it_reads_as_a_sentence_and_is_reckoned_in_the_open(self):
        values = {"СОШ": {"А": "40", "Б": "3"}, "ООШ": {"А": "40", "Б": "н/д"}}
        found = protocol(self.RULE, values, {"Б": "чел."})

        assert method_in_words(method(self.RULE)) == (
            "Не меньше 2 баллов в сумме из: А не меньше 30 % — 5 баллов; Б больше 0 чел. — −1 балл за каждого."
        )
        assert "набрано 5 − 1 · 3 = 2 балла, порог 2" in found["СОШ"].sentence
        assert "набрано 5, а с неизвестным не больше 5; порог 2" in found["ООШ"].sentence

    @pytest.mark.parametrize(("compare", "answers"), [("<=", ["in", "in", "out"]), ("<", ["in", "out", "out"])])
    def test_the_fewest_points(self, compare, answers):
        """−3, −2 and 0 beside −2."""
        of = [sign(of="А", weight="-2"), sign(of="Б", weight="-1")]
        values = {"№ 1": {"А": "40", "Б": "40"}, "№ 2": {"А": "40", "Б": "1"}, "№ 3": {"А": "1", "Б": "1"}}
        rule = {"kind": "points", "threshold": "-2", "compare": compare, "of": of}

        assert list(verdicts(rule, values).values()) == answers
        assert "набрано −2 − 1 = −3 балла, порог −2" in protocol(rule, values)["№ 1"].sentence

    def test_the_greatest_sum_is_of_what_adds(self):
        """50 % of 4, for one takes away: 2 are needed, and there are 4 − 3 = 1."""
        of = [sign(of="А", weight="4"), sign(of="Б", weight="-3")]
        rule = {"kind": "points", "threshold": "50", "in_percent": True, "of": of}

        assert verdict(rule, А="40", Б="10") == "in"
        assert verdict(rule, А="40", Б="40") == "out"

    def test_a_sign_that_keeps_a_school_off_the_list_is_known_as_such(self):
        """Where few points list a school, those that are given keep it off; «ни одно из» turns everything round."""
        of = [sign(of="А", weight="5"), sign(of="Б", weight="-1")]

        def against(compare: str, group: str = "all") -> set[int]:
            points = {"kind": "points", "threshold": "5", "compare": compare, "of": of}
            return signs_against(method({"kind": group, "of": [points]}))

        assert (against("<"), against(">=")) == ({1}, {0})
        assert (against("<", "none"), against(">=", "none")) == ({0}, {1})


class TestTheBestIsAHundred:
    def rule(self, threshold: str = "60", **more) -> dict:
        return sign("<", threshold, of={"kind": "to_best", "indicator": {"name": "А", "unit": "%"}, **more})

    def test_the_highest(self):
        """10, 20, 30, 40 of 40: 25, 50, 75, 100."""
        assert list(verdicts(self.rule(), FOUR).values()) == ["in", "in", "out", "out"]
        assert said(self.rule(), FOUR).endswith("Лучшее значение — 40 (по 4 школам): 10 / 40 · 100 = 25.")

    def test_the_lowest(self):
        """10 of 10, 20, 30, 40: 100, 50, 33, 25."""
        rule = self.rule(is_lowest=True)

        assert list(verdicts(rule, FOUR).values()) == ["out", "in", "in", "in"]
        assert said(rule, FOUR, "СОШ № 3").endswith("10 / 30 · 100 ≈ 33,33.")

    def test_a_best_of_nought_tells_of_nobody_but_itself(self):
        rule = self.rule(is_lowest=True)
        values = {"СОШ № 1": {"А": "0"}, "СОШ № 2": {"А": "5"}}

        assert verdicts(rule, values) == {"СОШ № 1": "out", "СОШ № 2": "unknown"}
        assert "лучшее значение — 0, рядом с ним у любой другой школы вышло бы 0" in said(rule, values, "СОШ № 2")

    def test_in_an_index_beside_its_mean(self):
        """Of 40: 25, 50, 75, 100; less is better, of 5: 100, 50, 25, 20. Means 62,5; 50; 50; 60, of which 55,625."""
        parts = [
            {"indicator": {"name": "А"}, "best": "highest"},
            {"indicator": {"name": "Б"}, "best": "lowest"},
        ]
        index = {"kind": "index", "name": "рейтинговый балл", "parts": parts}
        values = {
            name: own | {"Б": text} for (name, own), text in zip(FOUR.items(), ("5", "10", "20", "25"), strict=True)
        }

        assert list(verdicts(sign("below_mean", "0", of=index), values).values()) == ["out", "in", "in", "out"]
        assert method_in_words(method(sign("<", "60", of=index))) == (
            "Признак меньше 60 (среднее: «А» (лучшее — 100) и «Б» (лучшее, наименьшее, — 100))."
        )
        assert "среднее ≈ 55,63" in said(sign("below_mean", "0", of=index), values)

    def test_an_index_says_what_it_is_made_of(self):
        parts = [{"indicator": {"name": "А"}, "weight": "2"}, {"indicator": {"name": "Б"}, "complement": True}]
        index = {"kind": "index", "name": "индекс", "parts": parts}

        assert method_in_words(method(sign("<", "60", of=index))) == (
            "Признак меньше 60 (среднее с весами: 2 · «А» + 1 · (100 − «Б»))."
        )

    def test_two_years_have_two_best(self):
        values = {"СОШ № 1": {"А": ["50", "20"]}, "СОШ № 2": {"А": ["100", "25"]}}
        rule = self.rule("80") | {"year": 1}

        assert verdicts(rule, values) == {"СОШ № 1": "out", "СОШ № 2": "out"}
        assert verdicts(self.rule("80"), values) == {"СОШ № 1": "in", "СОШ № 2": "out"}
