"""Terms as people write them: which days they mean, that no text is refused, that what the portal writes reads back."""

import io
import json
import re
from calendar import monthrange
from collections import Counter
from datetime import date, timedelta

import pytest
from django.core.management import CommandError, ManagementUtility, call_command
from hypothesis import example, given, settings
from hypothesis import strategies as st

from roadmap.term import DateSpan, TermSetting, read_own_year, read_term, write_span
from tests.roadmap.exchange.real_programmes import FILES, needs_programmes
from tests.roadmap.term.term_forms import FORMS

PIECES = (
    *("1", "5", "15", "31", "32", "20", "2019", "2020", "2021", "2022", "9999", "01.09.2020", "31.02.2021", "15.03"),
    *("03.2021", "/"),
    *("-", "–", ",", ".", ";", ":", "(", ")", "«", "»", " ", "\n", "\u00a0", "\u00ad", "№", "I", "IV", "П"),
    *("г.", "гг", "г. г.", "год", "года", "уч.", "учебный", "учебного года", "в", "на", "с", "по", "до", "к", "и"),
    *("не позднее", "январь", "декабря", "сент", "августе", "май", "февраля", "осень", "зимние", "каникулы", "квартал"),
    *("полугодие", "четверть", "декада", "неделя", "половина", "начало", "конец", "последняя", "первая", "весь"),
    *("период", "срок", "в течение", "месяца", "ежегодно", "ежемесячно", "ежеквартально", "раза", "в год", "каждый"),
    *("числа", "следующего за отчетным", "постоянно", "по плану", "после", "по итогам", "при необходимости", "далее"),
    *("РМО", "программы", "3 года", "<br>", "&nbsp;"),
)
texts = st.text() | st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join)
glued_texts = st.lists(st.sampled_from(PIECES), max_size=10).map("".join)
days = st.dates(date(1901, 1, 1), date(2199, 12, 31))
spans = st.tuples(days, days).map(lambda pair: DateSpan(*sorted(pair)))
near_days = st.dates(date(2018, 1, 1), date(2024, 12, 31))
near_spans = st.tuples(near_days, near_days).map(lambda pair: DateSpan(*sorted(pair)))
own_years = st.sampled_from(["", "2020", "2019-2020", "2021-2022", "2019-2022"]).map(lambda text: read_own_year(text))
situations = st.builds(TermSetting, near_spans, own_years)
unhurried = settings(deadline=None)  # the first reading of a form takes longer than the next
written_forms = st.sampled_from([form for form in FORMS if not form.own and "&" not in form.written])


def years(first: int, last: int) -> DateSpan:
    return DateSpan(date(first, 1, 1), date(last, 12, 31))


def shown(span: DateSpan) -> str:
    """As the table of forms writes it."""
    start, end = span.start, span.end
    if start == end:
        return start.isoformat()
    if start.day > 1 or end.day < monthrange(end.year, end.month)[1]:
        return f"{start}…{end}"
    is_years = (start.month, end.month) == (1, 12)
    first, last = (f"{day:%Y}" if is_years else f"{day:%Y-%m}" for day in (start, end))
    return first if first == last else f"{first}…{last}"


def meaning_of(text: str, setting: TermSetting) -> tuple[DateSpan, ...]:
    return read_term(text, setting).spans


@pytest.mark.parametrize("form", FORMS, ids=lambda form: f"{form.written} {form.own}".strip())
def test_written_form(form):
    term = read_term(form.written, TermSetting(years(*form.years), read_own_year(form.own)))

    assert " ".join(shown(span) for span in term.spans) == form.spans
    assert len(term.doubts) == len(form.doubts), term.doubts
    for sentence, part in zip(term.doubts, form.doubts, strict=True):
        assert part in sentence


def test_the_table_holds_each_form_once_and_at_least_four_hundred():
    counted = Counter((form.written, form.years, form.own) for form in FORMS)

    assert [form for form, times in counted.items() if times > 1] == []
    assert len(counted) >= 400


