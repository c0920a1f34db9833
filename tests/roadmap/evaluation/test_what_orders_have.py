"""What orders have beside a mean and a scale: products, limits of one indicator, further verdicts, sub-programmes."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.urls import reverse
from hypothesis import assume, given
from hypothesis import strategies as st

from reports.kinds.evaluation.content import evaluation_content
from roadmap.evaluation.actions import keep_evaluation, reopen_evaluation
from roadmap.evaluation.activity_marks import ActivityMark
from roadmap.evaluation.degrees import AchievementDegree, AchievementState, StatedIndicator, degree_of
from roadmap.evaluation.evaluated_year import EvaluatedYear, Spending, SubprogrammeYear
from roadmap.evaluation.judging import EvaluationOutcome, judge
from roadmap.evaluation.methods.forms.method import EvaluationMethodForm
from roadmap.evaluation.methods.method_sentences import method_in_sentences
from roadmap.evaluation.methods.method_shape import EvaluationMethodShape
from roadmap.evaluation.methods.models import EvaluationMethod
from roadmap.evaluation.models import Evaluation, EvaluationPart
from roadmap.evaluation.queries.activities import EvaluatedActivity
from roadmap.evaluation.queries.subprogrammes import remarks_on, subprogrammes_of, years_of
from roadmap.targets.models import IndicatorGroup
from tests.factories import make_evaluation
from tests.roadmap.evaluation.plain_evaluator import plain_figures, plain_verdict
from tests.roadmap.evaluation.test_evaluation_pages import page_of, sent
from tests.roadmap.evaluation.test_parts_of_methods import MARKS, YEAR, data_of, form_of, scale, shape

P, M, F = ({"kind": kind, "key": key} for kind, key in (("achievement", "P"), ("activities", "M"), ("money", "F")))
CONCLUSION = {
    "title": "Вывод о продолжении",
    "classes": [
        {"name": "продолжить", "bands": [{"figure": "P", "low": "80"}]},
        {"name": "прекратить", "bands": [{"figure": "P", "high": "60"}]},
    ],
}


def words_of(outcome: EvaluationOutcome) -> list[str]:
    return [figure.words.replace("\u00a0", " ") for figure in outcome.figures]


def degree(share: str) -> AchievementDegree:
    return AchievementDegree(AchievementState.REACHED, Decimal(share), "")


class TestProductsAndRatios:
    """P = 100,7 %, M = 6 / 7 = 85,7 %, F = 95 %."""

    @pytest.mark.parametrize(
        ("of", "to", "words"),
        [
            (["P", "M"], [], "E = P · M = 100,7 % · 85,7 % = 86,3 %"),
            (["P", "M", "F"], [], "E = P · M · F = 100,7 % · 85,7 % · 95 % = 82 %"),
            (["P", "M"], ["F"], "E = P · M / F = 100,7 % · 85,7 % / 95 % = 90,8 %"),
            (["M"], ["F"], "E = M / F = 85,7 / 95 = 90,2 %"),
            (["P"], ["M", "F"], "E = P / (M · F) = 100,7 % / (85,7 % · 95 %) = 123,7 %"),
        ],
    )
    def test_of_any_parts(self, of, to, words):
        method = shape(P, M, F, whole={"kind": "ratio", "key": "E", "of": of, "to": to})

        assert words_of(judge(method, YEAR))[-1] == words

    def test_in_the_form_each_component_says_on_which_side_it_stands(self):
        method = shape(P, M, F, whole={"kind": "ratio", "key": "E", "of": ["P", "M"], "to": ["F"]})
        form = form_of(method, shape(F))

        assert form.is_valid(), form.errors
        assert form.shape.whole == method.whole

    def test_one_alone_is_refused(self):
        method = shape(P, F, whole={"kind": "ratio", "key": "E", "of": "P", "to": "F"})
        form = EvaluationMethodForm(data_of(EvaluationMethodForm(shape=method)) | {"side_money": ""}, shape=method)

        assert not form.is_valid()
        assert "не меньше двух составляющих" in str(form.errors)


class TestLimitsOfOneIndicator:
    def method(self, **limits) -> EvaluationMethodShape:
        return shape(P, limits=[{"indicator": "Доля  сдавших", **limits}], indicators={"cap": "100"})

    def found(self, fact: str, **limits) -> AchievementDegree:
        rules = self.method(**limits).rules_of("доля сдавших")
        return degree_of(StatedIndicator("100", fact, direction="more"), rules)

    def test_it_is_reached_by_its_own_limit(self):
        assert self.found("90", reached_at="90").state is AchievementState.REACHED
        assert "по своей границе 90\u00a0% плана достигнут" in self.found("90", reached_at="90").words
        assert self.found("89", reached_at="90").state is AchievementState.NOT_REACHED

    def test_its_degree_has_its_own_cap_and_floor(self):
        capped, low = self.found("140", cap="120"), self.found("49", low="50")

        assert (capped.share, low.share) == (Decimal("1.2"), 0)
        assert capped.words.replace("\u00a0", " ").endswith("= 140 %, в расчёт 120 % (свой предел показателя)")
        assert low.words.replace("\u00a0", " ").endswith("= 49 %, меньше 50 %: в расчёт 0 (свой предел показателя)")

    def test_others_are_as_the_method_says(self):
        rules = self.method(cap="120").rules_of("Другой")

        assert degree_of(StatedIndicator("100", "140", direction="more"), rules).share == 1

    def test_they_are_read_aloud_and_go_through_the_form(self):
        method = self.method(cap="120", reached_at="95", low="50")
        form = form_of(method, shape(F))

        assert form.is_valid(), form.errors
        assert form.shape.limits == method.limits
        assert method_in_sentences(method)[1].replace("\u00a0", " ") == (
            "Свои границы показателя «Доля  сдавших»: достигнут при 95 % плана и более, степень достижения не больше "
            "120 %, меньше 50 % считается как 0."
        )

    def test_figures_without_an_indicator_are_asked_about(self):
        data = data_of(EvaluationMethodForm(shape=self.method(cap="120"))) | {"limits-0-indicator": ""}
        form = EvaluationMethodForm(data, shape=shape(P))

        assert not form.is_valid()
        assert "Чьи это границы?" in str(form.limits.errors)

    def test_an_indicator_that_the_programme_has_not_is_told(self, judged, browse):
        limits = [{"indicator": "Доля неназванных", "cap": "120"}]
        method = own(judged, shape(P, limits=limits))
        page = page_of(browse("coordinator"), "programme-evaluation", judged.programme.pk, method=method, period="2025")

        assert "Свои границы показателя не применены, в программе его нет: «Доля неназванных»." in page


def own(judged, method: EvaluationMethodShape) -> str:
    """How a form names the municipality's own method."""
    record = EvaluationMethod.objects.create(
        municipality=judged.municipality, name="Свой", body=method.as_json(), created_by=judged.coordinator
    )
    return f"own-{record.pk}"


