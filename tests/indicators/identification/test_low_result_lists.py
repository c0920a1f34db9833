"""From a confirmed run to the list of an order, and a school's history on such lists."""

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from indicators.identification.lists.actions import make_list, name_order, write_expected
from indicators.identification.lists.history import listing_history
from indicators.identification.models import ListedSchool, LowResultList, Run
from indicators.identification.runs.actions import RunRefused, confirm_run, decide, delete_run, withdraw_confirmation
from portal.accounts.roles import Role
from portal.history.models import Change
from portal.refusals import Refusal
from reports.blocks.content import Table
from reports.issue.models import Document
from reports.issue.queries import build_content
from roadmap.editions.actions import delete_draft
from roadmap.programmes.models import ProgrammeList
from schools.archive.actions import restore
from schools.archive.models import Archived
from schools.orders.models import Order
from tests.factories import make_confirmed_run, make_indicator, make_listed_school, make_period, make_run, make_user
from tests.indicators.identification.test_command import enter

HEADING = "ОГЭ, доля участников с отметкой «2»"


@pytest.fixture
def low(district) -> None:
    """Берёзовская has «2» in both subjects of ОГЭ in 2025 and 2026, Сосновская a little."""
    for name, texts in {"Русский язык": ["35%", "20%"], "Математика": ["более 40", "3 из 12"]}.items():
        indicator = make_indicator(district.municipality, name, heading=HEADING, unit="%")
        for school, text in zip([district.school, district.other_school], texts, strict=True):
            for label in ("2025", "2026"):
                enter(indicator, school, label, text)


def test_a_confirmed_run_makes_the_list_with_every_sign_as_written(low, district):
    made = make_confirmed_run(district.municipality, by=district.coordinator).low_result_list

    assert (made.municipality, made.period.label, made.order) == (district.municipality, "2026", None)
    (listed,) = made.listed_schools.all()
    assert (listed.name, listed.school) == ("Берёзовская СОШ", district.school)
    lines = {line.name: line for line in listed.criteria.all()}
    assert lines["доля «2» по ОГЭ (русский язык), 2026"].current == "35%"
    assert lines["доля «2» по ОГЭ (математика), 2026"].current == "более 40"
    assert {line.expected for line in lines.values()} == {""}
    assert [line.number for line in listed.criteria.all()] == [f"{n}." for n in range(1, len(lines) + 1)]
    assert Change.objects.about(made).get().after == {"schools": ["Берёзовская СОШ"]}


def test_who_is_overruled_is_on_it_or_not(low, district):
    run = make_run(district.municipality, by=district.coordinator)
    for school, decision in ((district.school, "out"), (district.other_school, "in")):
        decide(
            school=run.schools.get(school=school), decision=decision, reason="Решила комиссия", by=district.coordinator
        )
    run.schools.filter(verdict="unknown", decision="").update(verdict="out")
    confirm_run(run=run, by=district.coordinator)

    assert [each.name for each in run.low_result_list.listed_schools.all()] == ["Сосновская ООШ"]


def test_it_is_made_once_and_only_when_all_is_decided(low, district):
    run = make_confirmed_run(district.municipality, by=district.coordinator)
    with pytest.raises(RunRefused):
        confirm_run(run=run, by=district.coordinator)
    with pytest.raises(IntegrityError):
        make_list(run=run, by=district.coordinator)


def test_without_an_answer_there_is_no_list(district):
    run = make_run(district.municipality, by=district.coordinator)
    with pytest.raises(RunRefused, match="Сначала решите"):
        confirm_run(run=run, by=district.coordinator)

    assert not LowResultList.objects.filter(run=run).exists()


def test_it_prints_as_other_lists_do(low, district):
    made = make_confirmed_run(district.municipality, by=district.coordinator).low_result_list

    document = build_content(Document(kind="low-result-schools", low_result_list=made))

    schools, table = (block for block in document.parts[0].blocks if isinstance(block, Table))
    assert [row.cells[1].text for row in schools.rows] == ["Берёзовская СОШ"]
    assert len(table.columns) == 4
    assert document.title == "Список школ с низкими результатами 2026 год"


