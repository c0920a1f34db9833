"""The doubts about a written value: sentences that tell its writer what is odd, how it was read, how to write it."""


def thousand_or_fraction(run: str) -> str:
    whole, rest = run.split(".")
    return (
        f"«{run}» можно понять как {whole},{rest} и как {whole} {rest}; прочитано как {whole},{rest}. "
        "Дробь пишите через запятую, тысячи — через пробел."
    )


def decimal_or_date(run: str) -> str:
    number = run.replace(".", ",")
    return f"«{run}» похоже на дату (день и месяц); прочитано как число {number}. Если это число, напишите {number}."


def separators(run: str, number: str) -> str:
    return f"Точки и запятые в «{run}» прочитаны так: {number}. Проверьте, то ли это число."


def no_figure_before_comma(run: str, number: str) -> str:
    return f"В «{run}» нет цифры перед запятой; прочитано как {number}."


def no_figure_after_comma(run: str) -> str:
    return f"После запятой в «{run},» нет цифры: число могло быть недописано."


def leading_zero(run: str) -> str:
    return f"«{run}» начинается с нуля: это число или номер?"


def date() -> str:
    return "Похоже на дату, а не на значение; прочитано как текст."


def years(run: str) -> str:
    return f"«{run}» похоже на год или учебный год, а не на значение."


def listed(run: str) -> str:
    return f"«{run}» похоже на перечень, дату или номер, а не на одно число; как значение не прочитано."


def minus_or_dash(number: str) -> str:
    return f"Перед числом стоит тире через пробел; прочитано как минус: -{number}. Если это тире, уберите его."


def negative() -> str:
    return "Отрицательным такое значение не бывает: перед числом минус или тире?"


def approximate(word: str) -> str:
    return f"«{word}» — значение приблизительное; прочитано как точное. Если оно точное, оставьте одно число."


def repeated_sign(sign: str) -> str:
    return f"Знак «{sign}» стоит дважды, второй лишний."


def unit_before_number(unit: str) -> str:
    return f"Единица «{unit}» стоит перед числом; прочитано как единица этого числа."


def other_unit(indicators: str, written: str) -> str:
    return f"Показатель измеряется в «{indicators}», а в ячейке — «{written}»."


def not_whole(unit: str) -> str:
    return f"Число не целое, а «{unit}» считают целыми."


def reversed_range(low: str, high: str) -> str:
    return f"Начало промежутка больше конца; прочитано как {low}–{high}."


def share_from_slash(count: str, total: str) -> str:
    return f"Черта прочитана как «{count} из {total}». Если это так, напишите «{count} из {total}»."


def count_beside_share(count: str, share: str) -> str:
    return f"Прочитано как число и его доля. Если это так, напишите «{count} ({share}%)»."


def number_in_brackets(quoted: str) -> str:
    return f"Число в скобках «{quoted}» прочитано как количество, от которого взята доля."


def brackets(quoted: str) -> str:
    return f"Не понято, что значит «{quoted}»; прочитано только значение перед скобками."


def previous_in_other_unit(unit: str, previous: str) -> str:
    return f"Значение — в «{unit}», а прежнее в скобках — в «{previous}»."


def share_disagrees(count: str, total: str, computed: str, written: str) -> str:
    return f"{count} из {total} — это {computed} %, а написано {written} %. Доля взята по числам."


def zero_disagrees(count: str, share: str) -> str:
    return f"Количество {count} не сходится с долей {share} %."


def total_is_zero() -> str:
    return "Всего — 0, доли нет. Если показатель здесь не применим, поставьте «-»."


def over_hundred() -> str:
    return "Больше 100 %: для доли так не бывает. Проверьте число."


def parts_not_whole() -> str:
    return "Количество, от которого взята доля, должно быть целым и не меньше нуля."


def number_in_words() -> str:
    return "Число написано словами; чтобы оно вошло в расчёты, напишите его цифрами."


