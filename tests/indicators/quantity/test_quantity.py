"""Values as people write them: what they mean, that no text is refused, that what the portal writes reads back."""

import json
import re
from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from indicators.quantity import (
    Bound,
    NotApplicable,
    Number,
    NumericValue,
    PlainText,
    Range,
    Share,
    ShareOfNothing,
    is_reached,
    judged_plan,
    read_quantity,
    write_number,
)
from indicators.quantity.units import unit_in_name
from tests.indicators.quantity.quantity_forms import FORMS, Meaning
from tests.roadmap.exchange.real_programmes import FILES, needs_programmes

UNITS = ("", "%", "чел.", "балл", "тыс. руб.", "место")
PIECES = (
    *("0", "1", "12", "40", "100", "234", "2018", "4,5", "1.500", "12.05", ",", ".", ";", ":", "…", "+", "=", "№", "?"),
    *("(", ")", "/", "-", "–", "\u2212", ">", "≥", "<", "~", "%", "%%", " ", "\n", "\u00a0", "\u200b", "\u00ad", "х"),
    *("из", "от", "до", "и", "более", "не", "менее", "в", "г", "уч.", "год", "было"),
    *("чел.", "балла", "б", "тыс.", "кл", "9", "11"),
    *("999999999999999999", "0,00000000000000001", "млрд", "руб."),
)
texts = st.text() | st.lists(st.sampled_from(PIECES), max_size=14).map("".join)
spaced_texts = st.lists(st.sampled_from(PIECES), max_size=10).map(" ".join)
numbers = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=4) | (
    st.integers(-(10**12), 10**12).map(Decimal)
)


def meaning_of(text: str, unit: str = "") -> dict:
    return {key: value for key, value in read_quantity(text, unit).as_json().items() if key != "doubts"}


@pytest.mark.parametrize(("written", "unit", "meaning", "doubts"), FORMS)
def test_written_form(written, unit, meaning: Meaning, doubts):
    expected = meaning._asdict()
    if meaning.previous:
        expected["previous"] = dict(zip(("period", "number"), meaning.previous, strict=True))

    assert meaning_of(written, unit) == expected
    found = read_quantity(written, unit).doubts
    assert len(found) == len(doubts), found
    for sentence, part in zip(found, doubts, strict=True):
        assert part in sentence


def test_the_table_holds_each_form_once_and_at_least_two_hundred():
    counted = Counter((form.written, form.indicators_unit) for form in FORMS)

    assert [form for form, times in counted.items() if times > 1] == []
    assert len(counted) >= 200


@given(texts, st.sampled_from(UNITS) | st.text())
def test_any_text_is_read_and_printed_as_typed(text, unit):
    quantity = read_quantity(text, unit)

    assert str(quantity) == text
    assert quantity == read_quantity(text, unit)
    meant = json.loads(json.dumps(quantity.as_json()))
    if meant["kind"] in ("number", "bound", "range"):
        assert meant["number"] is not None
    elif meant["kind"] != "share":
        assert (meant["number"], meant["unit"], meant["previous"]) == (None, "", None)
    assert (meant["number"] is not None) == isinstance(quantity, NumericValue)
    assert (meant["upper"] is not None) == (meant["kind"] == "range") == isinstance(quantity, Range)
    assert (meant["comparison"] is not None) == (meant["kind"] == "bound") == isinstance(quantity, Bound)
    assert (meant["count"] is not None) == (meant["kind"] == "share") == isinstance(quantity, Share | ShareOfNothing)
    assert all(re.match(r"[A-ZА-ЯЁ«0-9]", doubt) and doubt.endswith((".", "?")) for doubt in quantity.doubts)
    if isinstance(quantity, Range):
        assert quantity.number <= quantity.upper


@pytest.mark.parametrize("scale", ["", " тыс.", " млрд", " млрд руб.", "%", " из 3", " (1%)"])
@pytest.mark.parametrize("figure", ["9" * 18, "9" * 19, "0," + "9" * 17, "9" * 5000])
def test_long_figures_are_read(figure, scale):
    assert str(read_quantity(figure + scale, "тыс. руб.")) == figure + scale


@given(texts)
def test_text_with_figures_is_never_kept_silently(text):
    quantity = read_quantity(text)

    assume(isinstance(quantity, PlainText) and re.search("[0-9]", text))
    assert quantity.doubts


