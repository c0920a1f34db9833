"""Words beside a number."""

import pytest

from portal.text.plurals import counted, participle, plural

SCHOOLS = ("школа", "школы", "школ")


@pytest.mark.parametrize(
    ("form", "numbers"),
    [
        ("школа", (1, 21, 101, 1001)),
        ("школы", (2, 3, 4, 22, 34, 102)),
        ("школ", (0, 5, 10, 11, 12, 13, 14, 19, 20, 25, 100, 111, 112, 114, 1011)),
    ],
)
def test_a_number_asks_for_one_of_three_forms(form, numbers):
    assert {plural(number, *SCHOOLS) for number in numbers} == {form}
    assert counted(numbers[0], *SCHOOLS) == f"{numbers[0]} {form}"


def test_a_participle_agrees_with_feminine_nouns():
    assert [participle(number, "рассмотрена") for number in (21, 2, 5)] == ["рассмотрена", "рассмотрены", "рассмотрено"]
