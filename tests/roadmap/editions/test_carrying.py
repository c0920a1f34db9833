"""What a revision keeps of what it amends beside the words: order, numbering, links, lists, decisions."""

import datetime

import pytest

from indicators.catalogue.models import Indicator
from indicators.identification.models import LowResultList
from roadmap.editions.copying import begin_amendment, begin_next, roll_out
from roadmap.exchange.exporter import programme_as_document
from roadmap.execution.executors.actions import Parties, correct_executors
from roadmap.plan.models import Activity, Direction, Roadmap
from roadmap.programmes.models import Programme, Section
from roadmap.targets.models import IndicatorRow
from schools.directory.models import School
from schools.orders.models import Order
from tests.factories import approve, make_programme

Part = Section.Part


@pytest.fixture
def programme(district) -> Programme:
    made = make_programme(
        district.municipality,
        title="Программа на 2025-2026 годы",
        passport=[{"label": "Цель", "text": "Помочь"}],
        abbreviations=[{"short": "ОО", "long": "Образовательная организация"}],
        sections=[
            {"title": "Введение", "text": "Слова"}, {"title": "Паспорт программы"}, {"title": "Итог", "text": "…"},
        ],
        indicators={"periods": ["2025"], "groups": [{"rows": [{"name": "Доля", "values": {"2025": {"plan": "5"}}}]}]},
        roadmap={"directions": [{
            "title": "Дела",
            "activities": [{"name": "Семинар", "responsible": "Завуч"}, {"name": "Выезды", "responsible": "Завуч"}],
            "directions": [{"title": "Внутри", "activities": [{"name": "Встречи", "responsible": "Отдел"}]}],
        }]},
    )  # fmt: skip
    return approve(made, by=district.coordinator)


def places(programme: Programme) -> list[tuple]:
    return [(each.part, each.title) for each in programme.sections.order_by("position")]


def rows(programme: Programme) -> list[str]:
    return [each.name for each in activities(programme)]


def activities(programme: Programme):
    return Activity.objects.filter(direction__roadmap__programme=programme).in_document_order()


def move(programme: Programme, *order: int) -> list[tuple]:
    """The sections in another order, as their editor leaves them."""
    sections = list(programme.sections.order_by("position"))
    for position, number in enumerate(order):
        sections[number].position = position
        sections[number].save()
    return places(programme)


def order_of(district, number: str) -> Order:
    return Order.objects.create(municipality=district.municipality, number=number, issued_on=datetime.date(2025, 2, 1))


class TestParts:
    def test_stand_where_they_stood(self, district, programme):
        before = places(programme)
        assert len(before) == 6
        moved = move(programme, 5, 4, 0, 3, 2, 1)
        assert moved != before
        second = begin_amendment(programme, by=district.coordinator)
        approve(second, by=district.coordinator)

        assert places(second) == moved
        assert places(begin_amendment(second, by=district.coordinator)) == moved

    def test_a_heading_stays_what_it_was_whatever_it_sounds_like(self, district, programme):
        headed = programme.sections.get(title="Паспорт программы")
        headed.part, headed.title = Part.PASSPORT, "Главное коротко"
        headed.save()
        programme.sections.filter(title="Итог").update(title="План мероприятий", text=None)
        amendment = begin_amendment(programme, by=district.coordinator)

        assert places(amendment) == places(programme)
        assert amendment.sections.filter(part=Part.ROADMAP).count() == 1

    def test_the_next_programme_and_those_of_schools_keep_them_too(self, district, programme):
        moved = move(programme, 5, 4, 0, 3, 2, 1)
        [own] = roll_out(programme, [district.school], title="Программа {школа}", by=district.coordinator)

        assert places(begin_next(programme, start_year=2028, title="Далее", by=district.coordinator)) == moved
        assert places(own) == moved