class TestSeveralVerdicts:
    """P = 100,7 %."""

    METHOD = shape(P, classes=scale("P", "90"), verdicts=[CONCLUSION])

    def test_each_by_its_own_scale(self):
        outcome = judge(self.METHOD, YEAR)

        assert outcome.effect_class == "высокая"
        assert [(each.title, each.found) for each in outcome.verdicts] == [("Вывод о продолжении", "продолжить")]
        assert "по шкале — P не менее 80" in outcome.verdicts[0].words

    def test_one_may_be_told_while_another_says_nothing(self):
        year = replace(YEAR, degrees=[degree("0.7")])
        outcome = judge(self.METHOD, year)

        assert outcome.effect_class == "низкая"
        assert outcome.verdicts[0].found == ""
        assert "— 70\u00a0%, а о таком значении порядок молчит (продолжить" in outcome.verdicts[0].words

    def test_one_may_depend_on_what_is_not_known_while_another_does_not(self):
        unknown = AchievementDegree(AchievementState.UNKNOWN, None, "")
        outcome = judge(self.METHOD, replace(YEAR, degrees=[*[degree("1")] * 5, unknown]))

        assert outcome.effect_class == ""  # 83,3 or 100
        assert outcome.verdicts[0].found == "продолжить"
        assert "класс — «низкая» или «высокая»" in outcome.remarks[0]
        assert "Вывод" not in outcome.remarks[0]

    def test_a_method_of_verdicts_alone(self):
        outcome = judge(shape(P, verdicts=[CONCLUSION]), YEAR)

        assert (outcome.effect_class, outcome.verdicts[0].found) == ("", "продолжить")

    def test_they_are_read_aloud_and_go_through_the_form(self):
        form = form_of(self.METHOD, shape(F))

        assert form.is_valid(), form.errors
        assert form.shape.verdicts == self.METHOD.verdicts
        assert method_in_sentences(self.METHOD)[-1].replace("\u00a0", " ") == (
            "Вывод о продолжении: «продолжить» — P не менее 80 %; «прекратить» — P менее 60 %."
        )

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({"verdict1-title": ""}, "Как называется этот вывод?"),
            ({"verdict1-0-name": "", "verdict1-1-name": ""}, "У вывода нет ни одного класса"),
            ({"verdict1-judged_1": "money"}, "Такой составляющей в методе нет"),
        ],
    )
    def test_what_makes_no_sense_is_told_at_its_field(self, changes, words):
        form = EvaluationMethodForm(data_of(EvaluationMethodForm(shape=self.METHOD)) | changes, shape=self.METHOD)

        assert not form.is_valid()
        assert words in str(form.verdicts[0].title.errors)

    def test_pages_and_the_report_say_them_and_a_kept_evaluation_keeps_them(self, judged, browse):
        """P = 61,1 / 70 = 87,3 %."""
        method = own(judged, self.METHOD)
        draft = make_evaluation(judged.programme, by=judged.coordinator, method=method)
        drafted = page_of(browse("coordinator"), "evaluation-detail", draft.pk)
        kept = keep_evaluation(evaluation=draft, by=judged.coordinator)
        read = page_of(browse("coordinator"), "evaluation-detail", kept.pk)

        for page in (drafted, read):
            assert "<strong>Вывод о продолжении:</strong>" in page
        assert kept.result["verdicts"][0]["title"] == "Вывод о продолжении"
        assert "Вывод о продолжении" in str(evaluation_content(Evaluation.objects.get(pk=kept.pk)))


