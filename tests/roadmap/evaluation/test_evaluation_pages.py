"""The pages of the yearly evaluation: try, begin, write, keep, open again."""

import datetime

import pytest
from django.forms import BooleanField
from django.urls import reverse

from indicators.catalogue.models import Indicator
from indicators.values.models import Value
from portal.history.models import Change
from reports.blocks.content import text_of
from reports.kinds.evaluation.content import evaluation_content
from roadmap.evaluation.actions import EvaluationRefused, keep_evaluation
from roadmap.evaluation.forms import EvaluationForm
from roadmap.evaluation.methods.delivered_methods import delivered_evaluation_methods
from roadmap.evaluation.methods.models import EvaluationMethod
from roadmap.evaluation.models import Evaluation
from roadmap.evaluation.queries.sheet import evaluation_sheet, live_sheet
from roadmap.execution.actions.reporting import AssignmentReport, report_on_assignment
from roadmap.execution.models import Assignment
from roadmap.targets.models import IndicatorRow
from tests.factories import approve, make_evaluation, make_period, make_programme, roadmap_shape

TODAY = datetime.date(2026, 11, 1)


def row_of(name: str) -> int:
    return IndicatorRow.objects.get(name=name).pk


def typed(draft: Evaluation, **changes) -> dict:
    """What a browser sends of the draft's form, with some of it changed."""
    draft = Evaluation.objects.get(pk=draft.pk)
    form = EvaluationForm(evaluation=draft, sheet=evaluation_sheet(draft, TODAY))
    return sent(form) | changes


def sent(form) -> dict:
    data = {}
    for bound in form:
        value = bound.value()
        if isinstance(bound.field, BooleanField):
            data |= {bound.html_name: "on"} if value else {}
        else:
            data[bound.html_name] = "" if value is None else str(value)
    return data


def page_of(client, name: str, pk: int, **query) -> str:
    return client.get(reverse(name, args=[pk], query=query)).content.decode().replace("\u00a0", " ")


class TestTrial:
    def test_the_result_is_there_at_once_and_nothing_is_saved(self, judged, browse):
        page = page_of(
            browse("observer"), "programme-evaluation", judged.programme.pk, method="stavrovo", period="2025"
        )

        assert "61,1 / 70 = 87,3 %" in page
        assert "факта нет: степень достижения не определить" in page
        assert "P = 87,3 / 1 = 87,3 %" in page
        assert "Показателей достигнуто: 0" in page
        assert "расходы не внесены" in page
        assert "Начать оценку" not in page
        assert Evaluation.objects.count() == 0

    def test_money_is_tried_too_and_goes_into_the_draft(self, judged, browse):
        query = {"method": "stavrovo", "period": "2025", "money_planned": "200", "money_spent": "190"}
        page = page_of(browse("coordinator"), "programme-evaluation", judged.programme.pk, **query)
        browse("coordinator").post(reverse("programme-evaluation-start", args=[judged.programme.pk]), query)

        assert "O = (P + F) / 2 = (87,3 + 95) / 2 = 91,2 %" in page
        assert Evaluation.objects.get().money_spent == "190"

    def test_what_was_typed_for_the_years_draft_serves_another_method(self, draft, judged, browse):
        draft.has_no_money = True
        draft.save()
        query = {"method": "stavrovo", "period": "2025"}
        page = page_of(browse("coordinator"), "programme-evaluation", judged.programme.pk, **query)

        assert "O = P = 87,3 %" in page

    def test_this_years_indicators_are_at_risk(self, judged):
        indicator = Indicator.objects.get(name="Средний балл, балл")
        Value.objects.create(indicator=indicator, period=make_period("2026"), text="3,1")
        sheet = live_sheet(judged.programme, make_period("2026"), delivered_evaluation_methods()["aleysky"], TODAY)

        assert sheet.counts["at_risk"] == 1  # 3,1 / 3,8 = 81,6 %
        assert "Год не закончился: оценка промежуточная, это ещё не итог." in sheet.outcome.remarks

    def test_a_director_sees_what_was_kept_and_no_trial(self, draft, judged, browse):
        url = {"method": "stavrovo", "period": "2025"}
        before = page_of(browse("director"), "programme-evaluation", judged.programme.pk, **url)
        keep_evaluation(evaluation=draft, by=judged.coordinator)
        after = page_of(browse("director"), "programme-evaluation", judged.programme.pk, **url)

        assert "Закреплённых оценок пока нет" in before
        assert "61,1 / 70" not in before + after
        assert reverse("evaluation-detail", args=[draft.pk]) in after
        assert "61,1 / 70 = 87,3 %" in page_of(browse("director"), "evaluation-detail", draft.pk)

    @pytest.mark.parametrize("query", [{"method": "нет", "period": "2025"}, {"method": "aleysky", "period": "1999"}])
    def test_what_there_is_not_is_told(self, judged, browse, query):
        assert "Выберите корректный вариант" in page_of(
            browse("coordinator"), "programme-evaluation", judged.programme.pk, **query
        )


