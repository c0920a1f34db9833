"""Terms moved on by years, for a programme that follows another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.term.moving import moved_on


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("Август-сентябрь 2020г.", "Август-сентябрь 2021г."),
        ("Январь 2020г. Январь 2021г.", "Январь 2021г. Январь 2022г."),
        ("В течение 2018-2019 учебного года", "В течение 2019-2020 учебного года"),
        ("2020-2022г.", "2021-2023г."),
        ("на 2019 /20 учебный год", "на 2020 /21 учебный год"),
        ("2022/2023", "2023/2024"),
        ("с 01.01.2023 по 31.12.2024", "с 01.01.2024 по 31.12.2025"),
        ("до 15.03.21", "до 15.03.22"),
        ("до 29.02.2024", "до 28.02.2025"),
        ("до 29 февраля 2024 года", "до 28 февраля 2025 года"),
        ("сент. 20 г.", "сент. 21 г."),
        ("в 99 уч. году", "в 00 уч. году"),
        ("до 20 числа месяца", "до 20 числа месяца"),
        ("10-15 мая", "10-15 мая"),
        ("По приказу № 2020", "По приказу № 2020"),
        ("Ежегодно, не менее 2 раз в год", "Ежегодно, не менее 2 раз в год"),
        ("", ""),
    ],
)
def test_years_move_and_nothing_else(text, moved):
    assert moved_on(text, 1) == moved


@given(st.text(), st.integers(-5, 5))
def test_any_text_moves_there_and_by_nothing_stays(text, years):
    assert moved_on(text, 0) == text
    moved_on(text, years)
