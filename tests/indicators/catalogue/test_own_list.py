"""A department's own list of indicators: looked through, accepted; what is doubtful is asked about."""

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.catalogue.columns import INDICATORS
from indicators.catalogue.list_plan import accept_indicators, plan_indicators
from indicators.catalogue.models import Indicator
from indicators.workbooks.models import NameChoice
from schools.directory.models import Municipality
from schools.rosters.columns import place_columns
from tests.factories import make_indicator, make_user

HEADINGS = ["№", "Показатель", "Ед. изм.", "Что лучше"]
Direction = Indicator.Direction


def planned(municipality, rows: list[list[str]], **answers):
    return plan_indicators(municipality, place_columns(rows, INDICATORS, {}), answers)


@pytest.fixture
def municipality(db) -> Municipality:
    return Municipality.objects.create(name="Заречный район")


def test_what_is_written_of_an_indicator_is_taken_in(municipality, django_user_model):
    rows = [
        ["Перечень показателей"] * 4,
        HEADINGS,
        ["Условия"] * 4,
        ["1", "Охват кружками, %", "", "рост"],
        ["2", "Вакансии", "ед.", "снижение"],
        ["3", "Дети на подвозе", "чел.", "не оценивается"],
        ["4", "Ремонт", "тыс. руб.", "как получится"],
    ]
    plan = planned(municipality, rows)
    made = accept_indicators(municipality=municipality, plan=plan, by=None)

    assert [(each.name, each.unit, each.direction, each.group) for each in made] == [
        ("Охват кружками, %", "%", Direction.MORE_IS_BETTER, "Условия"),
        ("Вакансии", "ед.", Direction.LESS_IS_BETTER, "Условия"),
        ("Дети на подвозе", "чел.", Direction.NEITHER, "Условия"),
        ("Ремонт", "тыс. руб.", "", "Условия"),
    ]
    assert "«как получится» не понято" in plan.rows[3].notes[0]
    assert [each.position for each in made] == [1, 2, 3, 4]


def test_a_subject_stands_under_its_indicator(municipality):
    rows = [["Показатель", "Предмет", "Ед."], ["Успеваемость", "Физика", "%"], ["Успеваемость", "Химия", "%"]]
    made = accept_indicators(municipality=municipality, plan=planned(municipality, rows), by=None)
    assert [str(each) for each in made] == ["Успеваемость: Физика", "Успеваемость: Химия"]


def test_a_list_as_people_keep_it(municipality):
    """A heading merged over name and subject, «Всего …» that is no total, a part of the row above."""
    rows = [
        ["№", "Показатель", "Показатель", "Ед.", "Хорошо, когда"],
        ["1.", "Доля «2»", "русский язык", "%", "меньше"],
        ["", "Доля «2»", "математика", "%", "меньше"],
        ["2.", "Всего кружков", "", "ед.", "-"],
        ["", "в том числе технических", "", "ед.", "больше"],
        ["3.", "Средняя наполняемость классов", "", "чел.", ""],
        ["4.", "Число школ с низкими результатами", "", "ед.", "меньше"],
        ["", "ИТОГО по району", "", "", ""],
    ]
    plan = planned(municipality, rows)
    made = accept_indicators(municipality=municipality, plan=plan, by=None)
    Rule = Indicator.Rule
    assert [(str(each), each.direction, each.rule) for each in made] == [
        ("Доля «2»: русский язык", Direction.LESS_IS_BETTER, Rule.BY_HAND),
        ("Доля «2»: математика", Direction.LESS_IS_BETTER, Rule.BY_HAND),
        ("Всего кружков", Direction.NEITHER, Rule.SUM),
        ("Всего кружков: в том числе технических", Direction.MORE_IS_BETTER, Rule.SUM),
        ("Средняя наполняемость классов", "", Rule.BY_HAND),
        ("Число школ с низкими результатами", Direction.LESS_IS_BETTER, Rule.BY_HAND),
    ]
    assert ("значение района", "", "сумма") in plan.rows[2].changes  # proposed, so it is shown before it is accepted
    own = planned(municipality, rows, **{"indicator-5": "own"}).rows[3]
    assert own.title == "в том числе технических"


def test_a_list_says_who_is_asked(municipality):
    rows = [["Показатель", "Ед.", "Кто заполняет"], ["Медали", "ед.", "СОШ"], ["Охват кружками", "%", "школа"],
            ["Новые здания", "шт.", "отдел образования"], ["Средняя отметка ОГЭ", "балл", "все школы"],
            ["Ремонт", "тыс. руб.", "кто-нибудь"]]  # fmt: skip
    plan = planned(municipality, rows)
    made = accept_indicators(municipality=municipality, plan=plan, by=None)
    assert [each.asked_of for each in made] == ["secondary", "all", "municipality", "all", "all"]
    assert "«кто-нибудь» не понято" in plan.rows[4].notes[0]