class TestActivities:
    def marks(self, judged, on=TODAY) -> dict[str, str]:
        sheet = live_sheet(judged.programme, make_period("2026"), delivered_evaluation_methods()["aleysky"], on)
        return {each.number: each.mark.value for each in sheet.activities}

    def report(self, judged, number: str, status: str, **fields):
        for assignment in judged.activities[number].assignments.all():
            report = AssignmentReport(Assignment.Status(status), "Как было", **fields)
            report_on_assignment(assignment, report, by=judged.coordinator)

    def test_in_time_late_not_done_and_without_a_report(self, judged):
        self.report(judged, "1.1", "done", done_on=datetime.date(2026, 8, 20))
        self.report(judged, "1.2", "done", done_on=datetime.date(2026, 9, 20))
        self.report(judged, "1.3", "not_done")

        assert self.marks(judged) == {"1.1": "done", "1.2": "late", "1.3": "not_done", "1.4": "not_done"}
        assert self.marks(judged, datetime.date(2026, 8, 15))["1.4"] == "not_due"

    def test_a_report_without_a_day_shows_its_own(self, judged):
        self.report(judged, "1.1", "done", done_on=datetime.date(2026, 8, 20))
        self.report(judged, "1.2", "done")
        night = datetime.datetime(2026, 8, 31, 22, 0, tzinfo=datetime.UTC)  # already 1 September here
        judged.activities["1.2"].assignments.update(reported_at=night)
        sheet = live_sheet(judged.programme, make_period("2026"), delivered_evaluation_methods()["aleysky"], TODAY)
        shown = {each.number: (each.done_on, each.mark.value) for each in sheet.activities}

        assert shown["1.1"] == ("20.08.2026", "done")
        assert shown["1.2"] == ("01.09.2026 (дата отчёта)", "late")

    def test_only_those_whose_term_ends_in_the_year(self, judged):
        sheet = live_sheet(judged.programme, make_period("2025"), delivered_evaluation_methods()["aleysky"], TODAY)

        assert sheet.activities == []

    def test_the_documents_own_words_count_where_nobody_reported(self, judged):
        judged.activities["1.1"].report = "Выполнено. Приказ № 5"
        judged.activities["1.1"].save()

        assert self.marks(judged)["1.1"] == "done"


