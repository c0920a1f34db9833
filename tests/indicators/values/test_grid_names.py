"""The grid knows fewer spellings of schools than the reader of workbooks, but takes none for another school."""

from portal.text.keys import natural_key
from schools.directory.names import SchoolNames
from tests.browser import needs_browser
from tests.indicators.values.grid_page import GRID

pytestmark = needs_browser

SCHOOLS = [
    "МБОУ СОШ № 1", "МБОУ СОШ № 12", "МКОУ «Ольховская ООШ»", "МБОУ «Гимназия № 3 им. А. С. Пушкина»", "МАОУ Лицей № 4",
    "МБОУ СОШ № 4", "Ёлкинская начальная школа",
]  # fmt: skip
WRITTEN = [
    *SCHOOLS, "школа 1", "СОШ №12", "Средняя школа № 12", "12", "№ 12", "ольховская", "Ольховская школа", "Ольховской",
    "Гимназия 3", "гимназия №3 имени Пушкина А.С.", "Лицей № 4", "СОШ 4", "Школа № 4", "елкинская нош", "Итого", "",
    "Гимназия № 1", "СОШ № 3", "Школа № 3", "Ольховская СОШ", "СШ № 12",
    "-", "МБОУ", "Муниципальное бюджетное общеобразовательное учреждение СОШ №1", "Школа № 01", "школа_1",
    "Школа № ½",
]  # fmt: skip


def test_keys_are_the_server_s(sheet):
    texts = [*WRITTEN, "3,8 – 4,0", "ПЕРЕЁЗД ёлка", "a\u00a0b\u2003c", "№№ 7-8", "1\u202f234", "«»"]
    keys = sheet.page.evaluate(
        f"(texts) => import('{GRID}/pasting/names.js').then(({{ naturalKey }}) => texts.map(naturalKey))",
        texts,
    )
    assert keys == [natural_key(text) for text in texts]


def test_no_school_is_found_that_the_server_would_not_take(sheet):
    names = SchoolNames([(number, name, "") for number, name in enumerate(SCHOOLS)])
    found = sheet.page.evaluate(
        """async ([schools, written]) => {
          const { Names } = await import("/static/indicators/values/grid/pasting/names.js");
          const names = new Names();
          schools.forEach((name, place) => names.add(place, [name], true));
          return written.map((text) => names.find(text) ?? null);
        }""",
        [SCHOOLS, WRITTEN],
    )
    taken = {text: place for text, place in zip(WRITTEN, found, strict=True) if place is not None}
    assert taken == {text: names.find(text) for text in taken}
    assert len(taken) > 16
    assert not {"Гимназия № 1", "СОШ № 3", "Школа № 3", "Ольховская СОШ", "12", "№ 12"} & taken.keys()
