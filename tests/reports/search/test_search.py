"""Search over everything: what each person finds by which words, on one page, in one number of queries."""

import pytest
from django.urls import reverse

from indicators.catalogue.models import Indicator
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.text.keys import natural_key
from reports.issue.models import Document
from reports.search.queries import found_everywhere
from roadmap.editor.actions.rows import save_row
from roadmap.plan.models import Activity
from roadmap.plan.row_words import words_of
from roadmap.programmes.models import Programme
from schools.access.models import Membership
from schools.directory.actions import change_school
from schools.directory.models import School
from tests.factories import (
    approve,
    make_draft,
    make_indicator,
    make_issued,
    make_municipality,
    make_programme,
    make_school,
    make_user,
    roadmap_shape,
)

URL = reverse("search")


def found(user, words: str) -> dict[str, list[str]]:
    return {
        group.finder.code: [finding.title for finding in group.findings]
        for group in found_everywhere(User.objects.get(pk=user.pk), words)
    }


class TestWords:
    @pytest.mark.parametrize("words", ["берёзовская", "БЕРЕЗОВСКАЯ", "езовск", "сош березов", "«Берёзовская»  СОШ"])
    def test_a_school_by_parts_of_its_words(self, words, district):
        assert found(district.coordinator, words)["schools"] == ["Берёзовская СОШ"]

    def test_a_school_by_its_number_and_no_other(self, district):
        for number in (1, 10, 11):
            make_school(district.municipality, f"МБОУ «СОШ № {number}»")

        assert found(district.coordinator, "сош 1")["schools"] == ["МБОУ «СОШ № 1»"]

    def test_a_school_by_its_full_name(self, district):
        make_school(district.municipality, "СОШ № 7", full_name="Учреждение имени Героя Советского Союза Ёлкина")

        assert found(district.coordinator, "елкин")["schools"] == ["СОШ № 7"]

    @pytest.mark.parametrize("words", ["луговое", "в Луговом", "СОШ 7 луговое"])
    def test_a_school_by_the_village_in_its_address(self, words, district):
        make_school(district.municipality, "СОШ № 7", address="303111, с. Луговое, ул. Школьная, д. 3")
        make_school(district.municipality, "СОШ № 3", address="г. Лесной, ул. Мира, д. 7")

        assert found(district.coordinator, words.removeprefix("в "))["schools"] == ["СОШ № 7"]
        assert found(district.coordinator, "сош 3")["schools"] == ["СОШ № 3"]

    def test_a_new_address_is_found_at_once(self, district):
        change_school(school=district.school, facts={"address": "д. Ключи", "full_name": "Школа у озера"}, by=None)

        for words in ("ключи", "у озера"):
            assert found(district.coordinator, words)["schools"] == ["Берёзовская СОШ"]

    @pytest.mark.parametrize("words", ["педагогов", "сильный педагог", "педагогом сильным"])
    def test_a_word_in_any_case_and_number(self, words, district):
        make_programme(district.municipality, title="Сильный педагог — сильная школа")

        assert found(district.coordinator, words) == {"programmes": ["Сильный педагог — сильная школа"]}

    def test_a_school_in_the_case_of_a_letter(self, district):
        assert found(district.coordinator, "берёзовской")["schools"] == ["Берёзовская СОШ"]

    def test_a_short_form_is_not_looked_for_inside_other_words(self, district):
        """«Дней» of «день» stands in «средней»."""
        make_programme(district.municipality, title="Поддержка средней школы")

        assert found(district.coordinator, "день") == {}

    def test_what_begins_with_the_words_comes_first(self, district):
        make_school(district.municipality, "Архангельская Новосёлковская СОШ")
        make_school(district.municipality, "Новоселковская СОШ")

        expected = ["Новоселковская СОШ", "Архангельская Новосёлковская СОШ"]
        assert found(district.coordinator, "новоселковская")["schools"] == expected

    def test_a_programme_by_its_title(self, district):
        make_programme(district.municipality, title="Комплекс мер «Ёлочка»")

        assert found(district.coordinator, "елочка комплекс") == {"programmes": ["Комплекс мер «Ёлочка»"]}

    @pytest.mark.parametrize("words", ["1-о", "№ 1-О", "приказ № 1-о от 20.01.2025"])
    def test_a_programme_by_the_number_of_its_order(self, words, district):
        approve(district.programme, by=district.coordinator)

        assert found(district.coordinator, words)["programmes"] == [district.programme.title]

    def test_an_activity_as_it_is_called_now(self, district):
        activity = district.activities["1.2"]
        seen = words_of(activity)
        save_row(record=activity, words=seen | {"name": "**Ёмкий** семинар"}, seen=seen, by=district.coordinator)

        assert found(district.coordinator, "ЕМКИЙ")["activities"] == ["**Ёмкий** семинар"]

    def test_no_activities_of_templates(self, district):
        template = make_programme(district.municipality, roadmap=roadmap_shape(**{"1.1": "Отдел"}))
        before = len(found(district.coordinator, "мероприятие").get("activities", []))
        Programme.objects.filter(pk=template.pk).update(status=Programme.Status.TEMPLATE)

        assert before > len(found(district.coordinator, "мероприятие").get("activities", []))

    def test_an_indicator_by_its_heading_and_its_name(self, district):
        make_indicator(district.municipality, "Русский язык", heading="Средний балл ЕГЭ")

        assert found(district.coordinator, "егэ русск")["indicators"] == ["Средний балл ЕГЭ: Русский язык"]

    def test_a_unit_is_told_once(self, district):
        for name in ("Ёмкость залов", "Ёмкость классов, %"):
            make_indicator(district.municipality, name, unit="%")
        [group] = found_everywhere(district.coordinator, "емкость")

        assert [finding.facts for finding in group.findings] == [("%",), ()]

    @pytest.mark.parametrize("words", ["214", "№ 214", "приказ 214 от 30.08.2025", "паспорт"])
    def test_a_document_by_its_title_or_number(self, words, district):
        issued = make_issued(district.programme, "passport", by=district.coordinator)

        assert found(district.coordinator, words)["documents"] == [issued.title]

    @pytest.mark.parametrize("words", ["жуков ПЕТР", "zhukov", "ZHUKOV@"])
    def test_a_person_by_name_or_address(self, words, district):
        person = make_user(Role.DIRECTOR, district.school, full_name="Жуков Пётр Ильич")
        User.objects.filter(pk=person.pk).update(email="zhukov@example.org")

        assert found(district.coordinator, words) == {"people": ["Жуков Пётр Ильич"]}


