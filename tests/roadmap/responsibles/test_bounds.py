"""No list of responsibles is read for longer than its length explains, and none that is too long is read."""

import pytest

from roadmap.responsibles.read_responsible import LONGEST, read_responsible
from tests.growth import growth
from tests.roadmap.responsibles.test_cases_of_clerk import OWN, SCHOOLS

REPEATED = [
    *("я", "9", "(", "[«", "-", " – ", ",", ", ", " и ", "и", "\n", ".", "№ ", "№ 1 ", "1, 2, ", "СОШ ", "СОШ № 3, "),
    *("кроме ", "школа и ", "учителя 5, 9 ", "имени И.И. ", "Иванов И. И. ", "отдел образования и ", "приказ № 5 от "),
    *("обароваательных ", "Заречного района ", "методисты ИМЦ Руководители ", "зам. директора – ", "\v"),
    *("1) СОШ 2) ", "муниципальные и ", "школьные, ", "координаторы: муниципальный, ", "все 5 ", "ресурсная школа – "),
    *("Ручьевские ", "Ручьевские школы ", "специалист по ", "г. Ручьи, ул. Мира ", "Ф.И.О. ", "руководители"),
]
MOST = 12  # of 16 that a quadratic reading takes, 4 a linear one


def read(text: str):
    return read_responsible(text, SCHOOLS, OWN, "Ручьевский муниципальный район")


@pytest.mark.parametrize("repeated", REPEATED)
def test_reading_grows_with_the_length(repeated):
    assert growth(read, repeated, LONGEST) < MOST


@pytest.mark.parametrize("text", ["я" * 20_000, "9" * 100_000, "1e999 " * 20_000, "(" * 100_000, "- , и " * 20_000])
def test_what_is_too_long_is_not_read(text):
    assert "вручную" in read(text).doubts[0]
