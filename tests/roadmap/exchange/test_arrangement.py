"""Where tables stand among the sections of a programme that was taken in."""

import pytest

from roadmap.exchange.arrangement import arrange
from roadmap.exchange.format import ProgrammeShape

PERIOD = {"start": 2024, "end": 2026}


def arranged(*sections: dict, plan: str | None, targets: str | None = None) -> list[str]:
    shape = ProgrammeShape(
        title="Программа",
        period=PERIOD,
        sections=[{"text": "Слова.", **each} for each in sections],
        roadmap={"directions": []} | ({"title": plan} if plan else {}),
        **({"indicators": {"title": targets, "groups": []}} if targets else {}),
    )
    return [place.section.title if place.section else str(place.part) for place in arrange(shape)]


@pytest.mark.parametrize(
    ("plan", "numbers"),
    [
        ("4. План мероприятий", ("3", "5")),
        ("IV. План мероприятий", ("III", "V")),
        ("Раздел 4. План мероприятий", ("Раздел 3", "Раздел 5")),
        ("4 План мероприятий", ("3.2", "4.1")),
    ],
)
def test_a_plan_with_a_number_stands_before_the_section_of_the_next(plan, numbers):
    before, after = numbers
    sections = ({"number": before, "title": "Анализ"}, {"number": after, "title": "Механизм"})
    assert arranged(*sections, plan=plan) == ["Анализ", "roadmap", "Механизм"]


def test_numbers_in_the_titles_of_sections_count_and_tables_keep_their_order():
    sections = ({"title": "2. Анализ"}, {"title": "5. Механизм"})
    found = arranged(*sections, plan="4. План мероприятий", targets="3. Целевые показатели")
    assert found == ["2. Анализ", "indicators", "roadmap", "5. Механизм"]
    found = arranged(*sections, plan="3. План мероприятий", targets="4. Целевые показатели")
    assert found == ["2. Анализ", "roadmap", "indicators", "5. Механизм"]


@pytest.mark.parametrize("plan", [None, "План мероприятий", "2025 год: план", "9. План мероприятий"])
def test_without_a_number_or_a_greater_one_the_plan_stands_at_the_end(plan):
    sections = ({"number": "1", "title": "Анализ"}, {"number": "5", "title": "Механизм"})
    assert arranged(*sections, plan=plan) == ["Анализ", "Механизм", "roadmap"]
