"""What only the second version of the format holds: stored, asked for, printed."""

import datetime

import pytest
from django.urls import reverse
from pydantic import ValidationError

from indicators.catalogue.models import Period
from portal.accounts.roles import Role
from portal.text.cases import Case, year_in_case
from reports.blocks.content import Table
from reports.kinds.programme.kept_tables import text_with_tables
from roadmap.editions.copying import begin_next
from roadmap.exchange.exporter import programme_as_document
from roadmap.exchange.format import ResourcesShape
from roadmap.execution.queries.expected import expected_assignments
from roadmap.plan.models import Activity
from roadmap.plan.outline import key_of
from roadmap.plan.parted_terms import made_term
from roadmap.programmes.models import Programme
from tests.factories import make_programme, make_user


@pytest.mark.parametrize(
    ("label", "kind", "first", "last", "before"),
    [
        ("2026-Q1", "quarter", (1, 1), (3, 31), "2025-Q1"),
        ("2024-02", "month", (2, 1), (2, 29), "2023-02"),
        ("2026-H2", "half-year", (7, 1), (12, 31), "2025-H2"),
    ],
)
def test_a_part_of_a_year_is_a_period(label, kind, first, last, before):
    period, year = Period.from_label(label), int(label[:4])
    assert (period.kind, period.previous_label) == (kind, before)
    assert (period.start_on, period.end_on) == (datetime.date(year, *first), datetime.date(year, *last))


@pytest.mark.parametrize("label", ["2026-Q5", "2026-13", "2026-H3", "2026-00"])
def test_what_no_year_has_is_none(label):
    with pytest.raises(ValueError, match="не понят"):
        Period.from_label(label)


@pytest.mark.parametrize(
    ("label", "case", "words"),
    [
        ("2026-Q4", Case.GENITIVE, "IV квартала 2026 года"),
        ("2026-05", Case.PREPOSITIONAL, "мае 2026 года"),
        ("2026-04", Case.INSTRUMENTAL, "апрелем 2026 года"),
        ("2026-H1", Case.NOMINATIVE, "I полугодие 2026 года"),
    ],
)
def test_parts_of_years_are_declined(label, case, words):
    assert year_in_case(label, case) == words


@pytest.mark.parametrize(
    ("start", "end", "marks", "term"),
    [
        ("01.02.2025", "01.03.2028", None, "с 01.02.2025 по 01.03.2028"),
        ("2025", "2028", None, "2025–2028 годы"),
        ("2025", "2025", None, "2025 год"),
        ("", "30.06.2025", None, "до 30.06.2025"),
        ("март 2025 г.", "декабрь 2028 г.", None, "март 2025 г. – декабрь 2028 г."),
        (None, None, {"2026-Q1": "х", "2026-Q2": "до 30 мая"}, "I квартал 2026 года, до 30 мая 2026 года"),
        (None, None, {"2025-2026": "апрель"}, "апрель 2025–2026 учебного года"),
        (None, None, {"2026-Q2": "по заявкам школ"}, "по заявкам школ, II квартал 2026 года"),
        (
            None,
            None,
            {"2024-11": "по графику", "2024-12": "по графику", "2025-01": "по графику", "2025-03": "по графику"},
            "по графику, ноябрь 2024 года – январь 2025 года, по графику, март 2025 года",
        ),
        (
            None,
            None,
            dict.fromkeys(["2024-Q3", "2024-Q4", "2025-Q1"], "в течение года"),
            "III квартал 2024 года – I квартал 2025 года",
        ),
        (None, None, {"2024": "постоянно", "2025": "постоянно"}, "постоянно, 2024 год – 2025 год"),
        (
            None,
            None,
            {"2025-Q1": "отчёт", "2025-Q2": "отчёт"},
            "отчёт, I квартал 2025 года, отчёт, II квартал 2025 года",
        ),
        (None, None, {"2025-01": "до 20 мая", "2025-02": "до 20 мая"}, "до 20 мая 2025 года"),
        (None, None, {"2025-01": "+", "2025-02": "+"}, "январь 2025 года, февраль 2025 года"),
        (None, None, {}, None),
    ],
)
def test_a_parted_term_in_words(start, end, marks, term):
    assert made_term(start, end, marks) == term


def with_plan(**activity) -> Programme:
    """A programme whose plan has one activity."""
    return make_programme(
        roadmap={"directions": [{"title": "Работа", "activities": [{"name": "Диагностика", **activity}]}]}
    )