@unhurried
@given(texts | glued_texts, st.builds(TermSetting, spans, own_years) | situations)
@example("9" * 5000, TermSetting(years(2020, 2022)))
@example("²", TermSetting(years(2020, 2022)))
@example("сентябрь – май 1901", TermSetting(years(1901, 1901)))
@example("ежегодно 29 февраля", TermSetting(years(2021, 2023)))
@example("1, " * 20 + "мая", TermSetting(years(2020, 2022)))
@example("1-" * 1000, TermSetting(years(2020, 2022)))
def test_any_text_is_read(text, setting):
    term = read_term(text, setting)

    assert str(term) == text
    assert list(term.spans) == sorted(set(term.spans))
    for span in term.spans:
        assert span.start <= span.end
        assert 1900 <= span.start.year <= span.end.year <= 2200
    assert term.is_open == (not term.spans)
    assert all(re.match(r"[A-ZА-ЯЁ«0-9]", doubt) and doubt.endswith((".", "?")) for doubt in term.doubts)
    json.dumps(term.as_json())


@unhurried
@given(spans)
@example(DateSpan(date(2020, 9, 1), date(2021, 8, 31)))
@example(DateSpan(date(2020, 2, 29), date(2020, 2, 29)))
@example(years(2020, 2022))
def test_written_span_reads_back_the_same(span):
    term = read_term(write_span(span), TermSetting(years(1901, 2199)))

    assert (term.spans, term.doubts) == ((span,), ())


@unhurried
@given(near_days, st.integers(0, 800), st.sampled_from([" ", "", "  ", "\n"]), st.sampled_from("-–—~"))
def test_dates_in_figures_are_read_back(start, length, blank, dash):
    end = start + timedelta(days=length)

    for text in (f"с {start:%d.%m.%Y} по {end:%d.%m.%Y}", f"{start:%d.%m.%Y}{blank}{dash}{blank}{end:%d.%m.%Y} г."):
        assert meaning_of(text, TermSetting(years(2010, 2030))) == (DateSpan(start, end),)


@unhurried
@given(written_forms, st.sampled_from([str.upper, str.lower, str.swapcase]))
def test_case_changes_nothing(form, change):
    setting = TermSetting(years(*form.years))

    assert meaning_of(change(form.written), setting) == meaning_of(form.written, setting)


@unhurried
@given(written_forms, st.sampled_from("-\u2010\u2011\u2012–—\u2212~"))
def test_kind_of_dash_changes_nothing(form, dash):
    setting = TermSetting(years(*form.years))

    assert meaning_of(re.sub("[–—~-]", dash, form.written), setting) == meaning_of(form.written, setting)


@unhurried
@given(written_forms, st.sampled_from(["  ", "\n", "\u00a0", "\t", "\r\n"]))
def test_kind_of_blank_changes_nothing(form, blank):
    setting = TermSetting(years(*form.years))

    assert meaning_of(form.written.replace(" ", blank), setting) == meaning_of(form.written, setting)


@unhurried
@given(written_forms, st.sampled_from(["", ".", ";", ".."]), st.sampled_from(["", " ", "\n"]))
def test_the_end_of_a_term_changes_nothing(form, end, blank):
    setting = TermSetting(years(*form.years))

    assert meaning_of(blank + form.written + end + blank, setting) == meaning_of(form.written, setting)


@pytest.mark.parametrize("unit", ["", " ", "г", "г.", " г", " г.", "гг", " гг.", " г.г.", " г. г.", " год", " годы"])
@pytest.mark.parametrize("dash", ["-", " - ", "– ", " —", "\n-"])
def test_the_word_for_years_changes_nothing(unit, dash):
    assert meaning_of(f"Август{dash}сентябрь 2021{unit}", TermSetting(years(2020, 2022))) == (
        DateSpan(date(2021, 8, 1), date(2021, 9, 30)),
    )
    assert meaning_of(f"2020{dash}2022{unit}", TermSetting(years(2020, 2022))) == (years(2020, 2022),)


@pytest.mark.parametrize("written", ["Aвгуст 2020", "Aпpeль 2020", "MAPT 2020", "Oктябрь 2020"])
def test_latin_letters_that_look_the_same_are_read(written):
    assert len(meaning_of(written, TermSetting(years(2020, 2022)))) == 1


@pytest.mark.parametrize(
    ("written", "own"),
    [
        ("2020", "2020 год"),
        ("2020 год", "2020 год"),
        ("2019-2020", "2019–2020 учебный год"),
        ("2019 /20 учебный год", "2019–2020 учебный год"),
        ("на 2019–2020 уч. г.", "2019–2020 учебный год"),
        ("2019-2022", "2019–2022 годы"),
    ],
)
def test_own_year_of_a_plan(written, own):
    assert str(read_own_year(written)) == own