class TestDraft:
    def url(self, draft) -> str:
        return reverse("evaluation-detail", args=[draft.pk])

    def test_only_an_approved_programme_is_evaluated(self, district, browse):
        data = {"method": "aleysky", "period": "2025"}
        url = reverse("programme-evaluation-start", args=[district.programme.pk])
        answer = browse("coordinator").post(url, data, follow=True)

        assert "Программа ещё не утверждена: оценивать нечего." in answer.content.decode()
        assert not Evaluation.objects.exists()

    def test_it_is_begun_once(self, judged, browse):
        data = {"method": "aleysky", "period": "2025"}
        url = reverse("programme-evaluation-start", args=[judged.programme.pk])
        first, second = (browse("coordinator").post(url, data).url for _ in range(2))

        assert first == second == self.url(Evaluation.objects.get())

    def test_reasons_money_and_conclusions_are_kept_and_in_the_history(self, draft, judged, browse):
        row = row_of("Доля сдавших, %")
        data = typed(draft, money_planned="100", money_spent="95", conclusions="Хорошо",
                     **{f"row-{row}-reason": "Мало часов"})  # fmt: skip
        answer = browse("coordinator").post(self.url(draft), data, follow=True)
        page = answer.content.decode().replace("\u00a0", " ")

        assert "Черновик сохранён." in page
        assert "Деньги = 95 / 100 = 95 %" in page
        assert draft.rows.get(row=row).reason == "Мало часов"
        change = Change.objects.about(draft).get(action="оценка изменена")
        assert change.after == {"money_planned": "100", "money_spent": "95", "conclusions": "Хорошо",
                                f"row-{row}-reason": "Мало часов"}  # fmt: skip

    def test_what_nobody_touched_is_not_written(self, draft, judged, browse):
        browse("coordinator").post(self.url(draft), typed(draft))

        assert not Change.objects.about(draft).filter(action="оценка изменена").exists()
        assert not draft.rows.exists()

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({"money_planned": "много"}, "«много» — не сумма"),
            ({"money_planned": "5 тыс. руб.", "money_spent": "5 чел."}, "в разных единицах"),
            ({"money_planned": "5", "has_no_money": "on"}, "Либо расходы внесены, либо их не предусмотрено"),
        ],
    )
    def test_bad_sums_are_told_and_nothing_typed_is_lost(self, draft, browse, changes, words):
        answer = browse("coordinator").post(self.url(draft), typed(draft, conclusions="Мои выводы", **changes))
        page = answer.content.decode()

        assert answer.status_code == 422
        assert words in page
        assert "Мои выводы" in page

    def test_two_people_in_different_places_both_stay(self, draft, judged, browse):
        row = row_of("Доля сдавших, %")
        one = typed(draft, conclusions="Выводы первого")
        two = typed(draft, **{f"row-{row}-reason": "Причина второго"})
        for data in (one, two):
            browse("coordinator").post(self.url(draft), data)
        draft.refresh_from_db()

        assert draft.conclusions == "Выводы первого"
        assert draft.rows.get().reason == "Причина второго"

    def test_two_people_in_one_place_are_told_and_decide(self, draft, judged, browse):
        client = browse("coordinator")
        one, two = typed(draft, conclusions="Выводы первого"), typed(draft, conclusions="Выводы второго")
        client.post(self.url(draft), one)
        answer = client.post(self.url(draft), two)
        page = answer.content.decode()

        assert answer.status_code == 409
        assert "здесь написал другой человек: «Выводы первого»" in page
        assert "Выводы второго" in page
        again = sent(answer.context["form"])
        assert client.post(self.url(draft), again).status_code == 302
        draft.refresh_from_db()
        assert draft.conclusions == "Выводы второго"

    def test_text_is_decided_by_hand(self, draft, judged, browse):
        indicator = Indicator.objects.get(name="Средний балл, балл")
        Value.objects.create(indicator=indicator, period=make_period("2025"), text="около плана")
        row = row_of("Средний балл, балл")
        answer = browse("coordinator").post(
            self.url(draft), typed(draft, **{f"row-{row}-verdict": "done"}), follow=True
        )

        assert "достигнут по решению отдела" in answer.content.decode()

    def test_weights_are_asked_by_a_method_that_weighs(self, draft, judged, browse):
        client, row = browse("coordinator"), row_of("Доля сдавших, %")
        assert "row-" not in " ".join(name for name in typed(draft) if name.endswith("weight"))
        client.post(reverse("evaluation-method-choose", args=[draft.pk]), {"method": "vokhomsky"})
        answer = client.post(self.url(draft), typed(draft, **{f"row-{row}-weight": "2,5"}), follow=True)

        assert "P = 218,25 / 2,5 = 87,3 %" in answer.content.decode().replace("\u00a0", " ")

    def test_what_is_better_is_asked_where_the_catalogue_does_not_say(self, judged, browse):
        """The plan of 2025 is 3,5; the answer is the catalogue's, so that «Эффект» and every evaluation have it."""
        indicator = Indicator.objects.get(name="Средний балл, балл")
        Indicator.objects.filter(pk=indicator.pk).update(direction="")
        Value.objects.create(indicator=indicator, period=make_period("2025"), text="3,36")
        draft, client = make_evaluation(judged.programme, by=judged.coordinator), browse("coordinator")
        questions = reverse("programme-questions", args=[judged.programme.pk])
        asked = page_of(client, "evaluation-detail", draft.pk)
        client.post(questions, {f"direction-{indicator.pk}": "more", f"initial-direction-{indicator.pk}": ""})

        assert "в каталоге не сказано, больше или меньше — лучше" in asked
        assert questions in asked
        assert "3,36 / 3,5 = 96 %" in page_of(client, "evaluation-detail", draft.pk)
        assert "−0,04, хуже" in page_of(client, "programme-effect", judged.programme.pk)

    def test_an_activity_is_marked_by_hand_and_its_reports_are_offered_as_the_reason(self, judged, browse):
        draft = make_evaluation(judged.programme, by=judged.coordinator, label="2026")
        activity = judged.activities["1.3"]
        report = AssignmentReport(Assignment.Status.NOT_DONE, "Заболел учитель")
        report_on_assignment(activity.assignments.get(), report, by=judged.director)
        data = typed(draft, **{f"activity-{activity.pk}-verdict": "late"})
        browse("coordinator").post(self.url(draft), data)
        own = draft.activities.get(activity=activity)

        assert data[f"activity-{activity.pk}-reason"] == "Берёзовская СОШ: Заболел учитель"
        assert (own.verdict, own.reason) == ("late", "Берёзовская СОШ: Заболел учитель")