class TestScope:
    @pytest.fixture
    def named(self, district):
        """Whatever there is, in one's own school, in the next one, in the next district."""
        elsewhere = make_municipality("Дальний район")
        for where, school in (("там", make_school(elsewhere, "Гимназия там")), ("тут", district.school)):
            make_indicator(school.municipality, f"Гимназия {where}")
            make_programme(school.municipality, title=f"Гимназия {where}")
            make_user(Role.DIRECTOR, school, full_name=f"Гимназия {where}")
        make_user(Role.DIRECTOR, district.other_school, full_name="Гимназия рядом")
        make_user(Role.SPECIALIST, district.municipality, full_name="Гимназия отдел")
        make_school(district.municipality, "Гимназия рядом")
        programme = make_programme(elsewhere, title="Чужая", roadmap=roadmap_shape(**{"1.1": "Отдел"}))
        Activity.objects.filter(direction__roadmap__programme=programme).update(name_key="гимназия там")
        return district

    def test_a_coordinator_finds_what_is_in_the_municipality(self, named):
        assert found(named.coordinator, "гимназия") == {
            "schools": ["Гимназия рядом"],
            "programmes": ["Гимназия тут"],
            "indicators": ["Гимназия тут"],
            "people": ["Гимназия отдел", "Гимназия рядом", "Гимназия тут"],
        }

    def test_a_director_finds_neither_other_schools_nor_their_people(self, named):
        assert found(named.director, "гимназия") == {
            "programmes": ["Гимназия тут"],
            "indicators": ["Гимназия тут"],
            "people": ["Гимназия тут"],
        }

    def test_a_director_finds_no_documents_that_name_all_schools(self, district):
        approve(district.programme, by=district.coordinator)
        make_issued(district.programme, "passport", by=district.coordinator, number="301")
        make_issued(district.programme, "execution", by=district.coordinator, number="301")
        make_draft(district.programme, "passport", by=district.coordinator)

        assert len(found(district.coordinator, "301")["documents"]) == 2
        assert len(found(district.director, "301")["documents"]) == 1
        assert len(found(district.director, "паспорт")["documents"]) == 1
        assert len(found(district.coordinator, "паспорт")["documents"]) == 2

    def test_a_persons_places_elsewhere_are_told_to_nobody_here(self, browse, district):
        person = make_user(Role.SPECIALIST, make_municipality("Тайный район"), full_name="Двуместный Иван")
        Membership.objects.create(user=person, role=Role.SPECIALIST, municipality=district.municipality)
        page = browse("coordinator").get(URL, {"words": "двуместный"}).content.decode()

        assert "специалист — Лесной район" in page
        assert "Тайный" not in page

    def test_an_administrator_comes_to_cards_of_own_people_only(self, browse, district):
        person = make_user(Role.SPECIALIST, make_municipality("Тайный район"), full_name="Двуместный Иван")
        Membership.objects.create(user=person, role=Role.SPECIALIST, municipality=district.municipality)
        User.objects.filter(pk=district.director.pk).update(full_name="Двуместный Пётр", name_key="двуместный петр")
        card = reverse("admin:accounts_user_change", args=[district.director.pk])

        for persona, urls in (
            ("administrator", [f"mailto:{person.email}", card]),
            ("coordinator", [f"mailto:{person.email}", f"mailto:{district.director.email}"]),
        ):
            [people] = found_everywhere(getattr(district, persona), "двуместный")
            assert [finding.url for finding in people.findings] == urls

    def test_the_administrator_of_everything_finds_everything(self, named):
        chief = make_user(Role.ADMINISTRATOR, None)

        assert found(chief, "гимназия там").keys() == {"schools", "programmes", "activities", "indicators", "people"}


