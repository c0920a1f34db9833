"""Reminding schools: what the page says is what a mail server did."""

import datetime
from email.message import EmailMessage

import pytest
from django.urls import reverse
from django.utils import timezone

from indicators.collections.models import Collection
from portal.history.models import Change
from portal.letters.models import Letter
from portal.letters.sending import deliver_waiting
from tests.factories import make_collection, make_user

BUTTON = "Напомнить всем опоздавшим"


@pytest.fixture
def late(district) -> Collection:
    """Both schools are two days late."""
    collection = make_collection(district.municipality, by=district.coordinator, title="Итоги года")
    Collection.objects.update(due_on=timezone.localdate() - datetime.timedelta(days=2))
    return collection


def page_of(browse, collection, persona="specialist") -> str:
    return browse(persona).get(reverse("collection-detail", args=[collection.pk])).content.decode()


def remind(browse, collection) -> str:
    url = reverse("collection-remind", args=[collection.pk])
    return browse("specialist").post(url, follow=True).content.decode()


def turn_comes() -> None:
    Letter.objects.waiting().update(next_try_at=timezone.now())


class TestTheLetter:
    @pytest.fixture
    def letter(self, browse, district, late, mail_host) -> EmailMessage:
        district.specialist.full_name, district.specialist.position = "Орлова Анна Ильинична", "специалист"
        district.specialist.save()
        remind(browse, late)
        return mail_host.letters[0]

    def test_calls_the_director_by_name_and_leads_to_the_schools_page(self, letter, district, late, settings):
        body = letter.get_content()
        page = reverse("submission-detail", args=[late.pk, district.school.pk])

        assert body.startswith("Здравствуйте, Мария Олеговна!")
        assert f"{settings.PORTAL_ADDRESS}{page}" in body
        assert "Школа: Берёзовская СОШ." in body

    def test_says_how_late_it_is_in_the_right_case(self, letter, late):
        late.refresh_from_db()
        assert f"Срок был {late.due_on:%d.%m.%Y}, прошло 2 дня." in letter.get_content()

    def test_is_from_whoever_reminds_and_answers_reach_them(self, letter, district):
        assert letter["From"].addresses[0].display_name == "Орлова А. И., Отдел образования"
        assert letter["Reply-To"] == district.specialist.email
        assert letter.get_content().splitlines()[-4:] == [
            "Орлова Анна Ильинична", "специалист", "Отдел образования", district.specialist.email,
        ]  # fmt: skip


class TestAServer:
    def test_that_takes_them(self, browse, late, mail_host):
        page = remind(browse, late)

        assert "Отправлены 2 письма." in page
        assert page.count(f"напомнили {timezone.localdate():%d.%m.%Y}") == 2
        assert len(mail_host.letters) == 2

    def test_that_refuses_one_is_said_at_its_school_and_tried_again(self, browse, district, late, mail_host):
        mail_host.refused = {district.director.email}
        page = remind(browse, late)

        assert "Отправлено 1 письмо." in page
        assert "Не ушло 1 письмо. Почтовый сервер не принял адрес получателя" in page
        assert "письмо ждёт отправки" in page
        assert page.count("напомнили") == 1
        assert set(Change.objects.filter(action__startswith="напоминание").values_list("subject_id", "action")) == {
            (late.submissions.get(school=district.school).pk, "напоминание не ушло"),
            (late.submissions.get(school=district.other_school).pk, "напоминание отправлено"),
        }
        mail_host.refused = set()
        turn_comes()
        deliver_waiting()
        page = page_of(browse, late)
        assert "ждёт отправки" not in page
        assert page.count("напомнили") == 2

    def test_that_is_down_reminds_nobody(self, browse, late, dead_mail_host):
        page = remind(browse, late)

        assert "Не ушли 2 письма. Почтовый сервер не отвечает. Портал попробует снова" in page
        assert "Отправлен" not in page
        assert "напомнили" not in page
        assert page.count("письмо ждёт отправки") == 2

    def test_that_was_down_gets_no_letter_to_who_has_sent_meanwhile(self, browse, district, late, mail_host, settings):
        mail_host.refused = {district.director.email, district.other_director.email}
        remind(browse, late)
        mail_host.refused = set()
        own = reverse("submission-detail", args=[late.pk, district.school.pk])
        empty = late.indicators.count()
        browse("director").post(own, {"empty": str(empty)})
        turn_comes()
        deliver_waiting()

        assert mail_host.recipients() == [district.other_director.email]

    def test_that_was_down_gets_one_letter_however_often_they_pressed(self, browse, district, late, mail_host):
        mail_host.refused = {district.director.email, district.other_director.email}
        remind(browse, late)
        remind(browse, late)
        mail_host.refused = set()
        turn_comes()
        deliver_waiting()

        assert sorted(mail_host.recipients()) == sorted([district.director.email, district.other_director.email])

    def test_that_comes_back_after_the_end_of_the_collection_gets_nothing(self, browse, late, mail_host, district):
        mail_host.refused = {district.director.email, district.other_director.email}
        remind(browse, late)
        browse("coordinator").post(reverse("collection-state", args=[late.pk]), {"state": "closed"})
        mail_host.refused = set()
        turn_comes()
        deliver_waiting()

        assert mail_host.letters == []


def test_both_directors_of_a_school_are_written_to(browse, district, late, mail_host):
    second = make_user("director", district.school)
    assert "Отправлены 3 письма." in remind(browse, late)
    assert second.email in mail_host.recipients()


@pytest.mark.parametrize("persona", ["coordinator", "specialist"])
def test_without_a_server_it_is_said_before_and_after(persona, browse, late, no_mail_host):
    before = page_of(browse, late, persona)
    answer = browse(persona).post(reverse("collection-remind", args=[late.pk]), follow=True).content.decode()

    assert "Портал не может отправлять письма: почтовый сервер не настроен." in before
    assert f"disabled>{BUTTON}" in before
    assert answer.count("Портал не может отправлять письма") == 2
    assert "напомнили" not in answer
    assert not Letter.objects.exists()
    assert not Change.objects.filter(action__startswith="напоминание").exists()


def test_whoever_cannot_remind_is_told_nothing_of_letters(browse, late, no_mail_host):
    assert "отправлять письма" not in page_of(browse, late, "observer")


def test_with_a_server_nothing_is_said_of_it(browse, late, mail_host):
    page = page_of(browse, late)

    assert "исьма" not in page.split("<main")[1]
    assert BUTTON in page
    assert "disabled" not in page.split(BUTTON)[0][-200:]


def test_in_the_demonstration_letters_are_in_a_folder_and_the_page_says_so(browse, late, letters_folder):
    page = remind(browse, late)

    assert str(letters_folder) not in page  # a path of the server is for its administrator
    assert "Сложены 2 письма в папку" in page
    assert page.count("письмо сложено в папку") == 2
    assert "напомнили" not in page
    assert len(list(letters_folder.glob("*.eml"))) == 2
    assert set(Change.objects.filter(action__startswith="напом").values_list("action", flat=True)) == {
        "напоминание сложено в папку"
    }