def test_marked_quarters_are_asked_for_each(district):
    programme = with_plan(marks={"2026-Q1": "х", "2026-Q3": "х"}, responsible="Отдел образования")
    spans = {(each.starts_on, each.ends_on) for each in expected_assignments(programme.roadmap)}
    assert spans == {
        (datetime.date(2026, 1, 1), datetime.date(2026, 3, 31)),
        (datetime.date(2026, 7, 1), datetime.date(2026, 9, 30)),
    }


def test_a_control_event_is_asked_for_beside_its_activity(district):
    events = [{"name": "Контрольное событие: справка", "start": "", "end": "30.06.2026", "responsible": "Отдел"}]
    programme = with_plan(start="01.02.2026", end="31.12.2026", responsible="Отдел", stages=events)
    expected = expected_assignments(programme.roadmap)
    assert {(each.stage_id is not None, each.ends_on) for each in expected} == {
        (False, datetime.date(2026, 12, 31)),
        (True, datetime.date(2026, 6, 30)),
    }
    activity = Activity.objects.get(direction__roadmap=programme.roadmap)
    assert [stage and stage.name for stage in activity.asked_places] == [None, "Контрольное событие: справка"]


@pytest.mark.django_db
def test_years_of_money_that_a_person_said_come_out_as_they_went_in():
    table = {"header_rows": 1, "rows": [["", "Первый год", "Вместе"], ["местный", "1", "1"]]}
    money = {"title": "Деньги", "table": table, "years": {"Первый год": "2025", "Вместе": "total"}}
    programme = make_programme(resources=money)
    assert programme_as_document(programme)["programme"]["resources"] == money


@pytest.mark.parametrize("wrong", ["завтра", "2025-Q5", "всего"])
def test_a_year_of_money_that_is_none_is_refused(wrong):
    table = {"rows": [["", "Первый год"], ["местный", "1"]]}
    with pytest.raises(ValidationError, match="Графа денег"):
        ResourcesShape.model_validate({"table": table, "years": {"Первый год": wrong}})


def test_a_table_stands_where_its_place_is_said():
    table = {"header_rows": 1, "rows": [["А", "Б"], ["1", ""]], "merged": [[1, 0, 1, 2]]}
    before, printed, after = text_with_tables("Сначала\n\n[table 1]\n\nПотом", [table])
    assert isinstance(printed, Table)
    assert [cell.colspan for cell in printed.rows[0].cells] == [2]
    assert (before.spans[0].text, after.spans[0].text) == ("Сначала", "Потом")


def test_a_parted_term_is_changed_in_its_cells_and_read_anew(client, district):
    programme = with_plan(start="01.02.2026", end="01.03.2026", responsible="Отдел")
    activity = Activity.objects.get(direction__roadmap=programme.roadmap)
    client.force_login(make_user(Role.COORDINATOR, programme.municipality))
    address = reverse("row-edit", args=[programme.pk, key_of(activity)])
    form = client.get(address).context["form"]
    assert "term" not in form.fields
    sent = {name: form[name].value() or "" for name in form.fields if name != "requires_document"}
    stages = {"stages-TOTAL_FORMS": 0, "stages-INITIAL_FORMS": 0}
    answer = client.post(address, sent | stages | {"end": "31.05.2026"})
    assert answer.status_code == 302
    activity.refresh_from_db()
    assert (activity.term, activity.end) == ("с 01.02.2026 по 31.05.2026", "31.05.2026")
    assert {each.ends_on for each in expected_assignments(programme.roadmap)} == {datetime.date(2026, 5, 31)}


def test_the_next_years_programme_moves_parts_marks_and_periods_on(district):
    source = make_programme(
        indicators={"periods": ["2026-Q1", "2026-04"]},
        roadmap={
            "columns": [{"key": "name"}, {"key": "2026-Q1"}],
            "directions": [
                {
                    "activities": [
                        {"name": "А", "marks": {"2026-Q1": "х"}},
                        {"name": "Б", "start": "2025", "end": "2026"},
                    ]
                }
            ],
        },
    )
    made = programme_as_document(begin_next(source, start_year=source.start_year + 1, title="Далее", by=None))
    first, second = made["programme"]["roadmap"]["directions"][0]["activities"]
    assert (first["marks"], second["start"], second["end"]) == ({"2027-Q1": "х"}, "2026", "2027")
    assert made["programme"]["roadmap"]["columns"][1]["key"] == "2027-Q1"
    assert made["programme"]["indicators"]["periods"] == ["2027-Q1", "2027-04"]