def test_an_order_is_named(low, district, browse):
    made = make_confirmed_run(district.municipality, by=district.coordinator).low_result_list
    client, url = browse("coordinator"), reverse("low-result-list", args=[made.pk])

    refused = client.post(url, {"number": "", "issued_on": "2026-05-12"})
    assert "Укажите номер приказа" in refused.content.decode()
    page = client.post(url, {"number": "№ 41-од", "issued_on": "2026-05-12", "annex": "2"}, follow=True)

    made.refresh_from_db()
    assert (made.order.number, made.annex) == ("41-од", "2")
    assert "Приказ № 41-од от 12.05.2026" in page.content.decode()
    assert Change.objects.about(made).filter(action="приказ указан").exists()
    assert (
        client.get(f"{reverse('document-print', args=['low-result-schools', 'pdf'])}?low_result_list={made.pk}")[
            "Content-Type"
        ]
        == "application/pdf"
    )
    again = client.post(url, {"number": "41-од", "issued_on": "2026-05-12"})
    assert again.status_code == 422
    assert Order.objects.filter(number="41-од").count() == 1


def test_a_draft_that_goes_leaves_it(low, district):
    made = make_confirmed_run(district.municipality, by=district.coordinator).low_result_list
    ProgrammeList.objects.create(programme=district.programme, low_result_list=made, position=0)

    delete_draft(programme=district.programme, by=district.coordinator)

    assert LowResultList.objects.filter(pk=made.pk).exists()


class TestHistory:
    def test_since_when_and_why_it_left(self, low, district, django_assert_num_queries):
        make_confirmed_run(district.municipality, by=district.coordinator, label="2025")
        run = make_run(district.municipality, by=district.coordinator)
        own = run.schools.get(school=district.school)
        decide(school=own, decision="out", reason="Школу закрыли на ремонт", by=district.coordinator)
        run.schools.filter(verdict="unknown", decision="").update(verdict="out")
        confirm_run(run=run, by=district.coordinator)

        with django_assert_num_queries(3):
            history = listing_history(district.school)

        assert [(year.period.label, year.change) for year in history.years] == [
            ("2026", "вышла из списка"), ("2025", "вошла в список"),
        ]  # fmt: skip
        left, entered = history.years
        assert left.mentions[0].why == "Школу закрыли на ремонт"
        assert left.mentions[0].decided_otherwise
        assert "ОГЭ (математика)" in entered.mentions[0].why
        assert history.sentence == "Не в списке: вышла в списке за 2026 год."

    def test_lists_that_came_with_a_programme_count_too(self, low, district):
        came = LowResultList.objects.create(municipality=district.municipality, period=make_period("2024"))
        ListedSchool.objects.create(low_result_list=came, position=0, name="Берёзовская", school=district.school)
        make_confirmed_run(district.municipality, by=district.coordinator)

        history = listing_history(district.school)

        assert [year.change for year in history.years] == ["осталась в списке", "вошла в список"]
        assert history.sentence == "В списке, начиная со списка за 2024 год."
        assert listing_history(district.other_school).sentence == "В утверждённых списках школы не было."

    def test_a_run_that_nobody_confirmed_tells_nothing(self, low, district, browse):
        make_run(district.municipality, by=district.coordinator)
        assert Run.objects.count() == 1

        page = browse("director").get(reverse("school-history", args=[district.school.pk])).content.decode()

        assert "Утверждённых списков в муниципалитете ещё не было" in page


def test_a_confirmation_is_taken_back_until_something_rests_on_it(low, district):
    run = make_confirmed_run(district.municipality, by=district.coordinator)
    with pytest.raises(RunRefused, match="не удаляют"):
        delete_run(run=run, by=district.coordinator)
    withdraw_confirmation(run=run, by=district.coordinator)
    assert not LowResultList.objects.filter(run=run).exists()
    again = confirm_run(run=run, by=district.coordinator)
    order = Order.objects.create(municipality=district.municipality, number="1")
    name_order(low_result_list=again.low_result_list, order=order, annex="", by=district.coordinator)
    with pytest.raises(RunRefused, match="приказом"):
        withdraw_confirmation(run=run, by=district.coordinator)


