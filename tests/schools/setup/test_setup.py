"""The first set-up: the department in a form, the steps, and what pages of an empty district say."""

import pytest
from django.test import Client
from django.urls import reverse

from portal.accounts.roles import Role
from portal.history.models import Change
from schools.directory.models import Municipality
from tests.factories import make_indicator, make_municipality, make_programme, make_school, make_user

WORDS = {
    "municipality": "Заречный район",
    "region": "Озёрская область",
    "name": "Отдел образования",
    "short_name": "ОО АЗР",
    "full_name": "Отдел образования администрации Заречного района",
    "place": "с. Заречное",
    "address": "123456, с. Заречное, ул. Школьная, 1",
    "head_position": "Начальник отдела образования",
    "head_name": "М. П. Иванова",
}


@pytest.fixture
def chief(db):
    client = Client()
    client.force_login(make_user(Role.ADMINISTRATOR, None))
    return client


def set_up(client: Client, **words) -> Municipality:
    client.post(reverse("municipality-create"), WORDS | words)
    return Municipality.objects.get()


def steps(client: Client, municipality: Municipality) -> dict[str, tuple[bool, str]]:
    answer = client.get(reverse("municipality-setup", args=[municipality.pk]))
    return {step.title: (step.is_done, f"{step.told}. {step.advice}") for step in answer.context["steps"]}


class TestDepartment:
    def test_an_empty_portal_leads_to_it(self, chief):
        assert chief.get(reverse("home")).url == reverse("setup-home")
        assert reverse("municipality-create") in chief.get(reverse("setup-home")).content.decode()

    def test_is_made_and_worked_for_at_once(self, chief):
        municipality = set_up(chief)

        assert (municipality.name, municipality.region) == ("Заречный район", "Озёрская область")
        for field in ("name", "short_name", "full_name", "place", "address", "head_position", "head_name"):
            assert getattr(municipality.department, field) == WORDS[field]
        assert Change.objects.about(municipality).get().after == WORDS
        assert chief.get(reverse("letterhead", args=[municipality.pk])).status_code == 200

    def test_needs_two_names_only(self, chief):
        chief.post(reverse("municipality-create"), {"municipality": "Заречный район", "name": "Отдел образования"})
        is_done, words = steps(chief, Municipality.objects.get())["Муниципалитет и отдел"]

        assert not is_done
        assert "полное название отдела, место издания приказов, должность руководителя, руководитель" in words

    def test_is_not_made_twice(self, chief):
        set_up(chief)
        answer = chief.post(reverse("municipality-create"), WORDS | {"municipality": "заречный  РАЙОН"})

        assert answer.status_code == 422
        assert "уже есть" in answer.content.decode()
        assert Municipality.objects.count() == 1

    def test_another_persons_words_are_not_overwritten_in_silence(self, chief):
        municipality = set_up(chief)
        url = reverse("municipality-edit", args=[municipality.pk])
        seen = chief.get(url).context["form"]["seen"].value()
        coordinator = Client()
        coordinator.force_login(make_user(Role.COORDINATOR, municipality))
        coordinator.post(url, WORDS | {"seen": seen, "head_name": "А. Б. Петров"})

        answer = chief.post(url, WORDS | {"seen": seen, "place": "с. Новое"})
        page = answer.content.decode()
        municipality.department.refresh_from_db()
        assert answer.status_code == 422
        assert "здесь сохранили: «А. Б. Петров»" in page
        assert "с. Новое" in page
        assert municipality.department.head_name == "А. Б. Петров"

        meant = WORDS | {"seen": answer.context["form"]["seen"].value(), "place": "с. Новое"}
        assert chief.post(url, meant).status_code == 302
        municipality.department.refresh_from_db()
        assert (municipality.department.head_name, municipality.department.place) == ("М. П. Иванова", "с. Новое")

    @pytest.mark.parametrize(
        ("name", "is_doubtful"),
        [("М. П. Иванова", False), ("М.П. Салтыкова-Щедрина", False), ("Иванова М.П.", True), ("Иванова Мария", True)],
    )
    def test_an_unusual_signature_is_asked_about(self, chief, name, is_doubtful):
        answer = chief.post(reverse("municipality-create"), WORDS | {"head_name": name}, follow=True)

        assert ("Подпись в документах будет" in answer.content.decode()) == is_doubtful

    def test_shows_how_documents_decline_it(self, chief):
        page = chief.get(reverse("municipality-setup", args=[set_up(chief).pk])).content.decode()

        assert "«Отдела образования администрации Заречного района»" in page