class TestSubprogrammes:
    """First: (0,9 + 0,8) / 2 = 0,85, done 1 of 2, spent 50 of 100. Second: 1, done 1 of 1, spent 90 of 100."""

    FIRST = SubprogrammeYear(
        "Первая", [degree("0.9"), degree("0.8")], [ActivityMark.DONE, ActivityMark.NOT_DONE],
        Spending(Decimal(100), Decimal(50)), Decimal("0.6"),
    )  # fmt: skip
    SECOND = SubprogrammeYear(
        "Вторая", [degree("1")], [ActivityMark.LATE], Spending(Decimal(300), Decimal(270)), Decimal("0.4")
    )
    YEAR = EvaluatedYear(
        [*FIRST.degrees, *SECOND.degrees, degree("0.5")], MARKS, Spending(Decimal(400), Decimal(320)),
        subprogrammes=[FIRST, SECOND], own=[degree("0.5")],
    )  # fmt: skip

    def counted(self, year: EvaluatedYear | None = None, **options) -> str:
        return words_of(judge(shape({"kind": "subprogrammes", "key": "S", **options}), year or self.YEAR))[0]

    def test_by_results_and_typed_weights(self):
        assert self.counted() == (
            "S = (85 · 0,6 + 100 · 0,4) / 1 = 91 %, где «Первая» — (90 + 80) / 2 = 85 %; «Вторая» — 100 %"
        )

    def test_by_everything_and_shares_of_money(self):
        """0,85 · 0,5 / 0,5 = 0,85; 1 · 1 / 0,9 = 1,111; (85 · 100 + 111,1 · 300) / 400 = 104,575."""
        assert self.counted(of="all", weights="money") == (
            "S = (85 · 100 + 111,1 · 300) / 400 = 104,6 %, где «Первая» — 85 % · 50 % / 50 % = 85 % "
            "(результаты (90 + 80) / 2 = 85 %; мероприятия 1 / 2 = 50 %; расходы 50 / 100 = 50 %); «Вторая» — "
            "100 % · 100 % / 90 % = 111,1 % (мероприятия 1 / 1 = 100 %; расходы 270 / 300 = 90 %)"
        )

    def test_indicators_of_none_are_counted_by_themselves(self):
        method = shape({**P, "whose": "own"}, {"kind": "subprogrammes", "key": "S"})

        assert words_of(judge(method, self.YEAR))[0] == "P = 50 / 1 = 50 %"
        assert "вне подпрограмм" in method_in_sentences(method)[1]

    @pytest.mark.parametrize(
        ("options", "change", "words"),
        [
            ({"of": "results_money"}, {"spending": Spending()}, "расходы у «Первая» не внесены"),
            ({"of": "results_activities"}, {"marks": []}, "нет ни одного мероприятия у «Первая»"),
            ({}, {"degrees": []}, "нет ни одного показателя у «Первая»"),
            ({"weights": "money"}, {"spending": Spending()}, "не внесены расходы по плану: «Первая»"),
        ],
    )
    def test_what_a_part_lacks_is_told(self, options, change, words):
        year = replace(self.YEAR, subprogrammes=[replace(self.FIRST, **change), self.SECOND])

        assert words in self.counted(year, **options)

    def test_what_is_not_known_of_a_part_leaves_the_class_open(self):
        unknown = AchievementDegree(AchievementState.UNKNOWN, None, "")
        first = replace(self.FIRST, degrees=[degree("0.9"), unknown])
        year = replace(self.YEAR, degrees=[degree("0.9"), unknown, degree("1")], subprogrammes=[first, self.SECOND])
        outcome = judge(shape({"kind": "subprogrammes", "key": "S"}, classes=scale("S", "80")), year)

        assert outcome.class_words == "не определён, пока данные неполны"
        assert "S — 67\u00a0% или 97\u00a0%" in outcome.remarks[0]

    def test_they_are_typed_kept_and_printed(self, judged, browse):
        """The district's indicators stand in one group; the other one made here has no known degree."""
        group = IndicatorGroup.objects.get(table__programme=judged.programme)
        IndicatorGroup.objects.filter(pk=group.pk).update(title="Подпрограмма 1")
        method = own(judged, shape({"kind": "subprogrammes", "key": "S", "of": "results_money"}))
        draft = make_evaluation(judged.programme, by=judged.coordinator, method=method)
        client, url = browse("coordinator"), reverse("evaluation-detail", args=[draft.pk])
        form = client.get(url).context["form"]
        prefix = f"part-{group.pk}-"
        data = sent(form) | {f"{prefix}weight": "0,6", f"{prefix}money_planned": "200", f"{prefix}money_spent": "много"}
        refused = client.post(url, data)
        assert refused.status_code == 422
        assert "«много» — не сумма" in refused.content.decode()

        client.post(url, data | {f"{prefix}money_spent": "190"})
        part = EvaluationPart.objects.get()
        page = page_of(client, "evaluation-detail", draft.pk)
        assert (part.weight, part.money_planned, part.money_spent) == (Decimal("0.6"), "200", "190")
        assert "S = 87,3 % / 95 % = 91,9 % (расходы 190 / 200 = 95 %) («Подпрограмма 1»)" in page

        stale = client.post(url, data | {f"{prefix}money_spent": "150"})
        assert stale.status_code == 409
        kept = keep_evaluation(evaluation=draft, by=judged.coordinator)
        group.delete()
        assert "Подпрограмма 1" in page_of(client, "evaluation-detail", kept.pk)
        assert "Подпрограмма 1" in str(evaluation_content(Evaluation.objects.get(pk=kept.pk)))
        reopen_evaluation(evaluation=Evaluation.objects.get(pk=kept.pk), by=judged.coordinator)

    @pytest.mark.parametrize("title", ["Первая", "1 Первая", "1.2. первая", "II. Первая"])
    def test_activities_belong_to_the_part_called_as_their_direction_is(self, title):
        activities = [EvaluatedActivity(1, title, "1.1", "Дело", "", "", ActivityMark.DONE)]
        parts = subprogrammes_of([(1, "I. Первая"), (2, "Вторая")], {})
        first, second = years_of(parts, {}, activities, is_none=False)

        assert (first.marks, second.marks) == ([ActivityMark.DONE], [])
        assert remarks_on(parts, activities) == []

    def test_activities_of_no_part_are_told(self, judged, browse):
        IndicatorGroup.objects.filter(table__programme=judged.programme).update(title="Подпрограмма 1")
        method = own(judged, shape({"kind": "subprogrammes", "key": "S", "of": "results_activities"}))
        page = page_of(browse("coordinator"), "programme-evaluation", judged.programme.pk, method=method, period="2026")

        assert "Мероприятия не вошли ни в одну подпрограмму" in page