def test_a_list_taken_back_comes_back_with_what_was_written_into_it(low, district):
    by, run = district.coordinator, make_confirmed_run(district.municipality, by=district.coordinator)
    [listed] = run.low_result_list.listed_schools.all()
    line = listed.criteria.first()
    write_expected(listed=listed, expected={line.pk: "не ниже 40"}, by=by)
    withdraw_confirmation(run=run, by=by)
    archived = Archived.objects.get()

    confirm_run(run=run, by=by)
    with pytest.raises(Refusal, match="уже стоит другое"):
        restore(archived=archived, by=by)
    withdraw_confirmation(run=run, by=by)
    restore(archived=archived, by=by)
    run.refresh_from_db()
    assert (run.confirmed_by, run.low_result_list.pk) == (by, listed.low_result_list_id)
    assert listed.criteria.get(pk=line.pk).expected == "не ниже 40"


def test_a_list_that_the_decisions_no_longer_make_does_not_come_back(low, district):
    by, run = district.coordinator, make_confirmed_run(district.municipality, by=district.coordinator)
    withdraw_confirmation(run=run, by=by)
    decide(school=run.schools.get(school=district.other_school), decision="in", reason="Решила комиссия", by=by)

    with pytest.raises(RunRefused, match="Утвердите его заново"):
        restore(archived=Archived.objects.get(), by=by)


def test_a_second_list_of_a_year_is_warned_about_and_a_run_can_be_deleted(low, district, browse):
    make_confirmed_run(district.municipality, by=district.coordinator)
    second = make_run(district.municipality, by=district.coordinator)
    client = browse("coordinator")

    assert "два списка за один год" in client.get(reverse("run-detail", args=[second.pk])).content.decode()
    client.post(reverse("run-delete", args=[second.pk]))
    assert not Run.objects.filter(pk=second.pk).exists()


def test_a_confirmed_list_is_only_read_in_the_administration(district):
    """Its schools and their signs too."""
    listed, chief, client = make_listed_school(district), make_user(Role.ADMINISTRATOR, None), Client()
    client.force_login(chief)
    before = (listed.name, listed.low_result_list.title)
    for name, record in (("lowresultlist", listed.low_result_list), ("listedschool", listed)):
        url = reverse(f"admin:indicators_{name}_change", args=[record.pk])
        page = client.get(url)
        assert page.status_code == 200
        assert "_save" not in page.content.decode()
        assert client.post(url, {"name": "Другая", "title": "Другой"}).status_code == 403
    listed.refresh_from_db()

    assert (listed.name, listed.low_result_list.title) == before


class TestAllWithoutData:
    """In the first year the portal has no values of the year before: most schools are decided by hand."""

    def test_one_decision_with_one_reason(self, browse, district):
        run = make_run(district.municipality, by=district.coordinator)
        client, opened = browse("coordinator"), list(run.schools.values_list("pk", flat=True))
        shown = client.get(reverse("run-detail", args=[run.pk])).content.decode()
        assert "Решить о школах, которым не хватило данных" in shown

        said = {"schools": opened, "decision": "out", "reason": "Значений за 2025 год нет"}
        assert client.post(reverse("run-decide", args=[run.pk]), said).status_code == 302
        assert set(run.schools.values_list("decision", "reason")) == {("out", "Значений за 2025 год нет")}
        assert {Change.objects.about(each).count() for each in run.schools.all()} == {1}
        assert client.post(reverse("run-confirm", args=[run.pk]), follow=True).context["low_result_list"]

    def test_whose_mark_is_taken_off_stays_open_and_a_reason_is_wanted(self, browse, district):
        run = make_run(district.municipality, by=district.coordinator)
        client, left = browse("coordinator"), run.schools.get(school=district.school)
        one = [run.schools.exclude(pk=left.pk).first().pk]
        without = client.post(reverse("run-decide", args=[run.pk]), {"schools": one, "decision": "out", "reason": " "})
        assert (without.status_code, run.schools.exclude(decision="").exists()) == (422, False)
        assert "Напишите, почему" in without.content.decode()

        said = {"schools": one, "decision": "out", "reason": "Нет 2025 года"}
        client.post(reverse("run-decide", args=[run.pk]), said)
        left.refresh_from_db()
        assert left.decision == ""

    def test_a_school_with_an_answer_is_not_decided_so(self, low, browse, district):
        run = make_run(district.municipality, by=district.coordinator)
        answered = run.schools.get(school=district.school)
        said = {"schools": [answered.pk], "decision": "out", "reason": "Все так"}
        assert browse("coordinator").post(reverse("run-decide", args=[run.pk]), said).status_code == 422
        answered.refresh_from_db()
        assert answered.decision == ""
