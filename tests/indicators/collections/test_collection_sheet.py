"""A school's sheet: half-empty ones are asked about, and what changes after sending is marked."""

import datetime

import pytest
from django.urls import reverse
from django.utils.timezone import localdate, now

from indicators.collections.models import Collection, Submission
from tests.factories import make_collection, make_indicator
from tests.indicators.collections.test_collections import step, submission_of
from tests.indicators.values.test_grid import save, sent

TOMORROW = localdate() + datetime.timedelta(days=1)


@pytest.fixture
def collection(district) -> Collection:
    indicators = [make_indicator(district.municipality, name) for name in ("Отметка", "Охват")]
    return make_collection(district.municipality, by=district.coordinator, indicators=indicators)


@pytest.fixture
def mark(collection):
    return collection.indicators.get(name="Отметка")


def sheet(collection, school) -> str:
    return reverse("submission-detail", args=[collection.pk, school.pk])


def status(collection, school) -> str:
    return submission_of(collection, school).status


class TestSending:
    def test_a_half_empty_sheet_asks_first(self, browse, district, collection, mark):
        client, url = browse("director"), sheet(collection, district.school)
        save(client, sent(mark, district.school, "4"))
        asked = client.post(url)

        page = asked.content.decode()
        assert "Не заполнено 1 из 2" in page
        assert "<li>Охват</li>" in page
        assert status(collection, district.school) == "open"
        assert "Отправлено" in client.post(url, {"empty": "1"}, follow=True).content.decode()
        assert status(collection, district.school) == "sent"

    def test_it_asks_again_where_more_is_empty_than_was_shown(self, browse, district, collection):
        answer = browse("director").post(sheet(collection, district.school), {"empty": "1"})

        assert "Не заполнено 2 из 2" in answer.content.decode()
        assert status(collection, district.school) == "open"

    def test_a_full_one_goes_at_once(self, browse, district, collection):
        client = browse("director")
        for indicator in collection.indicators.all():
            save(client, sent(indicator, district.school, "-"))
        client.post(sheet(collection, district.school))

        assert status(collection, district.school) == "sent"


class TestAccepting:
    @pytest.fixture
    def sent_by_both(self, browse, district, collection):
        for indicator in collection.indicators.all():
            save(browse("specialist"), sent(indicator, district.school, "4"))
        collection.submissions.update(status="sent", sent_at=now(), sent_by=district.director)

    def test_what_is_half_empty_is_asked_about(self, browse, district, collection, sent_by_both):
        client = browse("specialist")
        listed = client.get(reverse("collection-detail", args=[collection.pk])).content.decode()
        assert "▲ внесено 0 из 2" in listed
        ticked = [submission_of(collection, school).pk for school in (district.school, district.other_school)]
        data = {"submissions": ticked, "step": "accept"}
        url = reverse("collection-step", args=[collection.pk])
        asked = client.post(url, data)

        page = asked.content.decode()
        assert "Сосновская ООШ</a>: внесено 0 из 2" in page
        assert "Берёзовская СОШ" not in page
        assert {status(collection, school) for school in (district.school, district.other_school)} == {"sent"}
        client.post(url, data | {"confirmed": "1"})
        assert {status(collection, school) for school in (district.school, district.other_school)} == {"accepted"}

    def test_a_full_one_is_accepted_from_its_own_page(self, browse, district, collection, sent_by_both):
        client = browse("specialist")
        assert "внесено 2 из 2" in client.get(sheet(collection, district.school)).content.decode()
        data = {"submissions": submission_of(collection, district.school).pk, "step": "accept"}
        client.post(reverse("collection-step", args=[collection.pk]), data)

        assert status(collection, district.school) == "accepted"

    def test_what_was_typed_and_ticked_stays_after_a_refusal(self, browse, district, collection, sent_by_both):
        answer = step(browse("specialist"), collection, district.school, step="reopen", note="Почему так")

        page = answer.content.decode()
        assert answer.status_code == 422
        assert "Укажите день" in page
        assert "Почему так" in page
        assert answer.context["ticked"] == {submission_of(collection, district.school).pk}