def unit_without_number(unit: str) -> str:
    return f"Есть единица «{unit}», но нет числа цифрами."


def none_or_zero(word: str) -> str:
    return f"«{word}» может значить «0», «нет данных» и «не выполнено»; напишите, что из этого."


def letter_for_zero() -> str:
    return "Здесь буква «О», а не цифра 0."


def not_one(words: str) -> str:
    return f"«{words}» прочитано как 0. Напишите число цифрами."


def letter_for_figure(written: str) -> str:
    return f"«{written}» здесь — буква, а не цифра? Напишите число цифрами."


def unknown_value(word: str) -> str:
    return f"«{word}» прочитано как «нет данных»."


def excel_error(word: str) -> str:
    return f"«{word}» — ошибка в формуле Excel, значения здесь нет."


def text_with_value(value: str) -> str:
    return f"Прочитано как текст; «{value}» в расчёты не войдёт. Если это и есть значение, напишите только его."


def text_with_figures() -> str:
    return "Прочитано как текст; числа в нём в расчёты не войдут. Если это значение, напишите одно число."


def change_with_plus(number: str) -> str:
    return f"«+{number}» — это прибавка, а не само значение? Напишите значение без знака."


def blank_at_comma(number: str) -> str:
    return f"Пробел у запятой — видимо, опечатка; прочитано как {number}."


def footnote_or_power(written: str) -> str:
    return f"Цифра в «{written}» прочитана как знак сноски, а не как степень."


def unknown_noun(noun: str) -> str:
    return f"«{noun}» прочитано как то, что считает этот показатель."


def year_or_range(year: str) -> str:
    return f"«{year}» прочитано как год, а значение — после него. Если это промежуток, напишите «от … до …»."


def way_or_range(low: str, high: str) -> str:
    return f"«С {low} до {high}» прочитано как путь к {high}. Если это промежуток, напишите «{low}–{high}»."


def words_left_aside(value: str, words: str) -> str:
    return f"Как значение прочитано «{value}», а «{words}» оставлено без внимания."


def ditto() -> str:
    return "Это знак повтора: впишите само значение, знак в расчёты не войдёт."


def earlier_value(quoted: str) -> str:
    return f"«{quoted}» прочитано как прежнее значение, а не как само значение."


def too_long(most: int) -> str:
    return f"Длиннее {most} знаков: прочитано как текст. Оставьте в ячейке одно значение."


def part_of_year(words: str) -> str:
    return f"«{words}» — часть года; значение прочитано как значение за год. Проверьте, то ли оно."


def all_in_brackets() -> str:
    return "Значение стоит в скобках. Если это не пояснение, уберите скобки."


def not_filled_in() -> str:
    return "Значение не вписано: на месте числа пропуск."


def comparison_without_number(words: str) -> str:
    return f"После «{words}» нет числа цифрами."


_BETTER = {"more": "больше — лучше", "less": "меньше — лучше"}


def word_against_direction(plan: str, number: str, direction: str) -> str:
    return f"«{plan}» прочитано как цель — достичь {number}, а не как предел: по каталогу {_BETTER[direction]}."


def range_or_way(low: str, high: str) -> str:
    return f"«От {low} до {high}» прочитано как промежуток, достаточно любого значения в нём, а не как путь к {high}."


def until_without_direction(plan: str) -> str:
    return f"«{plan}» прочитано как предел, а не как цель: в каталоге не сказано, больше или меньше — лучше."


def plan_gets_worse(before: str, after: str, direction: str) -> str:
    return f"По плану становится хуже: было {before}, будет {after}, а {_BETTER[direction]}."


def misspelled(written: str, word: str) -> str:
    return f"«{written}» прочитано как «{word}»."


def name_left_aside(name: str) -> str:
    return f"«{name}» — понято как название того, что считают; прочитано значение за ним."


def word_passed_over(word: str) -> str:
    return f"«{word}» не учтено; проверьте, верно ли понято число."
