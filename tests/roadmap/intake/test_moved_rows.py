"""Rows that stand elsewhere in a document than in the stored programme: told, to take or to leave."""

import pytest

from portal.history.models import Change
from roadmap.intake.actions import ProgrammeFacts, take_changes
from roadmap.plan.models import Activity
from roadmap.programmes.models import Programme
from tests.roadmap.intake.held import accepted, keys, taken_in, told
from tests.roadmap.recognition.papers.paper import LEFT_OF, Paper

TITLE = "Программа поддержки школ на 2024–2026 годы"
STAFF, CHILDREN = (["1. Работа с кадрами", *[LEFT_OF] * 2], ["2. Работа с детьми", *[LEFT_OF] * 2])
SEMINAR, CONTEST, VISITS, CAMP = (
    [name, term, "Отдел образования"]
    for name, term in {
        "Семинар": "март 2025",
        "Конкурс": "май 2025",
        "Выезды": "июнь 2025",
        "Лагерь": "июль 2025",
    }.items()
)
QUALITY, RESULTS, GRADES = (
    ["Качество знаний, %", "50", "52"], ["Успеваемость, %", "97", "98"], ["Доля «2», %", "9", "8"],
)  # fmt: skip
GOAL, TASK, YEARS = (["Цель", "Помочь."], ["Задачи", "Учить."], ["Срок реализации", "2024–2026 годы"])


def rowed(
    plan=(STAFF, SEMINAR, CONTEST, VISITS, CHILDREN, CAMP),
    targets=(QUALITY, RESULTS, GRADES),
    passport=(GOAL, TASK, YEARS),
) -> Paper:
    return (
        Paper()
        .heading(TITLE)
        .heading("Паспорт программы")
        .table(["Наименование программы", "Программа поддержки школ"], *passport)
        .heading("Целевые показатели")
        .table(["Показатель", "2024", "2025"], *targets)
        .heading("План мероприятий")
        .table(["Мероприятие", "Срок", "Ответственные"], *plan)
    )


@pytest.fixture
def stored(district) -> Programme:
    facts = ProgrammeFacts(TITLE, "programme", 2024, 2026)
    intake = taken_in(district, rowed())
    return accepted(intake, facts, district.coordinator).programme


def plan_of(programme: Programme) -> list[tuple[str, str]]:
    rows = Activity.objects.filter(direction__roadmap__programme=programme).in_document_order()
    return [(each.direction.title, each.name) for each in rows.select_related("direction")]


def names_of(rows) -> list[str]:
    return [each.name for each in rows.order_by("position")]


def test_an_activity_that_moved_is_told_and_taken(district, stored):
    by = district.coordinator
    intake = taken_in(district, rowed(plan=(STAFF, VISITS, SEMINAR, CHILDREN, CAMP, CONTEST)))
    within = "в направлении «Работа с {}»"
    assert told(intake, stored, by) == [
        (
            "План мероприятий", "changed", "Выезды: переставлено",
            [("Место", f"{within.format('кадрами')}, после «Конкурс»", f"{within.format('кадрами')}, в начале")],
        ),
        (
            "План мероприятий", "changed", "Конкурс: переставлено",
            [("Место", f"{within.format('кадрами')}, после «Семинар»", f"{within.format('детьми')}, после «Лагерь»")],
        ),
    ]  # fmt: skip
    seminar_pk = Activity.objects.get(name="Семинар").pk
    _of_visits, of_contest = keys(intake, stored, by)
    take_changes(intake=intake, programme=stored, chosen=[of_contest], by=by)
    assert [name for _direction, name in plan_of(stored)] == ["Семинар", "Выезды", "Лагерь", "Конкурс"]
    assert plan_of(stored)[-1] == ("Работа с детьми", "Конкурс")
    assert Activity.objects.get(name="Семинар").pk == seminar_pk
    contest = Activity.objects.get(name="Конкурс")
    assert Change.objects.about(contest).filter(action="переставлено по документу").exists()
    again = taken_in(district, rowed(plan=(STAFF, VISITS, SEMINAR, CHILDREN, CAMP, CONTEST)).text(""))
    take_changes(intake=again, programme=stored, chosen=keys(again, stored, by), by=by)
    assert [name for _direction, name in plan_of(stored)] == ["Выезды", "Семинар", "Лагерь", "Конкурс"]


def test_rows_of_passport_and_indicators_that_moved(district, stored):
    by = district.coordinator
    intake = taken_in(district, rowed(targets=(GRADES, QUALITY, RESULTS), passport=(TASK, GOAL, YEARS)))
    found = [(part, title) for part, _change, title, _words in told(intake, stored, by)]
    assert len(found) == 2
    assert found[1] == ("Показатели", "Доля «2», %: переставлено")
    take_changes(intake=intake, programme=stored, chosen=keys(intake, stored, by), by=by)
    labels = [each.label for each in stored.passport.order_by("position")]
    assert labels == ["Наименование программы", "Задачи", "Цель", "Срок реализации"]
    rows = stored.indicator_table.groups.get().rows
    assert names_of(rows) == ["Доля «2», %", "Качество знаний, %", "Успеваемость, %"]
    assert rows.get(name="Доля «2», %").values.get(period__label="2025").plan == "8"


def test_new_rows_stand_where_the_document_has_them_in_its_order(district, stored):
    by = district.coordinator
    first, second = (["Вебинар", "апрель 2025", "Школы"], ["Мастерская", "апрель 2025", "Школы"])
    intake = taken_in(
        district,
        rowed(
            plan=(STAFF, SEMINAR, first, second, CONTEST, VISITS, CHILDREN, CAMP),
            targets=(QUALITY, ["Охват, %", "1", "2"], RESULTS, GRADES),
            passport=(GOAL, ["Участники", "Школы"], ["Исполнитель", "Отдел"], TASK, YEARS),
        ),
    )
    assert {change for _part, change, _title, _words in told(intake, stored, by)} == {"added"}
    take_changes(intake=intake, programme=stored, chosen=keys(intake, stored, by), by=by)
    assert [name for _direction, name in plan_of(stored)] == [
        "Семинар", "Вебинар", "Мастерская", "Конкурс", "Выезды", "Лагерь",
    ]  # fmt: skip
    assert names_of(stored.indicator_table.groups.get().rows)[1] == "Охват, %"
    labels = [each.label for each in stored.passport.order_by("position")]
    assert labels[1:5] == ["Цель", "Участники", "Исполнитель", "Задачи"]
