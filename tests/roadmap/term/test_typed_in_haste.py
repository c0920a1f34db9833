"""Terms as a clerk types them in haste: slips in months, days of a spreadsheet, quarters over New Year, named days."""

from datetime import date

import pytest

from roadmap.term import DateSpan, Term, TermSetting, read_own_year, read_term

THREE_YEARS = TermSetting(DateSpan(date(2026, 1, 1), date(2028, 12, 31)), None)
SCHOOL_YEAR = TermSetting(DateSpan(date(2026, 9, 1), date(2029, 8, 31)), read_own_year("2026-2027"))


def days(term: Term) -> list[str]:
    return [f"{span.start}:{span.end}" for span in term.spans]


@pytest.mark.parametrize(
    ("text", "setting", "expected"),
    [
        ("янавря 2027", THREE_YEARS, "2027-01-01:2027-01-31"),
        ("маая 2027", THREE_YEARS, "2027-05-01:2027-05-31"),
        ("ноярбь 2026", THREE_YEARS, "2026-11-01:2026-11-30"),
        ("декарбь 2026 г.", THREE_YEARS, "2026-12-01:2026-12-31"),
        ("авугст 2027", THREE_YEARS, "2027-08-01:2027-08-31"),
        ("апрлеь 2027 г.", THREE_YEARS, "2027-04-01:2027-04-30"),
        ("июнь-июьл 2027", THREE_YEARS, "2027-06-01:2027-07-31"),
        ("мрат 2027", THREE_YEARS, "2027-03-01:2027-03-31"),
        ("сентябрь-окябрь 2026", THREE_YEARS, "2026-09-01:2026-10-31"),
        ("сентбярь 2026 - май 2027", THREE_YEARS, "2026-09-01:2027-05-31"),
        ("янвраь, июнь 2027 г.", THREE_YEARS, "2027-01-01:2027-01-31 2027-06-01:2027-06-30"),
        ("IV квартал 2026 - I квартал 2027 г.", THREE_YEARS, "2026-10-01:2027-03-31"),
        ("IV-I кварталы 2026-2027 гг.", THREE_YEARS, "2026-10-01:2027-03-31"),
        ("I-IV кварталы 2027", THREE_YEARS, "2027-01-01:2027-12-31"),
        ("15.окт.26", THREE_YEARS, "2026-10-15:2026-10-15"),
        ("окт.26", THREE_YEARS, "2026-10-01:2026-10-31"),
        ("01-сен-26", THREE_YEARS, "2026-09-01:2026-09-01"),
        ("12-май-2027", THREE_YEARS, "2027-05-12:2027-05-12"),
        ("янв.27-мар.27", THREE_YEARS, "2027-01-01:2027-03-31"),
        ("дек.26", THREE_YEARS, "2026-12-01:2026-12-31"),
        ("фев 27", THREE_YEARS, "2027-02-01:2027-02-28"),
        ("1.сен.2026", THREE_YEARS, "2026-09-01:2026-09-01"),
        ("05 сен. 26", THREE_YEARS, "2026-09-05:2026-09-05"),
        ("День знаний", SCHOOL_YEAR, "2026-09-01:2026-09-01"),
        ("IV кв. 2026 – II кв. 2027", THREE_YEARS, "2026-10-01:2027-06-30"),
        ("ноябрь-январь", SCHOOL_YEAR, "2026-11-01:2027-01-31"),
        ("сент.-дек. 2026", THREE_YEARS, "2026-09-01:2026-12-31"),
        ("01.09.26-31.12.26", THREE_YEARS, "2026-09-01:2026-12-31"),
        ("1 половина октября 2026", THREE_YEARS, "2026-10-01:2026-10-15"),
        ("третья декада марта 2027 г.", THREE_YEARS, "2027-03-21:2027-03-31"),
        ("ежегдно, май", THREE_YEARS, "2026-05-01:2026-05-31 2027-05-01:2027-05-31 2028-05-01:2028-05-31"),
        ("январь-фераль 2027", THREE_YEARS, "2027-01-01:2027-02-28"),
        ("октрябрь 2026", THREE_YEARS, "2026-10-01:2026-10-31"),
        ("атрель 2027", THREE_YEARS, "2027-04-01:2027-04-30"),
        ("агуст 2026", THREE_YEARS, "2026-08-01:2026-08-31"),
        ("авгут 2026", THREE_YEARS, "2026-08-01:2026-08-31"),
        ("июль-авугст 2027", THREE_YEARS, "2027-07-01:2027-08-31"),
        ("нояюрь 2026", THREE_YEARS, "2026-11-01:2026-11-30"),
        ("план март 2027", THREE_YEARS, "2027-03-01:2027-03-31"),
        ("с IV квартала 2026 по II квартал 2027 г.", THREE_YEARS, "2026-10-01:2027-06-30"),
        ("I - II кв. 2027", THREE_YEARS, "2027-01-01:2027-06-30"),
        ("30.апр.27", THREE_YEARS, "2027-04-30:2027-04-30"),
        ("15.май", SCHOOL_YEAR, "2027-05-15:2027-05-15"),
        ("1.мар", SCHOOL_YEAR, "2027-03-01:2027-03-01"),
        ("окт.26, май.27", THREE_YEARS, "2026-10-01:2026-10-31 2027-05-01:2027-05-31"),
        ("сент.26 - май.27", THREE_YEARS, "2026-09-01:2027-05-31"),
        ("сен-дек", SCHOOL_YEAR, "2026-09-01:2026-12-31"),
        ("сентябрь 26", THREE_YEARS, "2026-09-01:2026-09-30"),
        ("май.27", THREE_YEARS, "2027-05-01:2027-05-31"),
        ("в новом учебном году", SCHOOL_YEAR, "2026-09-01:2027-08-31"),
        ("День Победы", SCHOOL_YEAR, "2027-05-09:2027-05-09"),
        ("в День знаний", SCHOOL_YEAR, "2026-09-01:2026-09-01"),
        ("дни науки, февраль", SCHOOL_YEAR, "2027-02-01:2027-02-28"),
        ("XI.2027 г.", THREE_YEARS, "2027-11-01:2027-11-30"),
        ("V.2027", THREE_YEARS, "2027-05-01:2027-05-31"),
        ("15.IV.2027", THREE_YEARS, "2027-04-15:2027-04-15"),
        ("с 15.X.2026 по 20.ХІ.2026", THREE_YEARS, "2026-10-15:2026-11-20"),
        ("IX.2026 – V.2027", THREE_YEARS, "2026-09-01:2027-05-31"),
        ("ll квартал 2027 г.", THREE_YEARS, "2027-04-01:2027-06-30"),
        ("Il квартал 2027 г.", THREE_YEARS, "2027-04-01:2027-06-30"),
        ("lV квартал 2027 г.", THREE_YEARS, "2027-10-01:2027-12-31"),
        ("l полугодие 2027 г.", THREE_YEARS, "2027-01-01:2027-06-30"),
        ("2027-й и 2028-й годы", THREE_YEARS, "2027-01-01:2027-12-31 2028-01-01:2028-12-31"),
        ("2026-2027-й учебный год", THREE_YEARS, "2026-09-01:2027-08-31"),
        ("28 августа 2027 г. (августовское совещание)", THREE_YEARS, "2027-08-28:2027-08-28"),
        ("август 2027, к августовской конференции", THREE_YEARS, "2027-08-01:2027-08-31"),
    ],
)
def test_days_are_read(text, setting, expected):
    assert days(read_term(text, setting)) == expected.split()