def test_a_text_without_year_is_no_own_year():
    assert read_own_year("учебный год") is None


def terms(data) -> list[str]:
    if isinstance(data, list):
        return [term for item in data for term in terms(item)]
    if not isinstance(data, dict):
        return []
    own = [data["term"]] if isinstance(data.get("term"), str) else []
    return own + [term for item in data.values() for term in terms(item)]


def test_a_report_after_new_year_is_about_the_year_before():
    year = years(2024, 2024)
    setting = TermSetting(years(2024, 2025), read_own_year("2024"))

    assert [span.end for span in read_term("ежегодно до 15 мая", setting).about(year)] == [date(2024, 5, 15)]
    term = read_term("ежегодно до 1 марта года, следующего за отчётным", setting)
    assert [span.end for span in term.about(year)] == [date(2025, 3, 1)]


@needs_programmes
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_term_of_the_real_programmes_is_dated_or_says_that_it_is_not(path):
    programme = json.loads(path.read_text(encoding="utf-8"))["programme"]
    roadmap = programme.get("roadmap") or {}
    period = years(programme["period"]["start"], programme["period"]["end"])
    setting = TermSetting(period, read_own_year(roadmap.get("period") or ""))

    for written in terms(roadmap):
        term = read_term(written, setting)
        assert term.is_open == (not written or bool(re.match("По (плану|графику)", written))), written


# -- manage.py explain_term


@pytest.fixture
def explain(capsys):
    def run(*arguments: str) -> list[dict]:
        ManagementUtility(["manage.py", "explain_term", *arguments]).execute()
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return run


PERIOD = ("--start", "2020-01-01", "--end", "2022-12-31")


def test_a_text_is_explained_in_json(explain):
    assert explain("Май 2020-2021г., июнь 2022", *PERIOD) == [
        {
            "spans": [["2020-05-01", "2020-05-31"], ["2021-05-01", "2021-05-31"], ["2022-06-01", "2022-06-30"]],
            "open": False,
            "doubts": [],
        }
    ]


def test_the_year_of_the_plan_can_be_given(explain):
    [explained] = explain("Апрель- май", "--start", "2019-01-01", "--end", "2022-12-31", "--year", "2019-2020")

    assert explained == {"spans": [["2020-04-01", "2020-05-31"]], "open": False, "doubts": []}


@pytest.mark.parametrize("written", ["", "-", "--", "- май", "По плану РМО"])
def test_a_text_may_be_empty_or_begin_with_a_dash(explain, written):
    [explained] = explain(*PERIOD, written) if written != "--" else explain(*PERIOD, "--", "--")

    assert explained["open"] is (written != "- май")


def test_without_a_text_lines_of_json_are_read(explain, monkeypatch):
    lines = [
        {"text": "Август", "start": "2019-01-01", "end": "2022-12-31", "year": "2019-2020"},
        {"text": "2020", "start": "2020-01-01", "end": "2020-12-31", "year": None},
        {"text": "", "start": "2020-01-01", "end": "2020-12-31"},
        {"text": "ежегодно", "start": "2020-01-01", "end": "2021-12-31", "year": 2020},
    ]
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(json.dumps(line) for line in lines) + "\n\n"))

    assert [len(answer["spans"]) for answer in explain()] == [1, 1, 0, 2]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("Август", "Строка 1 — не JSON"),
        ("[]", "Строка 1: нужен объект"),
        ('{"text": "Август", "start": "2020", "end": "2020-12-31"}', "Строка 1: start — день программы"),
        ('{"text": "Август", "start": "2020-01-01"}', "Строка 1: end — день программы"),
        ('{"text": "Август", "start": "2021-01-01", "end": "2020-12-31"}', "Строка 1: Период программы кончается"),
        ('{"text": "", "start": "2020-01-01", "end": "2020-12-31", "year": "?"}', "Строка 1: year — год плана"),
    ],
)
def test_a_faulty_line_is_named(monkeypatch, line, message):
    monkeypatch.setattr("sys.stdin", io.StringIO(line))

    with pytest.raises(CommandError, match=message):
        call_command("explain_term")