class TestKept:
    def test_it_stays_as_it_was_and_follows_again_once_opened(self, draft, judged, browse):
        client, url = browse("coordinator"), reverse("evaluation-detail", args=[draft.pk])
        page = client.post(url, typed(draft, has_no_money="on", keep="1"), follow=True).content.decode()
        assert "Оценка закреплена" in page
        assert "Причина отклонения не написана: 1." in page
        indicator = Indicator.objects.get(name="Доля сдавших, %")
        Value.objects.create(indicator=indicator, period=make_period("2025"), text="77")
        own = EvaluationMethod.objects.count()

        assert "61,1 / 70 = 87,3 %" in page_of(client, "evaluation-detail", draft.pk)
        client.post(reverse("evaluation-reopen", args=[draft.pk]))
        assert "77 / 70 = 110 %" in page_of(client, "evaluation-detail", draft.pk)
        assert own == EvaluationMethod.objects.count()
        assert [change.action for change in Change.objects.about(draft)] == [
            "оценка открыта снова", "оценка закреплена", "оценка изменена", "оценка начата",
        ]  # fmt: skip

    def test_a_kept_one_is_not_written(self, draft, judged, browse):
        data = typed(draft, conclusions="Позже")
        keep_evaluation(evaluation=draft, by=judged.coordinator)
        answer = browse("coordinator").post(reverse("evaluation-detail", args=[draft.pk]), data, follow=True)
        draft.refresh_from_db()

        assert "откройте её снова" in answer.content.decode()
        assert draft.conclusions == ""
        with pytest.raises(EvaluationRefused):
            keep_evaluation(evaluation=draft, by=judged.coordinator)

    @pytest.mark.parametrize("fact", ["61,1", "123 456 789 012 345,6", "0,000001"])
    def test_it_says_the_same_as_the_draft_did(self, fact, draft, judged):
        indicator = Indicator.objects.get(name="Доля сдавших, %")
        Value.objects.create(indicator=indicator, period=make_period("2025"), text=fact)
        IndicatorRow.objects.update(number="1" * 300)
        before = evaluation_sheet(draft, TODAY)
        kept = keep_evaluation(evaluation=draft, despite=before.open_doubts, by=judged.coordinator)
        kept = evaluation_sheet(kept, TODAY)

        assert kept.outcome == before.outcome
        assert kept.counts == before.counts
        assert [each.degree.words for each in kept.indicators] == [each.degree.words for each in before.indicators]
        assert [each.degree.share for each in kept.indicators] == [each.degree.share for each in before.indicators]

    def test_a_row_that_is_gone_stays_in_it(self, draft, judged):
        keep_evaluation(evaluation=draft, by=judged.coordinator)
        IndicatorRow.objects.all().delete()
        sheet = evaluation_sheet(Evaluation.objects.get(), TODAY)

        assert [each.name for each in sheet.indicators] == ["Средний балл, балл", "Доля сдавших, %"]


