"""A collection that schools already see is changed, closed, withdrawn and resumed."""

import datetime

import pytest
from django.urls import reverse
from django.utils.timezone import localdate, now

from indicators.catalogue.models import Indicator
from indicators.collections.changes import change_collection
from indicators.collections.models import Collection
from portal.history.models import Change
from tests.factories import make_collection, make_indicator, make_school
from tests.indicators.collections.test_collections import step, submission_of
from tests.indicators.values.test_grid import save, sent, states

YESTERDAY, TOMORROW = (localdate() + datetime.timedelta(days=days) for days in (-1, 1))


@pytest.fixture
def mark(district) -> Indicator:
    return make_indicator(district.municipality, "Отметка")


@pytest.fixture
def collection(district, mark) -> Collection:
    return make_collection(district.municipality, by=district.coordinator, indicators=[mark])


def change(client, collection, **data):
    data = {
        "title": collection.title,
        "due_on": collection.due_on,
        "indicators": list(collection.indicators.values_list("pk", flat=True)),
        "schools": list(collection.submissions.values_list("school", flat=True)),
    } | data
    return client.post(reverse("collection-change", args=[collection.pk]), data, follow=True)


def set_state(client, collection, state: str) -> str:
    return client.post(
        reverse("collection-state", args=[collection.pk]), {"state": state}, follow=True
    ).content.decode()


def mark_sent(collection, district, school, status="sent"):
    collection.submissions.filter(school=school).update(status=status, sent_at=now(), sent_by=district.director)


class TestChanging:
    def test_everything_but_the_year(self, browse, district, collection, mark):
        other, school = make_indicator(district.municipality, "Охват"), make_school(district.municipality, "Новая СОШ")
        answer = change(
            browse("coordinator"), collection, title="Другое", due_on=TOMORROW, indicators=[other.pk],
            schools=[district.school.pk, school.pk],
        )  # fmt: skip

        collection.refresh_from_db()
        assert (collection.title, collection.due_on, list(collection.indicators.all())) == ("Другое", TOMORROW, [other])
        assert {str(each.school) for each in collection.submissions.all()} == {"Берёзовская СОШ", "Новая СОШ"}
        page = answer.content.decode()
        for words in (
            "название: «Итоги года» → «Другое»", f"→ «{TOMORROW:%d.%m.%Y}»",
            "показатели: убрано «Отметка»; добавлено «Охват»", "школы: убрано «Сосновская ООШ»; добавлено «Новая СОШ»",
        ):  # fmt: skip
            assert words in page
        assert Change.objects.about(collection).first().changed_by == district.coordinator

    @pytest.mark.parametrize("status", ["sent", "accepted"])
    def test_a_school_that_has_sent_is_not_taken_away(self, status, browse, district, collection):
        mark_sent(collection, district, district.school, status)
        answer = change(browse("coordinator"), collection, title="Другое", schools=[district.other_school.pk])

        assert answer.status_code == 422
        assert "Уже отправили: Берёзовская СОШ" in answer.content.decode()
        collection.refresh_from_db()
        assert collection.title == "Итоги года"
        assert collection.submissions.count() == 2
        assert Change.objects.about(collection).count() == 1

    def test_one_that_got_it_back_is_taken_away(self, browse, district, collection):
        mark_sent(collection, district, district.school, "returned")
        change(browse("coordinator"), collection, schools=[district.other_school.pk])

        assert [each.school for each in collection.submissions.all()] == [district.other_school]

    def test_a_day_that_has_passed_may_stay_but_not_be_chosen(self, browse, district, collection):
        Collection.objects.update(due_on=YESTERDAY)
        collection.refresh_from_db()
        assert change(browse("coordinator"), collection, title="Другое").status_code == 200
        before = YESTERDAY - datetime.timedelta(days=1)
        assert "Этот день уже прошёл" in change(browse("coordinator"), collection, due_on=before).content.decode()

    def test_nothing_changed_leaves_no_history(self, browse, collection):
        change(browse("coordinator"), collection)

        assert Change.objects.about(collection).count() == 1

    def test_a_closed_school_that_is_asked_stays(self, browse, district, collection):
        district.school.is_active = False
        district.school.save()
        change(browse("coordinator"), collection)

        assert collection.submissions.count() == 2