class TestPlan:
    def test_rows_keep_the_order_of_their_editor_and_know_their_own_origin(self, district, programme):
        Direction.objects.filter(title="Внутри").update(position=0)  # put before the activities by hand
        for place, name in enumerate(("Встречи", "Выезды", "Семинар")):
            Activity.objects.filter(name=name).update(sequence=place, position=max(place, 0))
        amendment = begin_amendment(programme, by=district.coordinator)

        assert rows(amendment) == rows(programme) == ["Встречи", "Выезды", "Семинар"]
        assert [each.origin.name for each in activities(amendment)] == rows(amendment)
        inside = Direction.objects.get(roadmap__programme=amendment, title="Внутри")
        assert (inside.position, *[each.position for each in activities(amendment)]) == (0, 0, 1, 2)

    def test_numbers_that_were_typed_stay_typed(self, district, programme):
        Roadmap.objects.filter(programme=programme).update(numbering="typed")
        amendment = begin_amendment(programme, by=district.coordinator)

        assert Roadmap.objects.get(programme=amendment).numbering == "typed"

    def test_what_an_activity_is_to_move_and_whom_it_alone_means_come_along(self, district, programme):
        first, second, _ = activities(programme)
        indicator = Indicator.objects.get(municipality=district.municipality, name="Доля")
        first.indicators.add(indicator)
        parties = Parties(department=False, all_schools=False, low_result_schools=False, schools=[district.school])
        decided = correct_executors(first, parties, everywhere=False, by=district.coordinator)
        amendment = begin_amendment(programme, by=district.coordinator)

        mine, other, _ = activities(amendment)
        assert list(mine.indicators.all()) == [indicator]
        assert list(mine.executors.schools.all()) == [district.school]
        assert mine.executors.is_exception
        assert mine.executors != decided
        assert other.executors == Activity.objects.get(pk=second.pk).executors


class TestLinks:
    def test_a_school_and_an_indicator_renamed_since_are_the_same_ones(self, district):
        programme = make_programme(
            district.municipality, indicators={"groups": [{"rows": [{"name": "Доля"}]}]}, roadmap={"title": "План"}
        )
        programme.named_schools.create(position=0, name="Берёзовская СОШ", school=district.school)
        approve(programme, by=district.coordinator)
        row = IndicatorRow.objects.get(group__table__programme=programme)
        row.indicator.name, district.school.name = "Доля учеников", "Берёзовский лицей"
        row.indicator.save()
        district.school.save()
        known = School.objects.count(), Indicator.objects.count()
        amendment = begin_amendment(programme, by=district.coordinator)

        assert amendment.named_schools.get().school == district.school
        assert amendment.named_schools.get().name == "Берёзовская СОШ"
        assert IndicatorRow.objects.get(group__table__programme=amendment).indicator == row.indicator
        assert (School.objects.count(), Indicator.objects.count()) == known

    def test_a_revision_has_the_very_lists(self, district, programme):
        order = Order.objects.create(
            municipality=district.municipality, number="77", issued_on=datetime.date(2025, 2, 1)
        )
        listed = LowResultList.objects.create(municipality=district.municipality, title="Список", order=order)
        listed.listed_schools.create(position=0, school=district.school, name="Берёзовская СОШ")
        programme.list_links.create(low_result_list=listed, position=0)
        amendment = begin_amendment(programme, by=district.coordinator)

        assert list(amendment.low_result_lists.all()) == [listed]
        assert LowResultList.objects.count() == 1
        assert [link.order for link in amendment.order_links.all()] == [
            link.order for link in programme.order_links.all()
        ]

    def test_a_list_that_another_order_approved_is_written_out_with_it(self, district, programme):
        order = Order.objects.create(
            municipality=district.municipality, number="1-о", issued_on=datetime.date(2025, 2, 1)
        )
        listed = LowResultList.objects.create(municipality=district.municipality, title="Список", order=order)
        programme.list_links.create(low_result_list=listed, position=0)
        exported = programme_as_document(programme)

        keys = [each["id"] for each in exported["orders"]]
        assert len(set(keys)) == 2
        assert exported["low_result_schools"][0]["order"] == keys[1]
        assert exported["orders"][1]["date"] == "2025-02-01"
