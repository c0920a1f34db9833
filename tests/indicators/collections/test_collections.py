"""Collecting values from schools: asked, sent, accepted or returned, locked and opened again."""

import datetime

import pytest
from django.core import mail
from django.urls import reverse
from django.utils.timezone import localdate, now

from indicators.collections.models import Collection, Submission
from indicators.values.address import CellAddress
from indicators.values.models import Value
from indicators.values.sending import SentCell
from portal.history.models import Change
from tests.factories import make_collection, make_indicator, make_school
from tests.indicators.values.test_grid import save, sent, states

YESTERDAY, TOMORROW = (localdate() + datetime.timedelta(days=days) for days in (-1, 1))


@pytest.fixture
def collection(district) -> Collection:
    return make_collection(district.municipality, by=district.coordinator)


@pytest.fixture
def indicator(collection):
    return collection.indicators.order_by("pk").first()


def submission_of(collection, school) -> Submission:
    return collection.submissions.get(school=school)


def send(browse, collection, school):
    """As a director who has seen what is empty and sends it all the same."""
    url, client = reverse("submission-detail", args=[collection.pk, school.pk]), browse("director")
    return client.post(url, {"empty": len(client.get(url).context["empty"])}, follow=True)


def step(client, collection, *schools, **data):
    ticked = [submission_of(collection, school).pk for school in schools]
    data = {"submissions": ticked, "confirmed": "1"} | data
    return client.post(reverse("collection-step", args=[collection.pk]), data, follow=True)


def test_a_coordinator_opens_a_collection(browse, district):
    indicator = district.programme.indicator_table.groups.first().rows.first().indicator
    answer = browse("coordinator").post(
        reverse("collection-open", args=[district.municipality.pk]),
        {"title": "Итоги 2026", "label": "2026", "due_on": TOMORROW, "indicators": [indicator.pk],
         "schools": [district.school.pk]},
        follow=True,
    )  # fmt: skip

    collection = Collection.objects.get()
    assert "Сбор открыт, школ: 1" in answer.content.decode()
    assert (collection.period.label, list(collection.indicators.all())) == ("2026", [indicator])
    assert [each.school for each in collection.submissions.all()] == [district.school]


def test_near_periods_come_first_and_another_one_wins(browse, district):
    client, url = browse("coordinator"), reverse("collection-open", args=[district.municipality.pk])
    page = client.get(url)
    year = datetime.date.today().year
    offered = {label for _, group in page.context["form"].fields["label"].widget.choices for label, _ in group}
    assert {str(year - 1), str(year), str(year + 1)} <= offered
    assert len(offered) <= 12
    assert f"{year - 2}-Q1" not in offered

    data = {"title": "Итоги", "label": str(year), "other_label": f"{year - 2}-Q1", "due_on": TOMORROW}
    indicators = [each.pk for each in page.context["form"].fields["indicators"].queryset]
    client.post(url, data | {"indicators": indicators, "schools": [district.school.pk]})
    assert Collection.objects.get().period.label == f"{year - 2}-Q1"


def test_all_indicators_and_all_schools_are_ticked_by_a_button(browse, district):
    page = browse("coordinator").get(reverse("collection-open", args=[district.municipality.pk])).content.decode()
    for name in ("indicators", "schools"):
        assert f'data-portal-tick-all="{name}"' in page
    assert "portal/tick_all.js" in page


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"due_on": YESTERDAY}, "Этот день уже прошёл"),
        ({"label": "этот"}, "Период «этот» не понят"),
        ({"schools": []}, "Обязательное поле"),
    ],
)
def test_what_cannot_be_collected_is_told(change, words, browse, district):
    data = {"title": "Итоги", "label": "2026", "due_on": TOMORROW, "schools": [district.school.pk]} | change
    answer = browse("coordinator").post(reverse("collection-open", args=[district.municipality.pk]), data)

    assert words in answer.content.decode()
    assert not Collection.objects.exists()


def test_a_school_enters_and_sends(browse, district, collection, indicator):
    assert "Итоги года" in browse("director").get(reverse("collection-list")).content.decode()
    save(browse("director"), sent(indicator, district.school, "4"))
    assert "Отправлено" in send(browse, collection, district.school).content.decode()

    submission = submission_of(collection, district.school)
    assert (submission.status, submission.sent_by) == ("sent", district.director)
    page = browse("specialist").get(reverse("collection-detail", args=[collection.pk])).content.decode()
    assert f"внесено 1 из {collection.indicators.count()}" in page
    assert "Уже отправлено" in send(browse, collection, district.school).content.decode()


