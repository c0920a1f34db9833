"""Reads cells with a word or a sign in place of a number: not applicable, no data, a ditto mark, an Excel error."""

import re

from indicators.quantity import doubts
from indicators.quantity.quantities import Empty, NoData, NotApplicable, PlainText
from indicators.quantity.tokens import simple_words

NOT_APPLICABLE = {
    *("х", "x", "н/п", "н\\п", "н.п", "н. п", "нп", "не применимо", "неприменимо", "не применяется"),
    *("не предусмотрено", "не оценивается", "не проводилось", "не проводился", "не проводилась", "не проводились"),
}
NO_DATA = {
    *("…", "...", "н/д", "н\\д", "н.д", "н. д", "нд", "нет данных", "данных нет", "данные отсутствуют"),
    *("нет сведений", "сведений нет", "сведения отсутствуют", "нет информации", "информация отсутствует", "неизвестно"),
}
PROBABLY_NO_DATA = {"?", "??", "???", "#н/д", "#n/a", "n/a", "na"}
# «-//-», «—"—», «то же» repeat the cell above, which the reader of a single cell does not know.
_DITTO = re.compile(
    r"(?=.*(?://|[\"«»„“”'‘’¨|]))[-\s/\"«»„“”'‘’¨|]+"
    r"|-+ ?(?:ii|ll|іі|іi|11) ?-+|(?:то|так|там) же(?: самое)?|тот же|та же"
)
_LONGEST_DITTO = 14
NONE_OR_ZERO = {"нет", "нету", "отсутствует", "отсутствуют", "не было", "не имеется"}
# «#ДЕЛ/0!», a column that is too narrow («#####»), LibreOffice's «Err:502».
_SPREADSHEET_ERROR = re.compile(r"#[#\s%.,]*|#[^\W\d_]\w*(?:/\w+)?[!?]?|(?:err|ош|ошибка) ?: ?[0-9]{3}")
_END = " .;,"


def value_in_words(text: str) -> Empty | NotApplicable | NoData | PlainText | None:
    """The meaning of a cell without a number, if its text is one of the known words or signs; else None."""
    words = simple_words(text)
    if not words:
        return Empty(text)
    key = words.rstrip(_END) or words
    if not key.replace("-", "").replace(" ", "").replace("%", "") and "-" in key:
        return NotApplicable(text)
    if len(key) <= _LONGEST_DITTO and _DITTO.fullmatch(key):
        return PlainText(text, doubts=(doubts.ditto(),))
    if key in NOT_APPLICABLE:
        return NotApplicable(text)
    if key in NO_DATA or words in NO_DATA:
        return NoData(text)
    if key in PROBABLY_NO_DATA or not key.strip("_"):
        return NoData(text, doubts=(doubts.unknown_value(text.strip()),))
    if key in NONE_OR_ZERO:
        return PlainText(text, doubts=(doubts.none_or_zero(key),))
    if _SPREADSHEET_ERROR.fullmatch(key):
        return PlainText(text, doubts=(doubts.excel_error(key.upper()),))
    if key in ("о", "o"):
        return PlainText(text, doubts=(doubts.letter_for_zero(),))
    return None


def says_none(text: str) -> bool:
    """Return whether the text is «нет», «отсутствует» or alike, which may mean zero, no data or not done."""
    return text.strip(_END).casefold() in NONE_OR_ZERO
