"""Which school a name means, on what people of eleven districts write: never a wrong one without a doubt."""

import pytest

from schools.directory.name_words import same_word
from schools.directory.names import SchoolNames
from tests.schools.rosters.strangers.written_names import DISTRICTS
from tests.schools.rosters.strangers.written_names_2 import DISTRICTS_2
from tests.schools.rosters.strangers.written_names_3 import DISTRICTS_3

WRITTEN = [(name, *district) for name, district in (DISTRICTS | DISTRICTS_2 | DISTRICTS_3).items()]
# Proposed to a person though nobody could tell: a village for its school, the only one of its kind there.
PROPOSED = {"Луговское", "Ольшанка", "Первомайская СОШ", "Карахская гимназия", "Никольская СШ (филиал)"}


@pytest.mark.parametrize(("directory", "written"), [each[1:] for each in WRITTEN], ids=[each[0] for each in WRITTEN])
def test_no_school_is_taken_that_a_clerk_would_not_mean(directory, written):
    keys, names = list(directory), SchoolNames((pk, *each) for pk, each in enumerate(directory.values()))
    for text, meant in written:
        match = names.match(text)
        assert names.find(text) == match.sure, text
        assert match.sure is None or keys[match.sure] == meant, text
        assert match.likely is None or keys[match.likely] == meant or text in PROPOSED, text


def test_most_of_what_is_meant_is_taken_or_proposed():
    """A doubt is cheap, but not for every row."""
    taken, proposed, meant_at_all = 0, 0, 0
    for _, directory, written in WRITTEN:
        keys, names = list(directory), SchoolNames((pk, *each) for pk, each in enumerate(directory.values()))
        for text, meant in written:
            match = names.match(text)
            meant_at_all += meant is not None
            taken += match.sure is not None
            proposed += match.likely is not None and keys[match.likely] == meant
    assert (taken, proposed) >= (117, 69)
    assert taken + proposed >= 0.9 * meant_at_all


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("ольховская", "ольховской", True), ("степной", "степная", True), ("дубки", "дубках", True),
        ("гагарин", "гагарина", True), ("обьячинская", "объячинская", True), ("верхняя", "верховая", False),
        ("ивановка", "ивановская", False), ("луговая", "луговская", False), ("никольская", "новоникольская", False),
        ("2", "12", False),
    ],
)  # fmt: skip
def test_the_same_word_in_another_case(one, other, is_same):
    assert same_word(one, other) == is_same


@pytest.mark.parametrize(
    ("names", "text", "sure"),
    [
        (["СОШ № 2", "СОШ № 2 п. Дубки"], "МБОУ СОШ №2", 0),
        (["Берёзовская СОШ № 2", "Сосновская СОШ"], "СОШ № 2", None),
        (["Берёзовская СОШ № 2", "Берёзовская СОШ № 1"], "СОШ № 2", 0),
        (["Гимназия № 3", "СОШ № 1"], "СОШ № 3", None),
        (["СОШ № 3 им. Ю. А. Гагарина"], "СОШ № 3 им. А. С. Пушкина", None),
        (["MБОУ COШ № 4"], "МБОУ СОШ № 4", 0),
        (["Ивановская СОШ"], "Ивановская СОШ № 1, 2", None),
        ([], "СОШ № 2", None),
    ],
)
def test_a_number_a_kind_and_a_name_of_honour(names, text, sure):
    assert SchoolNames((pk, name) for pk, name in enumerate(names)).match(text).sure == sure