class TestPage:
    @pytest.mark.parametrize("persona", ["coordinator", "director", "administrator", "observer"])
    def test_whatever_is_found_can_be_opened(self, persona, browse, district):
        approve(district.programme, by=district.coordinator)
        make_issued(district.programme, "passport", by=district.coordinator)
        client, opened = browse(persona), 0
        for words in ("сош", "программа", "балл", "паспорт", "кузнецова", "мероприятие", "1.2"):
            for group in found_everywhere(getattr(district, persona), words):
                for finding in group.findings:
                    if not finding.url.startswith("mailto:"):
                        assert client.get(finding.url).status_code == 200, finding
                        opened += 1
        assert opened > 3

    def test_what_is_found_stands_under_its_kind(self, browse, district):
        page = browse("coordinator").get(URL, {"words": "березовская"}).content.decode()

        assert f'href="{reverse("school-values", args=[district.school.pk])}"' in page
        assert "Школы" in page

    def test_nothing_asked_for_says_what_to_do(self, browse):
        page = browse("director").get(URL).content.decode()

        assert "Наберите, что вы помните" in page

    def test_nothing_found_says_what_to_do(self, browse):
        page = browse("director").get(URL, {"words": "<неведомое>"}).content.decode()

        assert "ничего не нашлось" in page
        assert "«&lt;неведомое&gt;»" in page
        assert "без окончания" in page

    def test_signs_alone_find_nothing(self, browse):
        answer = browse("coordinator").get(URL, {"words": "«№»"})

        assert answer.status_code == 422
        assert "наберите слово" in answer.content.decode()
        assert 'value="«№»"' in answer.content.decode()

    def test_an_unknown_condition_is_refused(self, browse):
        assert browse("coordinator").get(URL, {"word": "сош"}).status_code == 422
        assert browse("coordinator").get(URL, {"words": "сош", "among": "secrets"}).status_code == 422

    def test_signs_of_patterns_stand_for_nothing(self, district):
        assert found(district.coordinator, "user%example") == {}
        assert found(district.coordinator, "Берёзовская_СОШ")["schools"] == ["Берёзовская СОШ"]

    def test_many_of_a_kind_are_shown_page_by_page(self, browse, district):
        School.objects.bulk_create(
            School(municipality=district.municipality, name=f"Лицей № {number}") for number in range(1, 62)
        )
        client = browse("coordinator")
        few = client.get(URL, {"words": "лицей"}).content.decode()
        first = client.get(URL, {"words": "лицей", "among": "schools"}).content.decode()
        last = client.get(URL, {"words": "лицей", "among": "schools", "page": 2}).content.decode()

        assert [f"№ {number}<" in few for number in (5, 6)] == [True, False]
        assert "among=schools" in few
        assert [f"№ {number}<" in first for number in (50, 51)] == [True, False]
        assert [f"№ {number}<" in last for number in (50, 51, 61)] == [False, True, True]
        assert "· 61" in first

    def test_a_document_is_told_with_its_corrected_number(self, browse, district):
        issued = make_issued(district.programme, "passport", by=district.coordinator)
        issued.corrections.create(requisite="number", was="214", now="215-о", reason="опечатка")
        Document.objects.get(pk=issued.pk).save()
        page = browse("coordinator").get(URL, {"words": "214"}).content.decode()

        assert "Приказ № 215-о от 30.08.2025" in page

    def test_every_page_has_the_field(self, browse):
        page = browse("director").get(reverse("document-list")).content.decode()

        assert f'action="{URL}"' in page
        assert 'role="search"' in page


