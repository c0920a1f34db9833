"""Words the doubts about a written term, as sentences for its writer: what is odd, how it was read, what is missing."""


def empty() -> str:
    return "Срок не указан."


def not_understood() -> str:
    return "Срок не понят: в нём нет дат, которые можно прочесть."


def rest_not_understood(words: str) -> str:
    return f"Не понято: «{words}»; прочитано остальное."


def without_date(words: str) -> str:
    return f"«{words}» — без даты; прочитано остальное."


def misspelled(written: str, word: str) -> str:
    return f"«{written}» прочитано как «{word}»."


def no_such_day(written: str) -> str:
    return f"«{written}»: такого дня нет."


def year_not_said(period: str) -> str:
    return f"Год не указан; прочитано для каждого года: {period}."


def year_of_neighbour() -> str:
    return "Год указан не у всех сроков; где его нет, прочитано по соседнему сроку."


def excepted(words: str) -> str:
    return f"Прочитано без исключённого: «{words}»."


def exception_unclear(words: str) -> str:
    return f"«{words}»: исключение не учтено, прочитано остальное."


def outside_period(period: str) -> str:
    return f"Срок выходит за период программы ({period})."


def outside_own_year(own: str) -> str:
    return f"Срок выходит за {own}, на который составлен план."


def edge_of_school_year(own: str) -> str:
    return f"Учебный год — с 1 сентября по 31 августа; прочитано для плана на {own}. Укажите год."


def every_year_of_programme(own: str) -> str:
    return f"План составлен на {own}; «ежегодно» прочитано как «в каждом году программы»."


def reversed_years(first: int, last: int) -> str:
    return f"Годы стоят в обратном порядке: {first} и {last}. Прочитано с раннего по поздний."


def reversed_dates() -> str:
    return "Срок кончается раньше, чем начинается; прочитано с раннего дня по поздний."


def over_new_year(start: str, end: str) -> str:
    return f"Срок переходит через Новый год, а год указан один; прочитано с {start} по {end}."


def months_of_years(first: int, last: int) -> str:
    return f"Можно понять как «каждый год с {first} по {last}» и как «непрерывно»; прочитано как «каждый год»."


def several_school_years(first: int, last: int) -> str:
    return f"{first}–{last} — больше одного учебного года; прочитано с 1 сентября {first} по 31 августа {last} года."


def one_year_for_school_year(year: int) -> str:
    return f"Учебный год назван одним годом: {year}; прочитано как {year}-{year + 1}."


def short_year(written: str, year: int) -> str:
    return f"«{written}» прочитано как {year} год."


def until_inclusive(word: str) -> str:
    return f"«{word}» здесь можно понять двояко; прочитано включительно."


def before_school_year(word: str) -> str:
    return f"«{word}» учебного года прочитано как «к его началу»."


def times_not_dated() -> str:
    return "Сказано, сколько раз, но не когда; прочитан весь срок."


def rare_times_not_dated() -> str:
    return "Частота не делит срок на равные части по календарю; прочитан весь срок."


def day_of_following_month() -> str:
    return "Не сказано, какого месяца; прочитано для первого месяца каждого срока."


def reporting_period() -> str:
    return "Отчётный период не назван, поэтому дни неизвестны. Напишите, например, «ежемесячно до 20 числа»."


def after_no_named_day(words: str) -> str:
    return f"«{words}» — день не назван, просрочки не будет. Если срок есть, укажите дни вручную."


def said_twice() -> str:
    return "Срок назван и днём месяца, и иначе; прочитано и то и другое."


def other_time_in_brackets() -> str:
    return "В скобках назван другой срок; прочитано и то и другое."


def two_frequencies() -> str:
    return "Частота названа дважды и по-разному; прочитана та, что чаще."


def part_of_reported() -> str:
    return "Отчётные периоды лежат в сроке программы не целиком; прочитаны и такие."


def reported_and_frequency() -> str:
    return "Частота и отчётный период разные; прочитано по отчётному периоду."


def report_before_end(end: str) -> str:
    return f"Отчёт назначен раньше, чем кончается отчётное время ({end})."


def reported_year_of_plan(own: str) -> str:
    return f"План составлен на {own}; отчётным прочитан он, а не каждый год программы."


def reported_not_named() -> str:
    return "Отчётный период не назван точно; день прочитан без него."


def next_year_said(written: str) -> str:
    return f"«{written}»: от какого года считать, не сказано; прочитан год плана."


def unfilled() -> str:
    return "Дата не вписана: на её месте пропуск."


def first_months(count: int) -> str:
    return f"«{count} мес.» прочитано как месяцы с начала года."


def august_before_plan(own: str) -> str:
    return f"План составлен на {own}, но его последний август — уже после программы; прочитан август перед ним."


def repeated_from(year: int) -> str:
    return f"«Ежегодно» прочитано как «в каждом году с {year} до конца программы»."


def school_division(name: str) -> str:
    return f"Границы {name} устанавливает школа; взяты обычные."


def holidays() -> str:
    return "Дни каникул устанавливает школа; взяты обычные."


def about() -> str:
    return "Начало, середина и конец срока прочитаны приблизительно."


def weeks() -> str:
    return "Недели месяца прочитаны по семь дней с первого числа."


def named_day(written: str, day: str) -> str:
    return f"«{written}» прочитано как {day}."


def adjective(written: str) -> str:
    return f"«{written}» прочитано как месяц."


def duration(words: str) -> str:
    return f"«{words}» — сказано, как долго, но не с какого дня."


def too_long() -> str:
    return "Слишком длинно для срока: дни не прочитаны. Напишите короче или укажите дни вручную."