@given(numbers)
@example(Decimal("4.50"))
@example(Decimal("1E+6"))
@example(Decimal(2018))
@example(Decimal("0.00001"))
def test_written_number_reads_back_the_same(number):
    quantity = read_quantity(write_number(number))

    assert (type(quantity), quantity.number, quantity.doubts) == (Number, number, ())
    assert max(-number.as_tuple().exponent, 0) == max(-quantity.number.as_tuple().exponent, 0)


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (Decimal("0"), "0"),
        (Decimal("4.50"), "4,50"),
        (Decimal("-3.5"), "-3,5"),
        (Decimal("1234.5"), "1\u00a0234,5"),
        (Decimal("1E+6"), "1\u00a0000\u00a0000"),
        (Decimal("0.000001"), "0,000001"),
    ],
)
def test_number_is_written_with_comma_and_no_break_spaces(number, written):
    assert write_number(number) == written


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1E+18", "1E-18"])
def test_what_is_no_figure_is_not_written(number):
    with pytest.raises(ValueError, match="not a figure"):
        write_number(Decimal(number))


@given(texts, st.sampled_from(["", " ", "\n", "\u00a0 ", "\t", "\u200b"]), st.sampled_from(["", " ", "\n", "\r\n"]))
def test_blanks_around_change_nothing(text, before, after):
    assert meaning_of(before + text + after) == meaning_of(text)


@given(spaced_texts, st.sampled_from("\u2010\u2011\u2012–—\u2212"))
def test_kind_of_dash_changes_nothing(text, dash):
    one_kind = re.sub("[–\u2212]", "-", text)

    assert meaning_of(one_kind.replace("-", dash)) == meaning_of(one_kind)


@given(spaced_texts, st.sampled_from("\u00a0\u2007\u2009\u202f"))
def test_kind_of_space_changes_nothing(text, space):
    one_kind = text.replace("\u00a0", " ")

    assert meaning_of(one_kind.replace(" ", space)) == meaning_of(one_kind)


@given(texts)
def test_case_changes_nothing(text):
    assume(text.upper().lower() == text.lower())
    one, other = meaning_of(text.lower()), meaning_of(text.upper())
    same = ("kind", "number", "upper", "comparison")

    assert [one[key] for key in same] == [other[key] for key in same]


@given(
    st.integers(0, 999),
    st.sampled_from([", ", "; ", " / ", " и ", "\n", " + ", "  ", " х ", ": ", " = ", " (", "\t", " % ", " № "]),
    st.integers(0, 99),
)
def test_two_numbers_without_relation_are_doubted(first, between, second):
    assert read_quantity(f"{first}{between}{second}").doubts
    assert read_quantity(f"{first}{between}{second})").doubts


@given(st.integers(0, 500), st.integers(1, 500))
def test_parts_of_a_share_are_kept(count, total):
    assume(count <= total)
    quantity = read_quantity(f"{count} из {total}")

    assert (type(quantity), quantity.count, quantity.total, quantity.doubts) == (Share, count, total, ())
    assert abs(quantity.number - Decimal(count) * 100 / total) < Decimal("0.001")


