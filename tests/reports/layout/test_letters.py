"""The widths of letters that documents and drawings reckon with, held against the font that they are printed in."""

from functools import cache
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from benchmarks.documents_content import OBJECTS, PAPERS, PEOPLE, RESULTS, SUBJECTS, TERMS, TITLES
from reports.layout.letters import _BOLD, _REGULAR, MM_PER_POINT, text_width
from scripts.set_up import FONT_FOLDERS

FONTS = {False: "LiberationSerif-Regular.ttf", True: "LiberationSerif-Bold.ttf"}
RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ0123456789"
LISTED = {False: "".join(_REGULAR.values()), True: "".join(_BOLD.values())}
# Too wide by a quarter and an eighth of the type's size: with them so, drawings and columns are as they always were.
TOO_WIDE = {(True, "э"), (True, "…")}
MOST_APART = 0.06
WORDS = " ".join([*TITLES, *SUBJECTS, *OBJECTS, *TERMS, *PEOPLE, *RESULTS, *PAPERS])


@cache
def widths_in_font(*, bold: bool) -> dict[str, float]:
    """In sizes of the type."""
    files = (path for folder in FONT_FOLDERS for path in Path(folder).expanduser().rglob(FONTS[bold]))
    with TTFont(next(files)) as font:
        size, widths = font["head"].unitsPerEm, font["hmtx"]
        return {chr(code): widths[glyph][0] / size for code, glyph in font.getBestCmap().items()}


def width_in_font(text: str, *, bold: bool) -> float:
    return sum(map(widths_in_font(bold=bold).__getitem__, text))


def reckoned_width(text: str, *, bold: bool) -> float:
    return text_width(text, 1, bold=bold) / MM_PER_POINT


@pytest.mark.parametrize("bold", [False, True])
def test_each_letter_is_about_as_wide_as_in_the_font(bold):
    apart = {
        letter: round(reckoned_width(letter, bold=bold) - width_in_font(letter, bold=bold), 2)
        for letter in sorted({*LISTED[bold], *RUSSIAN})
    }
    wrong = {letter for letter, difference in apart.items() if abs(difference) > MOST_APART}
    assert wrong == {letter for is_bold, letter in TOO_WIDE if is_bold == bold}, apart


@pytest.mark.parametrize("bold", [False, True])
def test_words_are_reckoned_a_little_too_wide_rather_than_too_narrow(bold):
    assert 1 <= reckoned_width(WORDS, bold=bold) / width_in_font(WORDS, bold=bold) < 1.02