class TestSteps:
    def test_say_what_is_done_and_what_is_left(self, chief):
        municipality = set_up(chief)
        before = steps(chief, municipality)
        assert list(before) == ["Муниципалитет и отдел", "Школы", "Люди", "Показатели", "Первая программа"]
        assert [is_done for is_done, _ in before.values()] == [True, False, False, False, False]

        school = make_school(municipality)
        make_school(municipality, is_active=False)
        make_user(Role.COORDINATOR, municipality)
        make_indicator(municipality)
        make_programme(municipality)
        after = steps(chief, municipality)
        assert after["Школы"] == (True, "1 школа. Внесите школы: без них показатели не с кого собирать.")
        assert after["Люди"] == (False, f"1 человек. Без директора на портале 1 школа: {school}.")
        assert after["Показатели"][0]
        assert after["Первая программа"][0]

        make_user(Role.DIRECTOR, school)
        page = chief.get(reverse("municipality-setup", args=[municipality.pk]))
        assert "Сделано 5 из 5" in page.content.decode()
        assert "Откройте сбор показателей" in page.content.decode()

    def test_lead_to_pages_that_the_person_may_open(self, chief):
        municipality = set_up(chief)
        people = [make_user(Role.COORDINATOR, municipality), make_user(Role.ADMINISTRATOR, municipality)]
        clients = [chief, Client(), Client()]
        for client, person in zip(clients[1:], people, strict=True):
            client.force_login(person)
        for client in clients:
            answer = client.get(reverse("municipality-setup", args=[municipality.pk]))
            for step in answer.context["steps"]:
                for link in step.links:
                    assert client.get(link.url).status_code == 200, link

    def test_cost_as_much_for_three_schools_as_for_one(self, chief, django_assert_num_queries):
        municipality = set_up(chief)
        url = reverse("municipality-setup", args=[municipality.pk])
        for number in range(2):
            for _ in range(1 + 2 * number):
                make_user(Role.DIRECTOR, make_school(municipality))
                make_indicator(municipality)
                make_programme(municipality)
            chief.get(url)
            with django_assert_num_queries(11):
                chief.get(url)


class TestEmptyPages:
    PAGES = ("programme-list", "collection-list", "run-list", "document-list", "value-grid")

    @pytest.mark.parametrize("name", PAGES)
    @pytest.mark.parametrize(("role", "is_led"), [(Role.COORDINATOR, True), (Role.OBSERVER, False)])
    def test_say_what_to_do_first_and_lead_there(self, name, role, is_led, db):
        municipality = make_municipality()
        client = Client()
        client.force_login(make_user(role, municipality))
        url = reverse(name, args=[municipality.pk, "2026"] if name == "value-grid" else [])
        main = client.get(url).content.decode().partition("<main")[2]

        ways = [reverse("setup-home"), reverse("municipality-setup", args=[municipality.pk])]
        assert any(f'"{way}"' in main for way in ways) == is_led

    def test_a_district_with_schools_and_indicators_opens_its_first_collection(self, db):
        municipality = make_municipality()
        make_school(municipality)
        client = Client()
        client.force_login(make_user(Role.COORDINATOR, municipality))
        before = client.get(reverse("collection-list")).content.decode()
        assert "Откройте первый" not in before
        assert "Открыть сбор" not in before

        make_indicator(municipality)
        assert "Откройте первый" in client.get(reverse("collection-list")).content.decode()

    def test_a_trial_without_any_year_leads_to_the_values(self, db):
        municipality = make_municipality()
        client = Client()
        client.force_login(make_user(Role.COORDINATOR, municipality))
        page = client.get(reverse("run-trial", args=[municipality.pk])).content.decode()

        assert "Сначала внесите" in page
        assert ">Показать</button>" not in page

    @pytest.mark.parametrize("name", ["value-home", "collection-list", "run-list", "programme-list"])
    def test_a_portal_without_a_municipality_leads_its_administrator_to_the_set_up(self, name, db):
        client = Client()
        client.force_login(make_user(Role.ADMINISTRATOR, None))
        main = client.get(reverse(name), follow=True).content.decode().partition("<main")[2]

        assert f'"{reverse("setup-home")}"' in main or f'"{reverse("municipality-create")}"' in main
        assert "вашей школе" not in main