REACHED = [
    # plan, fact, direction, reached
    ("70", "70", "more", True),
    ("70", "69,9", "more", False),
    ("70", "70,1", "more", True),
    ("70", "70", "less", True),
    ("70", "69,9", "less", True),
    ("70", "70,1", "less", False),
    ("70", "70", "neither", None),
    ("Более 70", "70,5", "more", True),
    ("Более 70", "70", "more", False),
    ("Более 70", "70", "less", True),
    ("Не менее 70", "70", "neither", True),
    ("Не менее 70", "69", "neither", False),
    ("не более 5", "5", "more", True),
    ("не более 5", "6", "more", True),
    ("не более 5", "4,9", "more", False),
    ("не более 5", "6", "less", False),
    ("не более 5", "6", "", False),
    ("менее 5", "5", "less", False),
    ("до 5", "4", "more", False),
    ("до 5", "4", "less", True),
    ("до 75 %", "78 %", "more", True),
    ("до 75 %", "75 %", "more", True),
    ("до 75 %", "74 %", "more", False),
    ("до 75 %", "78 %", "less", False),
    ("с 71 % до 79 %", "78 %", "more", False),
    ("с 71 % до 79 %", "79 %", "more", True),
    ("с 71 % до 79 %", "85 %", "more", True),
    ("с 79 до 71", "72", "less", False),
    ("с 79 до 71", "70", "less", True),
    ("3,8–4,0", "3,8", "more", True),
    ("3,8–4,0", "3,7", "more", False),
    ("3,8–4,0", "4,5", "more", True),
    ("3–5", "5", "less", True),
    ("3–5", "2", "less", True),
    ("3–5", "6", "less", False),
    ("3–5", "3", "neither", True),
    ("3–5", "5", "neither", True),
    ("3–5", "2", "neither", False),
    ("3–5", "6", "neither", None),
    ("0", "0", "less", True),
    ("0%", "0 (0%)", "less", True),
    ("0", "1", "less", False),
    ("0%", "1 из 30000", "less", False),
    ("0", "5", "more", None),
    ("70", "более 70", "more", True),
    ("70", "не менее 70", "more", True),
    ("70", "более 60", "more", None),
    ("70", "менее 70", "more", False),
    ("70", "не более 70", "more", None),
    ("Более 70", "более 70", "more", True),
    ("Более 70", "не менее 70", "more", None),
    ("Более 70", "не более 70", "more", False),
    ("70", "70-80", "more", True),
    ("70", "60-69", "more", False),
    ("70", "65-75", "more", None),
    ("Не менее 32%", "12 из 40", "more", False),
    ("Более 10%", "11% (в 2017-2018г – 13%)", "more", True),
    ("1 чел.", "1 (9%)", "more", True),
    ("2 чел.", "1 (9%)", "more", False),
    ("5%", "7 чел.", "more", None),
    ("5%", "7", "more", True),
    ("70 баллов", "70,5", "more", True),
    ("70", "-", "more", None),
    ("70", "н/д", "more", None),
    ("70", "", "more", None),
    ("70", "выполнено", "more", None),
    ("-", "70", "more", None),
    ("выполнено", "выполнено", "more", None),
    ("50%", "0 из 0", "more", None),
]


@pytest.mark.parametrize(("plan", "fact", "direction", "expected"), REACHED)
def test_plan_is_reached(plan, fact, direction, expected):
    assert is_reached(read_quantity(plan), read_quantity(fact), direction) is expected


MEANT = [
    # plan, direction, meaning, what is judged, direction of judging, doubts begin, asks
    ("до 75 %", "more", "", "75", "more", ["«до 75 %» прочитано как цель"], True),
    ("до 75 %", "more", "goal", "75", "more", [], False),
    ("до 75 %", "more", "limit", "<=75", "less", [], False),
    ("до 75 %", "less", "", "<=75", "less", [], False),
    ("до 75 %", "", "", "<=75", "less", ["«до 75 %» прочитано как предел"], True),
    ("до 75 %", "", "goal", "75", "more", [], False),
    ("до 75 %", "", "limit", "<=75", "less", [], False),
    ("не более 75 %", "", "", "<=75", "less", [], False),
    ("не более 75 %", "more", "", "75", "more", ["«не более 75 %» прочитано как цель"], True),
    ("не менее 75 %", "less", "", "75", "less", ["«не менее 75 %» прочитано как цель"], True),
    ("не менее 75 %", "more", "", ">=75", "more", [], False),
    ("с 71 % до 79 %", "more", "", "79", "more", ["«С 71 до 79» прочитано как путь к 79"], True),
    ("с 71 % до 79 %", "more", "goal", "79", "more", [], False),
    ("с 71 % до 79 %", "more", "limit", "71–79", "more", [], False),
    ("с 71 % до 79 %", "less", "goal", "79", "less", ["По плану становится хуже: было 71, будет 79"], False),
    ("с 79 % до 71 %", "more", "", "71", "more", ["По плану становится хуже: было 79, будет 71"], False),
    ("с 79 % до 71 %", "less", "", "71", "less", [], False),
    ("от 71 % до 79 %", "more", "", "71–79", "more", ["«От 71 до 79» прочитано как промежуток"], True),
    ("от 71 % до 79 %", "more", "limit", "71–79", "more", [], False),
    ("от 71 % до 79 %", "more", "goal", "79", "more", [], False),
    ("от 79 % до 71 %", "less", "goal", "71", "less", [], False),
    ("от 71 % до 79 %", "less", "goal", "79", "less", ["По плану становится хуже: было 71, будет 79"], False),
    ("71–79 %", "more", "", "71–79", "more", [], False),
    ("75", "more", "", "75", "more", [], False),
    ("", "more", "", "Empty", "more", [], False),
    ("программа создана", "", "", "PlainText", "", [], False),
]