degrees = st.lists(st.tuples(st.integers(0, 150), st.booleans()), min_size=0, max_size=4)
marks = st.lists(st.sampled_from(["done", "late", "not_done", "not_due"]), max_size=5)
money = st.tuples(st.integers(1, 200), st.integers(1, 200))
years = st.tuples(degrees, marks, money)
components = st.lists(
    st.one_of(
        st.fixed_dictionaries({"kind": st.just("achievement"), "whose": st.sampled_from(["all", "own"])}),
        st.fixed_dictionaries({"kind": st.just("activities"), "on_time": st.booleans()}),
        st.sampled_from([{"kind": "money"}, {"kind": "reached"}]),
        st.fixed_dictionaries({
            "kind": st.just("subprogrammes"), "weights": st.sampled_from(["typed", "money"]),
            "of": st.sampled_from(["results", "results_activities", "results_money", "all"]),
        }),
    ),
    min_size=2, max_size=4, unique_by=lambda each: each["kind"],
)  # fmt: skip


@st.composite
def methods(draw) -> dict:
    parts = [{**each, "key": "ABCD"[place]} for place, each in enumerate(draw(components))]
    keys = [each["key"] for each in parts]
    cut = draw(st.integers(1, len(keys)))
    ratio = {"kind": "ratio", "key": "E", "of": keys[:cut], "to": keys[cut:]}
    whole = draw(st.sampled_from([{"kind": "mean", "key": "E"}, ratio, ratio]))
    first, second = sorted(draw(st.tuples(st.integers(20, 80), st.integers(81, 150))))
    hole = draw(st.sampled_from([0, 0, 5]))
    classes = [
        {"name": "высокая", "bands": [{"figure": "E", "low": str(second)}]},
        {"name": "средняя", "bands": [{"figure": "E", "low": str(first), "high": str(second - hole)}]},
    ]
    verdict = {"title": "Вывод", "classes": [{"name": "да", "bands": [{"figure": keys[0], "low": str(first)}]}]}
    return {"name": "Метод", "components": parts, "whole": whole, "classes": classes, "verdicts": [verdict]}