@pytest.mark.parametrize(
    ("text", "setting", "ends"),
    [
        ("до 15 сентрября 2026 г.", THREE_YEARS, "2026-09-15"),
        ("до 15-го марта 2027-го года", THREE_YEARS, "2027-03-15"),
        ("не позднее чем 01.02.2027", THREE_YEARS, "2027-02-01"),
        ("не позднее, чем 1 мая 2027 г.", THREE_YEARS, "2027-05-01"),
        ("до 25.дек.26", THREE_YEARS, "2026-12-25"),
        ("к Новому году", SCHOOL_YEAR, "2026-12-31"),
        ("до 8 Марта", SCHOOL_YEAR, "2027-03-08"),
        ("ко Дню учителя", SCHOOL_YEAR, "2026-10-05"),
        ("ко Дню Победы", SCHOOL_YEAR, "2027-05-09"),
        ("к Дню знаний", SCHOOL_YEAR, "2026-09-01"),
        ("до Дня защиты детей", SCHOOL_YEAR, "2027-06-01"),
        ("ко Дню учителя 2026 г.", THREE_YEARS, "2026-10-05"),
        ("до новогодних праздников", SCHOOL_YEAR, "2026-12-31"),
        ("к 1 Мая", SCHOOL_YEAR, "2027-05-01"),
        ("к 23 февраля", SCHOOL_YEAR, "2027-02-23"),
        ("ко Дню защитника Отечества", SCHOOL_YEAR, "2027-02-23"),
        ("ко Дню народного единства 2027 года", THREE_YEARS, "2027-11-04"),
        ("перед Новым годом", SCHOOL_YEAR, "2026-12-31"),
        ("до 20 деабря 2026", THREE_YEARS, "2026-12-20"),
        ("до 1.июн.2027", THREE_YEARS, "2027-06-01"),
        ("до Нового 2027 года", THREE_YEARS, "2026-12-31"),
        ("к Новому 2028 году", THREE_YEARS, "2027-12-31"),
        ("до новогодних каникул", SCHOOL_YEAR, "2026-12-31"),
        ("до начала нового года", SCHOOL_YEAR, "2026-12-31"),
        ("ко Дню Конституции РФ", SCHOOL_YEAR, "2026-12-12"),
        ("ко Дню космонавтики", SCHOOL_YEAR, "2027-04-12"),
        ("к Международному женскому дню", SCHOOL_YEAR, "2027-03-08"),
        ("до Дня России 2027 г.", THREE_YEARS, "2027-06-12"),
        ("ко Дню воспитателя и всех дошкольных работников", SCHOOL_YEAR, "2026-09-27"),
        ("не позднее Дня учителя", SCHOOL_YEAR, "2026-10-05"),
        ("ежегодно ко Дню учителя", THREE_YEARS, "2026-10-05 2027-10-05 2028-10-05"),
        ("до 9 Мая", SCHOOL_YEAR, "2027-05-09"),
    ],
)
def test_deadlines_are_read(text, setting, ends):
    assert [f"{span.end}" for span in read_term(text, setting).spans] == ends.split()