@pytest.mark.parametrize(("plan", "direction", "meaning", "judged", "by", "doubted", "asks"), MEANT)
def test_the_catalogues_direction_wins_over_a_word_which_is_asked_about_once(
    plan, direction, meaning, judged, by, doubted, asks
):
    found = judged_plan(read_quantity(plan, "%"), direction, meaning)
    quantity = found.quantity
    match quantity:
        case Range():
            shown = f"{quantity.number}–{quantity.upper}"
        case Bound():
            shown = f"{quantity.comparison}{quantity.number}"
        case Number():
            shown = str(quantity.number)
        case _:
            shown = type(quantity).__name__

    assert (shown, found.direction, found.asks_meaning) == (judged, by, asks)
    assert [each[: len(begins)] for each, begins in zip(found.doubts, doubted, strict=True)] == doubted


def test_units_of_the_indicator_are_compared():
    assert is_reached(read_quantity("25 чел.", "чел. в год"), read_quantity("30", "чел. в год"), "more") is True
    assert is_reached(read_quantity("10", "тыс. руб."), read_quantity("1 млн руб.", "тыс. руб."), "more") is True


@given(texts, texts, st.sampled_from(["more", "less", "neither", ""]))
def test_any_plan_and_fact_can_be_compared(plan, fact, direction):
    assert is_reached(read_quantity(plan), read_quantity(fact), direction) in (True, False, None)


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("Доля выпускников, %", "%"),
        ("Количество участников, чел. в год", "чел. в год"),
        ("Количество участников, чел", "чел."),
        ("Результат ЕГЭ, баллы", "баллы"),
        ("Обучение директоров, учителей", ""),
        ("Средний балл", ""),
        ("% качества знаний", ""),
        ("Средний балл, ГИА9, 11", ""),
    ],
)
def test_unit_in_a_name(name, unit):
    assert unit_in_name(name) == unit


def cells(data) -> list[str]:
    """The values of an interchange document, wherever they stand in it."""
    if isinstance(data, list):
        return [cell for item in data for cell in cells(item)]
    if not isinstance(data, dict):
        return []
    keys = {"baseline", "plan", "fact", "target", "current", "expected"}
    found = []
    for key, item in data.items():
        found += [item] if key in keys and isinstance(item, str) else cells(item)
    return found


# What the cells look like, from the more to the less particular: form, kind, whether it is doubted.
LOOKS = [
    (r"[-–х]", NotApplicable, False),
    (r"[\d,]+ ?%%", Number, True),
    (r"[\d,]+( ?%| чел\.)?", Number, False),
    (r"\d+ \(\d+%\)", Share, False),
    (r"[\d,]+ ?(%|балл|балла|баллов) \(в 2017-2018г –.*\)", Number, False),
    (r"(Более|[Нн]е менее) \d+(%| баллов)?", Bound, False),
    (r"\d,\d [-–] \d,\d", Range, False),
    (r"Факт [а-я ]+ не менее \d+%", Bound, True),
    (r"\D*", PlainText, False),
    (r"\D+ \d+%\D*", PlainText, True),
]


@needs_programmes
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_value_of_the_real_programmes_is_misread(path):
    for cell in cells(json.loads(path.read_text(encoding="utf-8"))):
        kind, is_doubted = next(look[1:] for look in LOOKS if re.fullmatch(look[0], cell))
        quantity = read_quantity(cell)
        assert (type(quantity), bool(quantity.doubts)) == (kind, is_doubted), cell
        if kind in (PlainText, NotApplicable):
            continue
        period = "2017-2018" if "2017-2018" in cell else None
        figures = re.findall(r"\d+(?:,\d+)?", cell.replace("2017-2018", ""))
        meant = quantity.as_json()
        read = [meant["count"], meant["number"], meant["upper"], quantity.previous and meant["previous"]["number"]]
        assert [write_number(Decimal(figure)) for figure in read if figure is not None] == figures, cell
        assert (quantity.previous.period if quantity.previous else None) == period
        assert quantity.unit == next((unit for unit in ("%", "балл", "чел.") if unit in cell), "")