def year_of(found: tuple, weight: int = 1) -> dict:
    shares, words, (planned, spent) = found
    return {"degrees": [(n / 100, is_reached) for n, is_reached in shares], "marks": words, "planned": planned,
            "spent": spent, "weight": weight, "parts": []}  # fmt: skip


def ours(found: tuple) -> tuple:
    shares, words, (planned, spent) = found
    states = {True: AchievementState.REACHED, False: AchievementState.NOT_REACHED}
    degrees = [AchievementDegree(states[is_reached], Decimal(n) / 100, "") for n, is_reached in shares]
    return degrees, [ActivityMark(each) for each in words], Spending(Decimal(planned), Decimal(spent))


@given(methods(), years, st.lists(st.tuples(years, st.integers(0, 5)), max_size=3), degrees)
def test_any_method_is_as_a_second_plain_implementation_says(body, found, parts, own_degrees):
    """Within what rounding each step can come to; verdicts where no bound is that near."""
    method = EvaluationMethodShape.model_validate(body)
    year = EvaluatedYear(
        *ours(found), subprogrammes=[SubprogrammeYear(f"№ {n}", *ours(each), Decimal(weight))
                                     for n, (each, weight) in enumerate(parts)],
        own=ours((own_degrees, [], (1, 1)))[0] if parts else None,
    )  # fmt: skip
    told = {"own": [n / 100 for n, _ in own_degrees], "parts": [year_of(*each) for each in parts]}
    plain = plain_figures(body, year_of(found) | told)
    outcome = judge(method, year)
    if plain is None:
        assert any(each.share is None for each in outcome.figures)
        return
    assert all(each.share is not None for each in outcome.figures), words_of(outcome)
    assume(all(figure > 0.05 for figure in plain.values()))
    for each in outcome.figures:  # a step is off by half a thousandth of what is at least a twentieth
        assert abs(float(each.share) / plain[each.key] - 1) < 0.08
    hundred = {key: figure * 100 for key, figure in plain.items()}
    exact = {each.key: float(each.share) * 100 for each in outcome.figures}
    for classes, answer in (
        (body["classes"], outcome.effect_class), (body["verdicts"][0]["classes"], outcome.verdicts[0].found)
    ):  # fmt: skip
        bounds = [float(bound) for each in classes for band in each["bands"]
                  for bound in (band.get("low"), band.get("high")) if bound]  # fmt: skip
        figure = classes[0]["bands"][0]["figure"]
        if all(abs(hundred[figure] - bound) > abs(hundred[figure] - exact[figure]) + 0.2 for bound in bounds):
            assert answer == plain_verdict(classes, hundred)