class TestEnding:
    def test_a_closed_one_is_over_for_its_schools(self, browse, district, collection, mark):
        Collection.objects.update(due_on=YESTERDAY)
        assert "Сбор закрыт." in set_state(browse("coordinator"), collection, "closed")
        director, sheet = browse("director"), reverse("submission-detail", args=[collection.pk, district.school.pk])

        assert states(save(director, sent(mark, district.school, "4"))) == ["locked"]
        assert "отдел закрыл этот сбор" in director.post(sheet, {"empty": "1"}, follow=True).content.decode()
        assert submission_of(collection, district.school).status == "open"
        assert "Итоги года" not in director.get(reverse("task-list")).content.decode()
        assert states(save(browse("specialist"), sent(mark, district.school, "4"))) == ["saved"]
        page = browse("specialist").get(reverse("collection-detail", args=[collection.pk])).content.decode()
        assert "Напомнить" not in page
        assert "сбор закрыт" in page
        mark_sent(collection, district, district.school)
        step(browse("specialist"), collection, district.school, step="accept")
        assert submission_of(collection, district.school).status == "sent"

    def test_a_withdrawn_one_is_not_seen_by_schools_and_locks_nothing(self, browse, district, collection, mark):
        assert "Сбор отозван." in set_state(browse("coordinator"), collection, "withdrawn")
        director = browse("director")

        assert director.get(reverse("collection-detail", args=[collection.pk])).status_code == 404
        assert "Итоги года" not in director.get(reverse("collection-list")).content.decode()
        assert states(save(director, sent(mark, district.school, "4"))) == ["saved"]
        assert "сбор отозван" in browse("specialist").get(reverse("collection-list")).content.decode()

    def test_what_schools_have_answered_is_not_withdrawn(self, browse, district, collection):
        mark_sent(collection, district, district.school)
        page = set_state(browse("coordinator"), collection, "withdrawn")

        assert "Уже отправили: Берёзовская СОШ" in page
        assert Collection.objects.get().state == "running"

    def test_it_can_be_resumed(self, browse, district, collection, mark):
        set_state(browse("coordinator"), collection, "closed")
        assert "Сбор уже закрыт" in set_state(browse("coordinator"), collection, "withdrawn")
        set_state(browse("coordinator"), collection, "running")

        assert states(save(browse("director"), sent(mark, district.school, "4"))) == ["saved"]
        actions = list(Change.objects.about(collection).values_list("action", flat=True))
        assert actions == ["сбор возобновлён", "сбор закрыт", "сбор открыт"]

    def test_an_unknown_state_is_told(self, browse, collection):
        assert "Выберите, что сделать" in set_state(browse("coordinator"), collection, "чушь")


class TestTwoAtOnce:
    def test_the_second_is_told_and_may_still_mean_it(self, browse, district, collection):
        url = reverse("collection-change", args=[collection.pk])
        coordinator = browse("coordinator")
        shown = {"newest_change": coordinator.get(url).context["newest_change"]}
        change_collection(
            collection,
            title="Итоги полугодия",
            due_on=collection.due_on,
            indicators=collection.indicators.all(),
            schools=[each.school for each in collection.submissions.all()],
            by=district.administrator,
        )

        answer = change(coordinator, collection, due_on=TOMORROW, **shown)
        assert answer.status_code == 422
        assert "Итоги полугодия" in answer.content.decode()
        assert Collection.objects.get(pk=collection.pk).title == "Итоги полугодия"

        shown = {"newest_change": answer.context["newest_change"]}
        assert change(coordinator, collection, title="Итоги года", **shown).status_code == 200
        assert Collection.objects.get(pk=collection.pk).title == "Итоги года"
