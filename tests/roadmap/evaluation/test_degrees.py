"""One indicator's degree of achievement and its traps, what a report begins with, and how figures are rounded."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from indicators.quantity import is_reached, read_quantity
from roadmap.evaluation.activity_marks import mark_in_words
from roadmap.evaluation.degrees import AchievementDegree, AchievementState, IndicatorRules, StatedIndicator, degree_of
from roadmap.evaluation.rounded_figures import rounded
from tests.roadmap.evaluation.plain_evaluator import plain_reached


def degree(plan: str, fact: str, direction: str = "more", **options) -> AchievementDegree:
    keys = ("cap", "turns", "reached_at", "not_worse")
    rules = IndicatorRules(**{key: options.pop(key) for key in keys if key in options})
    is_over = options.pop("is_over", True)
    return degree_of(StatedIndicator(plan, fact, direction=direction, **options), rules, is_over=is_over)


def told(found: AchievementDegree) -> str:
    return found.words.replace("\u00a0", " ")


class TestOneIndicator:
    @pytest.mark.parametrize(
        ("plan", "fact", "direction", "state", "words"),
        [
            ("60", "58,3", "more", "not_reached", "58,3 / 60 = 97,2 %"),
            ("60", "60", "more", "reached", "60 / 60 = 100 %"),
            ("60", "59,99", "more", "not_reached", "59,99 / 60 = 99,98 %"),
            ("8%", "10%", "less", "not_reached", "8 / 10 = 80 %"),
            ("8%", "6,4%", "less", "reached", "8 / 6,4 = 125 %"),
            ("8%", "0%", "less", "reached", "факт 0 при плане 8: лучше не бывает, достигнут"),
            ("0", "0", "less", "reached", "план «0», факт «0»: на 0 не делят, достигнут, 100 %"),
            ("0", "1", "less", "not_reached", "план «0», факт «1»: на 0 не делят, не достигнут, 0 %"),
            ("0", "5", "more", "left_out", "план 0, а больше — лучше: не оценивается, в расчёт не входит"),
            ("Более 70", "70", "more", "not_reached", "70 / 70 = 100 %; нужно больше 70"),
            ("Более 70", "70,1", "more", "reached", "70,1 / 70 = 100,1 %"),
            ("Не более 5", "6", "less", "not_reached", "5 / 6 = 83,3 %"),
            ("Не более 5", "6", "", "not_reached", "5 / 6 = 83,3 %"),
            # the catalogue's direction wins over the plan's word
            ("до 75 %", "78 %", "more", "reached", "78 / 75 = 104 %; «до 75 %» — цель 75"),
            ("до 75 %", "72 %", "more", "not_reached", "72 / 75 = 96 %; «до 75 %» — цель 75"),
            ("до 75 %", "78 %", "less", "not_reached", "75 / 78 = 96,2 %"),
            ("с 71 % до 79 %", "78 %", "more", "not_reached", "78 / 79 = 98,7 %"),
            ("с 71 % до 79 %", "79 %", "more", "reached", "79 / 79 = 100 %"),
            ("Не менее 32%", "32%", "neither", "reached", "32 / 32 = 100 %"),
            ("3,8 – 4,0", "3,8", "more", "reached", "3,8 / 3,8 = 100 %"),
            ("3,8 – 4,0", "3,7", "more", "not_reached", "3,7 / 3,8 = 97,4 %"),
            ("10 – 12", "12", "less", "reached", "12 / 12 = 100 %"),
            ("-", "5", "more", "left_out", "в плане «-»: показатель не применяется, в расчёт не входит"),
            ("5", "–", "more", "left_out", "в факте «–»: показатель не применяется, в расчёт не входит"),
            ("", "5", "more", "left_out", "плана на этот год нет, в расчёт не входит"),
            ("5", "", "more", "unknown", "факта нет: степень достижения не определить"),
            ("5", "нет данных", "more", "unknown", "факта нет: степень достижения не определить"),
            ("5", "6", "", "unknown",
             "в каталоге не сказано, больше или меньше — лучше"),
            ("5", "6", "neither", "left_out", "по каталогу показатель не оценивается, в расчёт не входит"),
            ("5", "почти половина", "more", "unknown",
             "«почти половина» при плане «5» не сравнить как числа: решите вручную"),
            ("20%", "12 из 40", "more", "reached", "30 / 20 = 150 %"),
            ("5", "-2", "more", "unknown", "отрицательные числа друг на друга не делят: решите вручную"),
        ],
    )  # fmt: skip
    def test_degree_in_words(self, plan, fact, direction, state, words):
        found = degree(plan, fact, direction)

        assert (found.state.value, told(found)) == (state, words)

    def test_words_that_are_limits_stay_limits_where_a_person_has_said_so(self):
        """«до 75 %» is reached below, and a fact above it owes a reason; as a goal the other way round."""
        limit, goal = (degree("до 75 %", "70 %", meaning=meaning) for meaning in ("limit", "goal"))

        assert (limit.state.value, limit.deviates, told(limit)) == ("reached", False, "75 / 70 = 107,1 %")
        assert (goal.state.value, goal.deviates) == ("not_reached", True)
        assert degree("с 71 до 79", "75", meaning="limit").state is AchievementState.REACHED
        assert degree("с 71 до 79", "75", meaning="goal").state is AchievementState.NOT_REACHED

    @pytest.mark.parametrize(("verdict", "state", "share"), [(True, "reached", 1), (False, "not_reached", 0)])
    def test_text_is_done_or_not_by_hand(self, verdict, state, share):
        found = degree("план создан", "создан частично", verdict=verdict)

        assert (found.state.value, found.share, found.may_decide) == (state, share, True)
        assert "по решению отдела" in found.words

    def test_a_persons_word_changes_no_figures(self):
        assert degree("60", "58,3", verdict=True) == degree("60", "58,3")

    def test_a_cap_is_told(self):
        found = degree("50", "55", cap="100")

        assert (found.share, told(found)) == (1, "55 / 50 = 110 %, в расчёт 100 %")

    def test_a_method_that_does_not_turn_round_says_so(self):
        found = degree("6", "9", "less", turns=False)

        assert told(found) == "9 / 6 = 150 %; метод не переворачивает показатели, где меньше — лучше"
        assert found.state is AchievementState.NOT_REACHED
        assert degree("6", "9", "less", turns=False, reached_at="95").state is AchievementState.NOT_REACHED

    def test_reached_from_a_share_of_the_plan_and_not_below_last_year(self):
        rules = {"reached_at": "95", "not_worse": True}

        assert degree("60", "57", **rules).state is AchievementState.REACHED
        assert degree("60", "56,99", **rules).state is AchievementState.NOT_REACHED
        assert degree("60", "57", before="58", **rules).state is AchievementState.NOT_REACHED
        assert "хуже, чем год назад («58»)" in degree("60", "57", before="58", **rules).words
        assert degree("60", "57", before="-", **rules).state is AchievementState.REACHED
        assert degree("8", "8,2", "less", before="8,1", **rules).state is AchievementState.NOT_REACHED

    @pytest.mark.parametrize(
        ("plan", "fact", "deviates"),
        [("60", "58", True), ("60", "61", True), ("60", "60,0", False), ("Более 70", "75", False),
         ("Более 70", "70", True), ("3,8 – 4,0", "3,9", False), ("3,8 – 4,0", "4,1", True), ("60", "", False),
         ("60", "-", False)],
    )  # fmt: skip
    def test_a_reason_is_owed_wherever_the_fact_is_not_the_plan(self, plan, fact, deviates):
        assert degree(plan, fact).deviates is deviates

    @pytest.mark.parametrize(
        ("fact", "before", "at_risk"),
        [("50", "", True), ("58", "", False), ("61", "", False), ("", "50", True), ("", "58", False), ("", "", False)],
    )
    def test_before_the_year_ends_what_is_far_from_its_plan_is_at_risk(self, fact, before, at_risk):
        assert degree("60", fact, before=before, is_over=False).at_risk is at_risk
        assert degree("60", fact, before=before).at_risk is False


@given(
    st.sampled_from(["до", "не более", "менее", "не менее", "более"]), st.integers(1, 100), st.integers(1, 120),
    st.sampled_from(["more", "less", ""]), st.sampled_from(["", "goal", "limit"]),
)  # fmt: skip
def test_a_comparison_is_judged_as_the_plain_evaluator_does(word, plan, fact, direction, meaning):
    expected = plain_reached(word, plan, fact, direction, meaning)
    written = f"{word} {plan}"

    assert degree(written, str(fact), direction, meaning=meaning).state.value == (
        "reached" if expected else "not_reached"
    )
    assert is_reached(read_quantity(written), read_quantity(str(fact)), direction, meaning) is expected


class TestActivityWords:
    @pytest.mark.parametrize(
        ("words", "mark"),
        [
            ("Выполнено. Приказ от 30.08.2022 № 248-о", "done"),
            ("**Выполнено**", "done"),
            ("Проведён семинар", "done"),
            ("Выполнено с опозданием: опрос прошёл в феврале", "late"),
            ("Выполнено. Одна школа сделала с опозданием", "done"),
            ("Выполнено частично: обучены 45%", "not_done"),
            ("Не выполнено: средства не выделены", "not_done"),
            ("", "unknown"),
            ("Приказ № 5", "unknown"),
        ],
    )
    def test_what_a_report_begins_with(self, words, mark):
        assert mark_in_words(words).value == mark


class TestRounding:
    @given(st.fractions(0, 3), st.lists(st.integers(0, 3000).map(lambda n: Fraction(n, 1000)), max_size=4))
    def test_it_never_crosses_a_limit(self, share, limits):
        assume(all(share == limit or abs(share - limit) > Fraction(1, 10**9) for limit in limits))
        found = Fraction(rounded(share, limits))

        assert abs(found - share) <= Fraction(1, 2000)
        for limit in limits:
            assert (found > limit, found < limit) == (share > limit, share < limit)
