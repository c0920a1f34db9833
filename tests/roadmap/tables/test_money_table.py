"""Money by years and sources: what a table of it says, and where its sums don't add up."""

import copy
import json
from decimal import Decimal

import pytest

from roadmap.tables.money_table import columns_of_money, headings_of_money, money_doubts, read_money_table
from tests.roadmap.exchange.real_programmes import FOLDER, needs_programmes

HEAD = [["Источник", "2025 год", "2026 г. (план)", "Итого"]]


def doubts(*rows: str, head=HEAD) -> list[str]:
    """Each row as «Всего|1|2|3»."""
    return money_doubts(read_money_table({"header_rows": len(head), "rows": head + [row.split("|") for row in rows]}))


@pytest.mark.parametrize(
    "rows",
    [
        ("местный|1|2|3", "область|3|4,5|7,5", "Всего|4|6,5|10,5"),
        ("Всего, в том числе|4|6|10", "местный|1|2|3", "область|3|4|7"),
        ("А|1|2|3", "Итого|1|2|3", "Б|3|4|7", "Итого|3|4|7", "Всего|4|6|10"),
        ("местный|1 000,5|-|1 000,5", "Всего|1000,50||1000,5"),
        ("местный|по смете|2|11", "Всего|9|2|11"),
    ],
)
def test_sums_that_add_up_in_any_usual_way_are_not_doubted(rows):
    assert doubts(*rows) == []


def test_a_row_and_a_column_that_do_not_add_up_are_told_with_both_figures():
    assert doubts("местный|1|2|4", "область|3|4|7", "Всего|4|7|11") == [
        "Строка «местный»: по годам вместе 3, а в графе «Итого» — 4.",
        "«Всего» за 2026 год — 7, а строки вместе дают 6.",
    ]


def test_a_table_without_years_is_no_money():
    assert read_money_table({"rows": [["Группа", "Число"], ["А", "1"]]}) is None


def test_what_a_person_said_of_headings_comes_before_what_they_say():
    rows = [["Источник", "Сумма", "Сумма", "2025"], ["местный", "1", "2", "3"], ["Всего", "1", "2", "3"]]
    table = {"header_rows": 1, "rows": rows}
    assert columns_of_money(table) == ["", "", "", "2025"]
    assert headings_of_money(table) == ["Источник", "Сумма", "Сумма (2)", "2025"]
    said = {"Сумма": "2025", "Сумма (2)": "2026", "2025": "total"}
    assert columns_of_money(table, said) == ["", "2025", "2026", "total"]
    money = read_money_table(table, said)
    assert (money.planned_in("2025"), money.planned_in("2026"), money.total_column) == (1, 2, 3)
    assert columns_of_money(table, {"Сумма": "2025"}) == ["", "2025", "", ""]


@needs_programmes
def test_a_real_table_with_one_figure_mistyped():
    path = FOLDER / "6-talnikovsky.json"
    table = json.loads(path.read_text(encoding="utf-8"))["programme"]["resources"]["table"]
    money = read_money_table(table)
    assert (money.unit, money_doubts(money)) == ("тыс. руб.", [])
    assert money.planned_in("2026") == Decimal("2270")
    assert money.planned_in("2031") is None
    assert money.rows[1].label == "Основное мероприятие 1. Адресная поддержка школ, бюджет области"

    wrong = copy.deepcopy(table)
    wrong["rows"][4][4] = "1 510,00"
    told = money_doubts(read_money_table(wrong))
    assert told == [
        "Строка «Основное мероприятие 2. Развитие кадров, местный бюджет»: по годам вместе 5 060,50, "
        "а в графе «Итого» — 4 700,50.",
        "«Всего по программе» за 2026 год — 2 270,00, а строки вместе дают 2 630,00.",
    ]