class TestDoubts:
    """What was asked about a value is told wherever it is judged, and before an evaluation is kept."""

    @pytest.fixture
    def doubtful(self, draft, judged) -> Evaluation:
        value = Value(indicator=Indicator.objects.get(name="Доля сдавших, %"), period=make_period("2025"), text="1.234")
        value.notes = ["Ниже обычного: как правило, не меньше 40."]
        value.save()
        return draft

    def keep(self, draft, client, **data):
        return client.post(reverse("evaluation-keep", args=[draft.pk]), data)

    def test_the_indicators_row_tells_doubts_of_reading_and_of_entering(self, doubtful, browse):
        page = page_of(browse("coordinator"), "evaluation-detail", doubtful.pk)

        assert "▲ Факт: «1.234» можно понять как 1,234 и как 1 234" in page
        assert "▲ Факт «1.234»: Ниже обычного: как правило, не меньше 40." in page
        assert "Сомнений в значениях, на которые опирается оценка: 2." in page

    def test_it_is_kept_only_after_they_were_seen_which_is_recorded(self, doubtful, browse):
        client = browse("coordinator")
        data = typed(doubtful, has_no_money="on", conclusions="Хорошо", keep="1")
        listed = client.post(reverse("evaluation-detail", args=[doubtful.pk]), data, follow=True)
        page = listed.content.decode()
        doubtful.refresh_from_db()
        assert (doubtful.is_kept, doubtful.conclusions) == (False, "Хорошо")
        assert "Прочитано верно, закрепить" in page
        assert reverse("programme-facts", args=[doubtful.programme_id, "2025"]) in page

        seen = list(listed.context["sheet"].open_doubts)
        assert self.keep(doubtful, client, doubt=seen[:1]).status_code == 409
        answer = self.keep(doubtful, client, doubt=seen)
        doubtful.refresh_from_db()
        change = Change.objects.about(doubtful).get(action="оценка закреплена")

        assert answer.status_code == 302
        assert doubtful.is_kept
        assert change.after["despite_doubts"] == seen
        assert "Закреплена, хотя портал сомневался в значениях: 2." in page_of(client, "evaluation-detail", doubtful.pk)

    def test_a_kept_one_tells_those_of_its_day(self, doubtful, judged):
        despite = evaluation_sheet(doubtful, TODAY).open_doubts
        kept = keep_evaluation(evaluation=doubtful, despite=despite, by=judged.coordinator)
        Value.objects.update(text="77", notes=[])

        assert list(evaluation_sheet(kept, TODAY).open_doubts) == list(despite)

    def test_a_plan_against_the_catalogues_direction_is_asked_about_until_it_is_answered(self, draft, judged, browse):
        client, row = browse("coordinator"), IndicatorRow.objects.get(name="Доля сдавших, %")
        row.values.update(plan="до 60 %")
        before = page_of(client, "evaluation-detail", draft.pk)
        questions = reverse("programme-questions", args=[judged.programme.pk])
        key = f"plan_words-{row.indicator_id}"
        client.post(questions, {key: "goal", f"initial-{key}": ""})
        as_goal = page_of(client, "evaluation-detail", draft.pk)
        client.post(questions, {key: "limit", f"initial-{key}": "goal"})
        as_limit = page_of(client, "evaluation-detail", draft.pk)

        assert "61,1 / 60 = 101,8 %; «до 60 %» — цель 60" in before
        assert (
            "▲ План: «до 60 %» прочитано как цель — достичь 60, а не как предел: по каталогу больше — лучше." in before
        )
        assert "61,1 / 60 = 101,8 %; «до 60 %» — цель 60" in as_goal
        assert "60 / 61,1 = 98,2 %" in as_limit
        assert "▲ План" not in as_goal + as_limit

    def test_what_a_person_decided_by_hand_is_no_longer_doubtful(self, draft, judged, browse):
        indicator = Indicator.objects.get(name="Доля сдавших, %")
        Value.objects.create(indicator=indicator, period=make_period("2025"), text="почти 60 из всех")
        assert evaluation_sheet(draft, TODAY).open_doubts
        data = typed(draft, **{f"row-{row_of(indicator.name)}-verdict": "done"})
        browse("coordinator").post(reverse("evaluation-detail", args=[draft.pk]), data)

        draft = Evaluation.objects.get()
        kept = keep_evaluation(evaluation=draft, by=judged.coordinator)
        assert not evaluation_sheet(draft, TODAY).open_doubts
        assert not evaluation_sheet(kept, TODAY).open_doubts

    def test_the_printed_report_says_so(self, doubtful):
        words = " ".join(
            text_of(block) for block in evaluation_content(doubtful).parts[0].blocks if hasattr(block, "spans")
        )

        assert "Значения, которые требуют проверки:" in words
        assert "Ниже обычного: как правило, не меньше 40." in words


