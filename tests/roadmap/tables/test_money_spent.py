"""Money spent: entered year by year beside what the table plans, and taken into the evaluation."""

import pytest
from django.urls import reverse

from portal.history.models import Change
from roadmap.editions.copying import begin_amendment
from roadmap.evaluation.actions import keep_evaluation, reopen_evaluation
from roadmap.evaluation.models import Evaluation
from roadmap.evaluation.queries.sheet import evaluation_sheet
from roadmap.programmes.models import Programme
from roadmap.tables.models import MoneySpent
from roadmap.tables.queries import money_of_year
from tests.factories import approve, make_evaluation, make_period
from tests.roadmap.evaluation.test_evaluation_pages import TODAY, page_of

TABLE = {
    "header_rows": 1,
    "rows": [
        ["Источник, тыс. руб.", "2025", "2026"],
        ["местный", "150", "1"], ["область", "50", ""], ["Всего", "200", "1"],
    ],
}  # fmt: skip


@pytest.fixture
def programme(district) -> Programme:
    """In force, with money."""
    district.programme.resources = {"title": "Ресурсы", "table": TABLE}
    district.programme.save()
    return approve(district.programme, by=district.coordinator)


@pytest.fixture
def enter(browse, programme):
    url = reverse("programme-money", args=[programme.pk, "2025"])

    def entered(persona: str = "specialist", **rows):
        client = browse(persona)
        form = client.get(url).context["form"]
        sent = {field.html_name: field.value() or "" for field in form} | rows
        return client.post(url, sent, follow=True)

    return entered


def money(programme: Programme):
    return money_of_year(programme, make_period("2025"))


def test_rows_are_summed_up_once_each_is_entered(enter, programme):
    enter(**{"row-0": "140,5"})
    assert (money(programme).planned, money(programme).spent) == (200, None)
    enter(**{"row-1": "50"})
    assert money(programme).words() == ("200 тыс. руб.", "190,5 тыс. руб.")
    assert Change.objects.about(programme).first().after == {"область": "50"}


def test_a_total_that_its_rows_do_not_give_is_asked_about(enter, programme):
    answer = enter(**{"row-0": "140", "row-1": "50", "row-2": "191"})
    assert "Израсходовано всего 191, а строки вместе дают 190." in answer.content.decode()
    assert money(programme).spent == 191


def test_words_are_refused_and_somebody_elses_sum_is_not_overwritten(enter, browse, programme):
    assert "не сумма" in enter(**{"row-0": "почти всё"}).content.decode()
    assert "напишите только число" in enter(**{"row-0": "5 тыс. руб."}).content.decode()
    url = reverse("programme-money", args=[programme.pk, "2025"])
    form = browse("coordinator").get(url).context["form"]
    enter(**{"row-0": "1"})
    sent = {field.html_name: field.value() or "" for field in form} | {"row-0": "2"}
    answer = browse("coordinator").post(url, sent)
    assert (answer.status_code, MoneySpent.objects.get().text) == (422, "1")
    assert "здесь внесено «1»" in answer.content.decode()


def test_an_amendment_keeps_what_was_entered_before_it(enter, district, programme):
    enter(**{"row-2": "120"})
    amendment = begin_amendment(programme, by=district.coordinator)
    assert money(amendment).spent == 120


def test_an_evaluation_takes_money_from_the_table_and_keeps_it(enter, browse, district, programme):
    enter(**{"row-2": "190"})
    query = {"method": "stavrovo", "period": "2025"}
    page = page_of(browse("coordinator"), "programme-evaluation", programme.pk, **query)
    assert "190 000 / 200 000 = 95 %" in page
    by_hand = page_of(browse("coordinator"), "programme-evaluation", programme.pk, **query, money_spent="100")
    assert "100 / 200 = 50 %" in by_hand

    draft = make_evaluation(programme, by=district.coordinator)
    sheet = evaluation_sheet(draft, TODAY)
    assert sheet.money == ("200 тыс. руб.", "190 тыс. руб.")
    kept = keep_evaluation(evaluation=draft, despite=list(sheet.open_doubts), by=district.coordinator)
    enter(**{"row-2": "180"})
    assert evaluation_sheet(Evaluation.objects.get(pk=kept.pk), TODAY).money[1] == "190 тыс. руб."
    reopened = reopen_evaluation(evaluation=kept, by=district.coordinator)
    assert evaluation_sheet(Evaluation.objects.get(pk=reopened.pk), TODAY).money[1] == "180 тыс. руб."


def test_the_programmes_page_leads_whoever_enters_money_there(browse, programme):
    url = reverse("programme-money", args=[programme.pk, "2026"])
    page = reverse("programme-detail", args=[programme.pk])
    assert url in browse("specialist").get(page).content.decode()
    assert url not in browse("director").get(page).content.decode()