class TestDoubts:
    ROWS = [HEADINGS, ["1", "Результаты обучающихся", "балл", ""]]

    def test_a_name_like_one_that_is_there_is_asked_about(self, municipality):
        known = make_indicator(municipality, "Результаты учащихся", unit="балл")
        plan = planned(municipality, self.ROWS)
        assert plan.counts["doubtful"] == 1
        assert "Похожий показатель уже есть" in plan.rows[0].questions[0].label

        other = planned(municipality, self.ROWS, **{"indicator-2": "new"})
        assert other.counts["new"] == 1
        same = planned(municipality, self.ROWS, **{"indicator-2": f"same-{known.pk}"})
        assert same.counts["same"] == 1

    def test_one_that_is_there_is_known_by_the_name_of_the_list_too(self, district):
        known = make_indicator(district.municipality, "Результаты учащихся", unit="балл")
        plan = planned(district.municipality, self.ROWS, **{"indicator-2": f"same-{known.pk}"})
        accept_indicators(municipality=district.municipality, plan=plan, by=district.coordinator)

        assert NameChoice.objects.get(name="Результаты обучающихся").indicator == known

    def test_a_name_of_the_ready_catalogue_is_proposed_with_what_it_says(self, district):
        rows = [HEADINGS, ["1", "Средняя отметка на ОГЭ: физика", "", ""]]
        plan = planned(district.municipality, rows)
        [made] = accept_indicators(municipality=district.municipality, plan=plan, by=district.coordinator)

        assert (str(made), made.unit, made.direction) == ("Средняя отметка ОГЭ: Физика", "балл", "more")
        assert made.rule == Indicator.Rule.BY_HAND  # nobody counts its participants yet
        # In another order and other forms of the words it is another name for files.
        assert NameChoice.objects.get().name == "Средняя отметка на ОГЭ: физика"

    def test_two_rows_that_are_alike_are_asked_about(self, municipality):
        rows = [HEADINGS, ["1", "Охват учащихся", "%", ""], ["2", "Охват обучающихся", "%", ""]]
        plan = planned(municipality, rows)
        assert [row.verdict for row in plan.rows] == ["new", "doubtful"]

    def test_what_is_said_already_stays_and_what_is_not_is_filled_in(self, municipality):
        known = make_indicator(municipality, "Вакансии", unit="ед.")
        plan = planned(municipality, [HEADINGS, ["1", "ВАКАНСИИ", "шт.", "снижение"]])
        accept_indicators(municipality=municipality, plan=plan, by=None)

        known.refresh_from_db()
        assert (known.unit, known.direction) == ("ед.", Direction.LESS_IS_BETTER)
        assert "В портале единица измерения «ед.»" in plan.rows[0].notes[0]


def test_nothing_is_written_before_it_is_accepted(browse, district):
    client, url = browse("coordinator"), reverse("indicator-roster", args=[district.municipality.pk])
    before = district.municipality.indicators.count()
    pasted = "Показатель\tЕд. изм.\nОхват кружками\t%"
    page = client.post(url, {"pasted": pasted})

    assert "Новых: 1" in " ".join(page.content.decode().split())
    assert district.municipality.indicators.count() == before
    data = {"table": page.context["sheet"].as_json(), "seen": page.context["seen"], "accept": "yes"}
    assert client.post(url, data).url == reverse("indicator-list", args=[district.municipality.pk])
    assert district.municipality.indicators.filter(name="Охват кружками", unit="%").exists()


cells = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12) | st.sampled_from(
    ["Показатель", "Ед. изм.", "%", "рост", "ОГЭ, доля участников с отметкой «2»", "Итого", "1e400", "", "5 чел."]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(cells, min_size=3, max_size=3), max_size=8))
def test_any_table_is_read_without_failing(rows):
    """Each record has a verdict, and what is new has a name of its own."""

    class Catalogue:
        class indicators:
            all = staticmethod(list)

    plan = planned(Catalogue, rows)
    new = [row.outcome[0].key for row in plan.rows if row.verdict == "new"]
    assert len(set(new)) == len(new)
    assert all(key[1] for key in new)


def test_rows_with_a_dash_go_on_from_the_heading_above(municipality):
    rows = [
        ["Показатель", "Ед."],
        ["Средний балл ЕГЭ:", ""],
        ["- русский язык", "балл"],
        ["– родной (аварский) язык", "балл"],
        ["Численность педагогов", "чел."],
        ["- с высшей категорией", "чел."],
    ]
    plan = planned(municipality, rows)
    made = accept_indicators(municipality=municipality, plan=plan, by=make_user())
    assert [str(each) for each in made] == [
        "Средний балл ЕГЭ: Русский язык",
        "Средний балл ЕГЭ: родной (аварский) язык",
        "Численность педагогов",
        "Численность педагогов: с высшей категорией",
    ]
    assert "Заголовок строк под ним" in plan.rows[0].notes[0]


def test_rows_with_a_dash_go_on_from_the_subheading_over_them(municipality):
    rows = [
        ["Показатель", "Единица", "Цель"],
        ["Качество знаний", "%", "50"],
        ["Средний балл ОГЭ", "", ""],
        ["- русский язык", "балл", "4"],
        ["- математика", "балл", "4"],
    ]
    assert [row.title for row in planned(municipality, rows).rows] == [
        "Качество знаний", "Средний балл ОГЭ: русский язык", "Средний балл ОГЭ: математика",
    ]  # fmt: skip