@pytest.mark.parametrize(
    ("text", "setting"),
    [
        ("4-1 кв. 2027", THREE_YEARS),
        ("III – II кварталы 2027", THREE_YEARS),
        ("4 - 2 кварталы", THREE_YEARS),
        ("II - I полугодие 2027 г.", THREE_YEARS),
        ("IV-I четверть 2026/2027 уч.г.", THREE_YEARS),
        ("декабрь - февраль 2027", THREE_YEARS),
        ("до майских праздников", SCHOOL_YEAR),
        ("до Рождества 2027 г.", THREE_YEARS),
        ("после Нового года", SCHOOL_YEAR),
        ("Новый год", SCHOOL_YEAR),
        ("с октября по март 2027 г.", THREE_YEARS),
        ("I-я четверть 2026/27", THREE_YEARS),
        ("до 1 сенятбря", SCHOOL_YEAR),
        ("ноябрь 20206 г.", THREE_YEARS),
        ("31 ноября 2026", THREE_YEARS),
        ("ежекварталньо", THREE_YEARS),
        ("до 15 ма 2027", THREE_YEARS),
        ("IV кв. - I кв. 2027 г.", THREE_YEARS),
        ("3-1 кварталы 2027", THREE_YEARS),
        ("IV - I кварталы", THREE_YEARS),
        ("четвёртый - первый квартал 2027 г.", THREE_YEARS),
        ("с IV квартала по I квартал 2027", THREE_YEARS),
        ("2-1 недели мая 2027", THREE_YEARS),
        ("31.фев.27", THREE_YEARS),
        ("2026-10", THREE_YEARS),
        ("мероприятия ко Дню Победы, май 2027", THREE_YEARS),
        ("с 1 сентября по День учителя", SCHOOL_YEAR),
        ("последний день месяца", SCHOOL_YEAR),
    ],
)
def test_what_may_mean_two_things_is_asked_about(text, setting):
    assert read_term(text, setting).doubts


@pytest.mark.parametrize(
    ("text", "setting"),
    [
        ("до Последнего звонка", SCHOOL_YEAR),
        ("по мере необходимости", THREE_YEARS),
        ("накануне Дня знаний", SCHOOL_YEAR),
        ("день открытых дверей", SCHOOL_YEAR),
    ],
)
def test_needs_and_events_without_a_day_stay_open(text, setting):
    assert read_term(text, setting).spans == ()


def test_a_named_day_and_a_slip_are_told():
    assert read_term("ко Дню учителя", SCHOOL_YEAR).doubts[0] == "«Дню учителя» прочитано как 05.10."
    assert read_term("октбярь 2026 г.", THREE_YEARS).doubts == ("«октбярь» прочитано как «октябрь».",)


@pytest.mark.parametrize("word", ["марш", "матч", "план", "июнль", "отдел"])
def test_other_words_are_no_months(word):
    assert read_term(f"{word} 2027", THREE_YEARS).spans == (DateSpan(date(2027, 1, 1), date(2027, 12, 31)),)