def large(municipality, rows: int):
    shape = {
        "periods": ["2025"],
        "groups": [{"rows": [{"name": f"Показатель {n}", "values": {"2025": {"plan": "5", "fact": "6"}}}
                             for n in range(rows)]}],
    }  # fmt: skip
    plan = roadmap_shape(**{f"1.{n}": "Отдел образования" for n in range(rows)})
    for activity in plan["directions"][0]["activities"]:
        activity["term"] = "Август 2025 г."
    return make_programme(municipality, indicators=shape, roadmap=plan)


@pytest.mark.parametrize("rows", [3, 60])
def test_the_number_of_queries_does_not_grow(rows, district, django_assert_num_queries):
    programme = approve(large(district.municipality, rows), by=district.coordinator)
    draft = make_evaluation(programme, by=district.coordinator)
    related = ("programme__indicator_table", "programme__roadmap__programme", "period")
    with django_assert_num_queries(12):
        sheet = evaluation_sheet(Evaluation.objects.select_related(*related).get(pk=draft.pk), TODAY)
    assert len(sheet.indicators) == len(sheet.activities) == rows
    keep_evaluation(evaluation=draft, by=district.coordinator)
    with django_assert_num_queries(3):
        sheet = evaluation_sheet(Evaluation.objects.select_related(*related).get(pk=draft.pk), TODAY)
    assert len(sheet.indicators) == len(sheet.activities) == rows


def test_a_quarter_is_evaluated_by_its_own_plans(district, browse):
    rows = [{"name": "Охват, %", "values": {"2025-Q1": {"plan": "20", "fact": "10"}, "2025-Q2": {"plan": "40"}}}]
    programme = make_programme(
        district.municipality, indicators={"periods": ["2025-Q1", "2025-Q2"], "groups": [{"rows": rows}]}
    )
    Indicator.objects.filter(name="Охват, %").update(direction="more")
    approve(programme, by=district.coordinator)

    page = page_of(browse("coordinator"), "programme-evaluation", programme.pk, method="stavrovo", period="2025-Q1")
    assert "за I квартал 2025 года" in page
    assert "10 / 20 = 50 %" in page
    draft = make_evaluation(programme, by=district.coordinator, label="2025-Q2")
    assert evaluation_sheet(draft, TODAY).indicators[0].plan == "40"