def test_what_is_accepted_is_locked_for_the_school_only(browse, district, collection, indicator):
    send(browse, collection, district.school)
    step(browse("specialist"), collection, district.school, step="accept")
    answer = save(browse("director"), sent(indicator, district.school, "5"))

    assert states(answer) == ["locked"]
    assert "Принято отделом" in answer.json()["cells"][0]["notes"][0]
    assert states(save(browse("director"), sent(indicator, district.school, "5", period="2025"))) == ["saved"]
    other = make_indicator(district.municipality)
    assert states(save(browse("director"), sent(other, district.school, "5"))) == ["saved"]
    assert states(save(browse("specialist"), sent(indicator, district.school, "5"))) == ["saved"]
    facts = reverse("programme-facts", args=[district.programme.pk, "2026"])
    cell = CellAddress(indicator.pk, "2026", district.school.pk)
    data = {f"text:{cell}": "1", f"seen:{cell}": "5", f"version:{cell}": "1"}
    page = browse("director").post(f"{facts}?school={district.school.pk}", data).content.decode()
    assert "Принято отделом" in page
    assert Value.objects.get(indicator=indicator, period__label="2026").text == "5"


def test_it_can_be_opened_again_for_one_school_until_a_day(browse, district, collection, indicator):
    send(browse, collection, district.school)
    step(browse("specialist"), collection, district.school, step="accept")
    assert "Укажите день" in step(browse("specialist"), collection, district.school, step="reopen").content.decode()
    step(browse("specialist"), collection, district.school, step="reopen", until=TOMORROW)
    assert states(save(browse("director"), sent(indicator, district.school, "5"))) == ["saved"]

    past = step(browse("specialist"), collection, district.school, step="reopen", until=YESTERDAY)
    assert "сегодняшний или позже" in past.content.decode()
    collection.submissions.update(reopened_until=YESTERDAY)
    answer = save(browse("director"), sent(indicator, district.school, "6", version=1))
    assert states(answer) == ["locked"]


def test_a_return_needs_a_note_that_the_school_reads(browse, district, collection):
    send(browse, collection, district.school)
    assert (
        "Напишите, что исправить"
        in step(browse("specialist"), collection, district.school, step="return").content.decode()
    )
    step(browse("specialist"), collection, district.school, step="return", note="Проверьте ОГЭ")

    assert "Проверьте ОГЭ" in browse("director").get(reverse("collection-list")).content.decode()
    send(browse, collection, district.school)
    assert submission_of(collection, district.school).status == "sent"


def test_many_at_once_skips_those_whose_state_does_not_allow_it(browse, district, collection):
    send(browse, collection, district.school)
    answer = step(browse("specialist"), collection, district.school, district.other_school, step="accept")

    assert "«Принять»: 1. Пропущено 1: для этого нужно состояние «отправлено»." in answer.content.decode()
    statuses = dict(collection.submissions.values_list("school", "status"))
    assert statuses == {district.school.pk: "accepted", district.other_school.pk: "open"}
    assert Change.objects.filter(action="ответ школы: принять").count() == 1


def test_nothing_ticked_is_told(browse, collection):
    assert "Отметьте хотя бы одну школу" in step(browse("specialist"), collection, step="accept").content.decode()


def test_all_late_schools_are_reminded_by_one_click(browse, district, collection):
    make_school(district.municipality, "Школа без директора")
    late = make_collection(district.municipality, by=district.coordinator, title="Позавчера")
    Collection.objects.filter(pk=late.pk).update(due_on=YESTERDAY)
    send(browse, late, district.school)
    answer = browse("specialist").post(reverse("collection-remind", args=[late.pk]), follow=True)

    page = answer.content.decode()
    assert "Отправлено 1 письмо." in page
    assert "Некому написать, у школы нет директора на портале: Школа без директора" in page
    assert [letter.to for letter in mail.outbox] == [[district.other_director.email]]
    assert "Позавчера" in mail.outbox[0].subject


def test_a_director_goes_to_their_own_part(browse, district, collection):
    own = reverse("submission-detail", args=[collection.pk, district.school.pk])
    client = browse("director")

    assert client.get(reverse("collection-detail", args=[collection.pk])).url == own
    other = reverse("submission-detail", args=[collection.pk, district.other_school.pk])
    assert client.get(other).status_code == 404
    assert client.post(other).status_code == 404


@pytest.mark.parametrize("more", [0, 30])
def test_number_of_queries_does_not_grow(more, browse, district, django_assert_num_queries):
    for _ in range(more):
        make_school(district.municipality)
    collection = make_collection(district.municipality, by=district.coordinator)
    schools = collection.submissions.values_list("school", flat=True)
    client, url = browse("specialist"), reverse("collection-detail", args=[collection.pk])
    collection.submissions.update(status="sent", sent_at=now(), sent_by=district.director)
    indicator = collection.indicators.first()
    save(client, *(SentCell(cell=CellAddress(indicator.pk, "2026", pk), text="4").model_dump() for pk in schools))

    with django_assert_num_queries(14):
        page = client.get(url).content.decode()
    assert page.count("изменено после отправки: 1") == len(schools)