class TestChangedAfterSending:
    def send(self, browse, district, collection, mark, text="4"):
        save(browse("director"), sent(mark, district.school, text))
        browse("director").post(sheet(collection, district.school), {"empty": "1"})

    def pages(self, browse, district, collection) -> tuple[str, ...]:
        url = sheet(collection, district.school)
        return tuple(browse(persona).get(url).content.decode() for persona in ("director", "specialist"))

    def test_is_marked_for_the_school_and_for_the_department(self, browse, district, collection, mark):
        self.send(browse, district, collection, mark)
        save(browse("specialist"), sent(mark, district.school, "5", version=1))

        for page in self.pages(browse, district, collection):
            assert "Изменено после отправки: 1" in page
            assert f"Отметка: «4» → «5», {district.specialist}, {localdate():%d.%m.%Y}" in page
            assert "data-changed" in page
        listed = browse("coordinator").get(reverse("collection-detail", args=[collection.pk])).content.decode()
        assert listed.count("изменено после отправки: 1") == 1

    def test_from_what_was_sent_to_what_stands_now(self, browse, district, collection, mark):
        self.send(browse, district, collection, mark)
        save(browse("specialist"), sent(mark, district.school, "5", version=1))
        save(browse("coordinator"), sent(mark, district.school, "3", version=2))
        assert f"«4» → «3», {district.coordinator}" in self.pages(browse, district, collection)[0]

        save(browse("coordinator"), sent(mark, district.school, "4", version=3))
        assert all("Изменено после отправки" not in page for page in self.pages(browse, district, collection))

    def test_the_schools_own_work_on_what_it_got_back_is_not_told(self, browse, district, collection, mark):
        self.send(browse, district, collection, mark)
        save(browse("specialist"), sent(mark, district.school, "5", version=1))
        step(browse("specialist"), collection, district.school, step="return", note="Проверьте")
        other = collection.indicators.get(name="Охват")
        save(browse("director"), sent(other, district.school, "9"))

        for page in self.pages(browse, district, collection):
            assert "Изменено после отправки: 1" in page
            assert "Охват: «" not in page
        browse("director").post(sheet(collection, district.school))
        assert all("Изменено после отправки" not in page for page in self.pages(browse, district, collection))

    def test_nothing_is_told_of_other_schools_years_and_indicators(self, browse, district, collection, mark):
        elsewhere = make_indicator(district.municipality, "Не из сбора")
        self.send(browse, district, collection, mark)
        client = browse("specialist")
        save(client, sent(mark, district.other_school, "5"))
        save(client, sent(mark, district.school, "5", period="2025"))
        save(client, sent(elsewhere, district.school, "5"))

        assert all("Изменено после отправки" not in page for page in self.pages(browse, district, collection))


class TestManyAtOnce:
    """Each step for several schools by one button."""

    def test_accept_return_and_reopen(self, browse, district, collection):
        client, both = browse("specialist"), (district.school, district.other_school)
        collection.submissions.update(status="sent", sent_at=now(), sent_by=district.director)
        step(client, collection, *both, step="return", note="Проверьте отметки")
        assert set(collection.submissions.values_list("status", "note")) == {("returned", "Проверьте отметки")}
        collection.submissions.update(status="sent")
        step(client, collection, *both, step="accept")
        assert set(collection.submissions.values_list("status", flat=True)) == {"accepted"}
        step(client, collection, *both, step="reopen", until=TOMORROW)
        assert set(collection.submissions.values_list("status", "reopened_until")) == {("open", TOMORROW)}

    def test_remind_those_that_are_ticked(self, browse, district, collection, mailoutbox):
        collection.submissions.filter(school=district.school).update(
            status="sent", sent_at=now(), sent_by=district.director
        )
        ticked = list(collection.submissions.values_list("pk", flat=True))
        url = reverse("collection-remind", args=[collection.pk])
        page = browse("specialist").post(url, {"ticked": "1", "submissions": ticked}, follow=True).content.decode()

        assert "Отправлено 1 письмо." in page
        assert "от кого уже ничего не ждут: 1" in page
        assert [letter.to for letter in mailoutbox] == [[district.other_director.email]]
        nobody = browse("specialist").post(url, {"ticked": "1"}, follow=True).content.decode()
        assert "Отметьте хотя бы одну школу" in nobody
        assert len(mailoutbox) == 1

    @pytest.mark.parametrize(("tick", "names"), [
        ("all", {"Берёзовская СОШ", "Сосновская ООШ"}), ("sent", {"Берёзовская СОШ"}), ("awaited", {"Сосновская ООШ"}),
        ("late", set()), ("accepted", set()), ("чушь", set()),
    ])  # fmt: skip
    def test_a_link_ticks_them(self, tick, names, browse, district, collection):
        collection.submissions.filter(school=district.school).update(
            status="sent", sent_at=now(), sent_by=district.director
        )
        answer = browse("specialist").get(reverse("collection-detail", args=[collection.pk]), {"tick": tick})

        assert {str(each.school) for each in Submission.objects.filter(pk__in=answer.context["ticked"])} == names
        assert answer.content.decode().count("checked") == len(names)
