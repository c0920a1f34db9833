"""Writes years, months and numbers in the grammatical case that a sentence needs."""

from enum import StrEnum


class Case(StrEnum):
    """Grammatical cases; the values are the dictionary's names for them."""

    NOMINATIVE = "nomn"
    GENITIVE = "gent"
    DATIVE = "datv"
    ACCUSATIVE = "accs"
    INSTRUMENTAL = "ablt"
    PREPOSITIONAL = "loct"


_NUMBERS_IN_GENITIVE = (
    "ноля", "одного", "двух", "трёх", "четырёх", "пяти", "шести", "семи", "восьми", "девяти", "десяти",
)  # fmt: skip
# Written out, because the dictionary of `portal.text.phrases` would make «в 2026 годе».
_YEAR = {
    Case.NOMINATIVE: ("год", "учебный год"),
    Case.GENITIVE: ("года", "учебного года"),
    Case.INSTRUMENTAL: ("годом", "учебным годом"),
    Case.PREPOSITIONAL: ("году", "учебном году"),
}


def genitive_number(number: int) -> str:
    """Write a number in the genitive, in words up to ten and in digits above: «двух», «12»."""
    return _NUMBERS_IN_GENITIVE[number] if number < len(_NUMBERS_IN_GENITIVE) else str(number)


_PARTS = {
    Case.NOMINATIVE: ("квартал", "полугодие"),
    Case.GENITIVE: ("квартала", "полугодия"),
    Case.INSTRUMENTAL: ("кварталом", "полугодием"),
    Case.PREPOSITIONAL: ("квартале", "полугодии"),
}
_MONTHS = ("январ", "феврал", "март", "апрел", "ма", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр")
_HARD = ("март", "август")
_MONTH_ENDINGS = {Case.NOMINATIVE: "ь", Case.GENITIVE: "я", Case.INSTRUMENTAL: "ём", Case.PREPOSITIONAL: "е"}
_HARD_ENDINGS = {Case.GENITIVE: "а", Case.INSTRUMENTAL: "ом", Case.PREPOSITIONAL: "е"}
_ROMAN = ("", "I", "II", "III", "IV")


def part_of_year_in_case(label: str, case: Case) -> str:
    """Write «2026-Q1» as «I квартал 2026 года», «2026-H2» as «II полугодие …», «2026-04» as «апрель …»."""
    year, part = label.split("-")
    if part[0] in "QH":
        quarter, half = _PARTS[case]
        return f"{_ROMAN[int(part[1])]} {quarter if part[0] == 'Q' else half} {year} года"
    return f"{month_in_case(int(part), case)} {year} года"


def month_in_case(number: int, case: Case) -> str:
    """Return the name of the month with this number (from 1) in the case."""
    stem = _MONTHS[number - 1]
    if stem == "ма":
        return stem + {Case.NOMINATIVE: "й", Case.GENITIVE: "я", Case.INSTRUMENTAL: "ем", Case.PREPOSITIONAL: "е"}[case]
    if stem in _HARD:
        return stem + _HARD_ENDINGS.get(case, "")
    ending = _MONTH_ENDINGS[case]
    return stem + ("ем" if ending == "ём" and stem in ("июн", "июл", "апрел") else ending)


def year_in_case(label: str, case: Case) -> str:
    """Write a period's label in the case: «2026 года», «2026–2027 учебным годом», «I кварталом 2026 года»."""
    if len(label) in (len("2026-Q1"), len("2026-04")):
        return part_of_year_in_case(label, case)
    calendar, school = _YEAR[case]
    return f"{label} {calendar}" if len(label) == len("2026") else f"{label.replace('-', '–')} {school}"
