"""Writes numbers as a Russian Excel shows them by their format, and finds the format that shows a written number."""

import datetime
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation, Overflow
from functools import lru_cache

from portal.text.cases import Case, month_in_case

GENERAL = "General"
NOT_SHOWN = "########"  # what Excel fills a cell with if it can't show the number
_NO_BREAK_SPACE = "\u00a0"
_DIGITS = Context(prec=15)  # as many as Excel keeps
_GENERAL_LENGTH = 11  # characters that Excel shows of a number without a format
# What Excel itself can hold: the greatest power of ten of a number, and the most letters of a format.
_LARGEST, LONGEST_FORMAT = 308, 255
_MOST_PLACES = 30  # decimals that Excel's dialog offers; a number with more digits is shown by its power of ten

_TOKEN = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[([^\]]*)\]|(General|Основной)|([0#?.,]+(?:[Ee][+-][0#?]+)?)|(.)', re.S)
_DATE_LETTERS = re.compile(r"[ymdhs]", re.I)
_WRITTEN = re.compile(
    r"(-?)(0|[1-9][0-9]{0,2}(?:[ \u00a0\u202f\u2009][0-9]{3})+|[1-9][0-9]*)(?:,([0-9]+))?([ \u00a0\u202f]?%)?"
)
_POINTED = re.compile(r"-?[0-9]+\.[0-9]+(?:[ \u00a0\u202f]?%)?")
_EPOCH = datetime.datetime(1899, 12, 30)
_EPOCH_1904 = datetime.datetime(1904, 1, 1)


@dataclass(frozen=True)
class ShownNumber:
    """A number as a person sees it in Excel; `hidden` has all its digits if the format shows fewer.

    `part_of_day` is what is shown by a format without a date's day or year: «октябрь 2024», «15 сентября».
    """

    text: str
    hidden: str = ""
    part_of_day: str = ""


@dataclass(frozen=True)
class _Section:
    """A part of a number format: the digits with the literal text before and after them."""

    before: str
    digits: str  # "#,##0.0#", "" for text only, "General"
    after: str
    per_cent: int = 0
    is_date: bool = False


@lru_cache(maxsize=50_000)
def shown(number: str, number_format: str, dates_from_1904: bool = False) -> ShownNumber:
    """Return a number, written as in a cell's XML, as its format shows it. Raises ValueError if it is no number."""
    try:
        value = _DIGITS.create_decimal(number)
    except (InvalidOperation, Overflow):
        raise ValueError(number) from None
    if not value.is_finite() or value.adjusted() > _LARGEST:
        raise ValueError(number)
    if value.adjusted() > _MOST_PLACES:
        return ShownNumber(_write_power_of_ten(value))
    value = value if value.adjusted() >= -_LARGEST else Decimal(0)
    section, value = _section(number_format if len(number_format) <= LONGEST_FORMAT else GENERAL, value)
    if section.is_date and number.lstrip().startswith("-"):
        return ShownNumber(NOT_SHOWN)
    if section.is_date:
        moment = _moment(value, dates_from_1904)
        if moment is None:
            return ShownNumber(_general(value).text)
        return ShownNumber(_date(moment, section.digits), part_of_day=_part_of_day(moment, section.digits))
    if section.digits == GENERAL:
        general = _general(value)
        return ShownNumber(section.before + general.text + section.after, general.hidden)
    if "E" in section.digits or "e" in section.digits or "?" in section.digits:
        return _general(value)
    if not section.digits:
        return ShownNumber(section.before, _plain(value))
    return _by_digits(value, section)


def with_comma(text: str) -> str:
    """Replace the point of a written number by a comma, as a cell of Excel shows it; leave any other text unchanged."""
    return text.replace(".", ",") if _POINTED.fullmatch(text) else text


def number_and_format(text: str) -> tuple[Decimal, str] | None:
    """Return a number and a format by which a cell shows exactly this text, or None if it has to be kept as text."""
    match = _WRITTEN.fullmatch(text)
    if not match:
        return None
    sign, whole, decimals, per_cent = match.groups()
    plain = re.sub(r"\D", "", whole)
    number = Decimal(f"{sign}{plain}.{decimals or '0'}")
    if len(plain) + len(decimals or "") > 15 or (sign and not number):
        return None
    number_format = "#,##0" if plain != whole else "0"
    if decimals:
        number_format += "." + "0" * len(decimals)
    elif not per_cent and plain == whole and len(text) <= _GENERAL_LENGTH:
        return number, GENERAL
    if per_cent:
        number = number.scaleb(-2)
        number_format += per_cent if len(per_cent) == 1 else f'"{per_cent[0]}"%'
    elif decimals and decimals[-1] != "0" and plain == whole and len(text) <= _GENERAL_LENGTH:
        number_format = GENERAL  # so that what is typed over it later isn't rounded
    return number, number_format


def _section(number_format: str, value: Decimal) -> tuple[_Section, Decimal]:
    """Return the section of the format for the number, and the number to show.

    A section for negative numbers has their minus itself, so it is given the number without its sign.
    """
    sections = _sections(number_format)
    if value > 0 or len(sections) == 1:
        return sections[0], value
    if value < 0:
        return sections[1], -value
    return sections[2] if len(sections) > 2 else sections[0], value


@lru_cache(maxsize=2_000)
def _sections(number_format: str) -> list[_Section]:
    found: list[list[re.Match]] = [[]]
    for token in _TOKEN.finditer(number_format):
        if token[6] == ";":
            found.append([])
        else:
            found[-1].append(token)
    return [_read_section(section) for section in found]


def _read_section(tokens: list[re.Match]) -> _Section:
    before, digits, after, per_cent, is_date = "", "", "", 0, False
    for token in tokens:
        quoted, escaped, bracketed, general, placeholders, other = token.groups()
        literal = quoted or escaped or ""
        if bracketed is not None:
            is_date = is_date or bracketed.casefold() in ("h", "hh", "m", "mm", "s", "ss")
            if bracketed.startswith("$"):
                literal = bracketed[1:].split("-")[0]
        elif general or (placeholders and any(sign in placeholders for sign in "0#?")):
            digits += GENERAL if general else placeholders
        elif other and _DATE_LETTERS.match(other):
            is_date = True
            digits += other.casefold()
        elif other == "@" and not digits:
            digits = GENERAL
        elif other == "%":
            per_cent += 1
            literal = "%"
        elif other or placeholders:
            literal = other or placeholders
        if digits:
            after += literal
        else:
            before += literal
    return _Section(before, digits, after, per_cent, is_date)


def _by_digits(value: Decimal, section: _Section) -> ShownNumber:
    whole, _, decimals = section.digits.partition(".")
    decimals = decimals[:_MOST_PLACES]
    thousands = len(whole) - len(whole.rstrip(","))
    exact = value.scaleb(2 * section.per_cent)
    scaled = exact.scaleb(-3 * thousands)
    rounded = scaled.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP, _DIGITS_OF_ANY)
    figures = format(abs(rounded), "f")
    before_point, _, after_point = figures.partition(".")
    least = decimals.rfind("0") + 1
    after_point = after_point[:least] + after_point[least:].rstrip("0")
    before_point = before_point.lstrip("0").rjust(whole.count("0"), "0")
    if "," in whole.rstrip(","):
        before_point = f"{int(before_point or 0):,}".replace(",", _NO_BREAK_SPACE) if before_point else ""
    text = before_point + (f",{after_point}" if after_point else "")
    minus = "-" if rounded < 0 else ""
    hidden = "" if rounded == scaled else _plain(exact) + "%" * section.per_cent
    return ShownNumber(minus + section.before + text + section.after, hidden)


# Enough digits for the largest number in per cent of per cent …, with as many decimals as the longest format has.
_DIGITS_OF_ANY = Context(prec=_LARGEST + 3 * LONGEST_FORMAT)


def _general(value: Decimal) -> ShownNumber:
    text = _plain(value)
    if len(text.lstrip("-")) <= _GENERAL_LENGTH or "," not in text:
        return ShownNumber(text)
    places = _GENERAL_LENGTH - 1 - max(value.adjusted() + 1, 1)
    rounded = value.quantize(Decimal(1).scaleb(-max(places, 0)), ROUND_HALF_UP, _DIGITS_OF_ANY)
    if not rounded:
        return ShownNumber(text)
    return ShownNumber(_plain(rounded), text)


def _write_power_of_ten(value: Decimal) -> str:
    digits, _, power = f"{value:.14E}".partition("E")
    return f"{digits.rstrip('0').rstrip('.')}E{power}".replace(".", ",")


def _plain(value: Decimal) -> str:
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", ",") if text not in ("-0", "") else "0"


def _moment(value: Decimal, dates_from_1904: bool) -> datetime.datetime | None:
    try:
        return (_EPOCH_1904 if dates_from_1904 else _EPOCH) + datetime.timedelta(seconds=round(value * 86_400))
    except OverflowError:
        return None


def _part_of_day(moment: datetime.datetime, letters: str) -> str:
    """Return the part of a date that the format shows; empty if it shows a whole day, or a time."""
    shows = {part: part in letters for part in "dmyhs"}
    if shows["h"] or shows["s"] or (shows["d"] and shows["y"]) or not (shows["m"] or shows["y"]):
        return ""
    if shows["d"]:
        return f"{moment.day} {month_in_case(moment.month, Case.GENITIVE)}"
    month = month_in_case(moment.month, Case.NOMINATIVE) if shows["m"] else ""
    return f"{month} {moment.year if shows['y'] else ''}".strip()


def _date(moment: datetime.datetime, letters: str) -> str:
    """Write the date or time in full, whichever parts of it the format shows, since how it was typed isn't known."""
    has_day = any(letter in letters for letter in "ydгд")
    has_time = any(letter in letters for letter in "hs") or (not has_day and "m" not in letters)
    if has_time and not has_day:
        return f"{moment:%H:%M}"
    return f"{moment:%d.%m.%Y %H:%M}" if has_time else f"{moment:%d.%m.%Y}"