class TestQueries:
    """The session, the user, their places; then one for each kind."""

    EVERYWHERE = 10

    @pytest.fixture
    def fill(self, district):
        def create(count: int) -> None:
            place, direction = district.municipality, district.activities["1.1"].direction
            names = [f"Образец {natural_key(str(number))}" for number in range(count)]
            School.objects.bulk_create(School(municipality=place, name=name) for name in names)
            Indicator.objects.bulk_create(Indicator(municipality=place, name=name) for name in names)
            Activity.objects.bulk_create(Activity(direction=direction, position=9, name=name) for name in names)
            Programme.objects.bulk_create(
                Programme(municipality=place, title=name, start_year=2026, end_year=2027) for name in names
            )
            Document.objects.bulk_create(Document(municipality=place, kind="passport", title=name) for name in names)
            people = User.objects.bulk_create(User(email=f"{n}@p.ru", full_name=n) for n in names)
            Membership.objects.bulk_create(Membership(user=p, role=Role.SPECIALIST, municipality=place) for p in people)

        return create

    @pytest.mark.parametrize("count", [10, 1_000])
    @pytest.mark.parametrize("persona", ["coordinator", "director"])
    def test_one_number_for_10_and_for_1_000(self, count, persona, browse, fill, django_assert_num_queries):
        fill(count)
        client = browse(persona)
        with django_assert_num_queries(self.EVERYWHERE):
            page = client.get(URL, {"words": "образец"}).content.decode()

        assert "Показать всё: мероприятия" in page
        assert ("Показать всё: люди" in page) == (persona == "coordinator")

    def test_the_same_where_nothing_is_found(self, browse, district, django_assert_num_queries):
        client = browse("coordinator")
        with django_assert_num_queries(self.EVERYWHERE):
            client.get(URL, {"words": "ничегоподобного"})

    def test_a_page_of_one_kind(self, browse, fill, django_assert_num_queries):
        fill(120)
        for persona, code in (("coordinator", "people"), ("director", "programmes"), ("coordinator", "activities")):
            client = browse(persona)
            with django_assert_num_queries(6):
                page = client.get(URL, {"words": "образец", "among": code, "page": 2}).content.decode()
            assert "· 120" in page
