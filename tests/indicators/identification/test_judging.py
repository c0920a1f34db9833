"""Each kind of sign and of rule by examples computed by hand."""

import pytest
from pydantic import ValidationError

from indicators.identification.format.delivered import delivered_identification
from indicators.identification.format.sentences import method_in_words
from schools.directory.kinds import SchoolKind, kind_of
from tests.indicators.identification.cases import judge_of, judgements, method, protocol, sign, verdict, verdicts


@pytest.mark.parametrize(
    ("compare", "threshold", "answers"),
    [
        ("<", "30", {"29,9": "in", "30": "out", "31": "out"}),
        ("<=", "30", {"29,9": "in", "30": "in", "30,1": "out"}),
        (">", "30", {"30": "out", "30,1": "in"}),
        (">=", "30", {"29,9": "out", "30": "in", "3 из 10": "in", "1 (25%)": "out"}),
        (">=", "60", {"более 70": "in", "более 60": "in", "не менее 60": "in", "60–70": "in", "55–60": "unknown"}),
        ("<", "60", {"более 70": "out", "более 60": "out", "менее 60": "in", "не более 60": "unknown"}),
        (">", "80", {"более 70": "unknown", "более 80": "in", "не менее 80": "unknown", "70–80": "out"}),
        ("<=", "80", {"более 70": "unknown", "более 80": "out", "не менее 80": "unknown", "70–80": "in"}),
        (">=", "30", {"-": "out", "н/д": "unknown", "": "unknown", "хорошо": "unknown", "нет": "unknown"}),
        (">=", "30", {"не проводилось": "out", "0 из 0": "out", "40 чел.": "unknown"}),
        (">", "0", {"0": "out", "0,1": "in", "менее 5": "unknown"}),
    ],
)
def test_comparison_with_a_threshold(compare, threshold, answers):
    assert {text: verdict(sign(compare, threshold), А=text) for text in answers} == answers


def test_between_takes_both_its_ends():
    rule = sign("between", "40", upper="60")
    answers = {
        "39,9": "out", "40": "in", "60": "in", "60,1": "out", "45–55": "in", "более 60": "out", "более 50": "unknown",
        "30–70": "unknown", "не менее 61": "out", "-": "out", "": "unknown", "текст": "unknown",
    }  # fmt: skip

    assert {text: verdict(rule, А=text) for text in answers} == answers


def test_absence_is_told_of_words_and_of_numbers():
    answers = {
        "Партнерский договор, план": "out", "нет": "in", "Отсутствует.": "in", "0": "in", "2": "out", "более 0": "out",
        "не менее 0": "unknown", "-": "out", "н/д": "unknown", "": "unknown",
    }  # fmt: skip

    assert {text: verdict(sign("absent"), А=text) for text in answers} == answers


@pytest.mark.parametrize(
    ("compare", "threshold", "years", "answer"),
    [
        ("fell", "0", ["63", "69"], "in"),
        ("fell", "0", ["63", "63"], "out"),
        ("fell", "6", ["63", "69"], "in"),
        ("fell", "6.1", ["63", "69"], "out"),
        ("fell", "10", ["более 70", "80"], "out"),  # less than 10 in any case
        ("fell", "5", ["более 70", "80"], "unknown"),
        ("fell", "0", ["63 (в 2025 г. – 69)", None], "in"),  # last year's from the brackets
        ("fell", "0", ["63 (в 2024 г. – 69)", None], "unknown"),  # of another year
        ("fell", "0", ["63", None], "unknown"),
        ("fell", "0", ["63", "-"], "out"),
        ("fell", "0", ["63", "низкий"], "unknown"),
        ("rose", "3", ["12", "9"], "in"),
        ("rose", "3", ["12", "9,1"], "out"),
        ("rose", "0", ["менее 5", "5"], "out"),
        ("rose", "0", ["не менее 5", "более 3"], "unknown"),
    ],
)
def test_change_against_the_year_before(compare, threshold, years, answer):
    assert verdict(sign(compare, threshold), А=years) == answer


def test_the_lowest_are_those_before_whom_fewer_schools_stand():
    values = {"а": {"А": "10"}, "б": {"А": "20"}, "в": {"А": "20"}, "г": {"А": "40"}}

    assert verdicts(sign("lowest", "1"), values) == {"а": "in", "б": "out", "в": "out", "г": "out"}
    assert verdicts(sign("lowest", "2"), values) == {"а": "in", "б": "in", "в": "in", "г": "out"}  # a shared place
    assert verdicts(sign("highest", "2"), values) == {"а": "out", "б": "in", "в": "in", "г": "in"}


def test_a_part_of_the_schools_is_rounded_up():
    values = {f"№ {number}": {"А": str(number)} for number in range(1, 11)}

    listed = [name for name, each in verdicts(sign("lowest", "25", in_percent=True), values).items() if each == "in"]

    assert listed == ["№ 1", "№ 2", "№ 3"]  # below them 0, 1, 2 of 10: less than 2,5


def test_a_school_without_data_may_stand_anywhere():
    values = {"а": {"А": "10"}, "б": {"А": "20"}, "в": {"А": "30"}, "без данных": {}, "не относится": {"А": "-"}}

    assert verdicts(sign("lowest", "2"), values) == {
        "а": "in", "б": "unknown", "в": "out", "без данных": "unknown", "не относится": "out",
    }  # fmt: skip
    assert verdicts(sign("lowest", "2", missing="drop"), values)["б"] == "in"


def test_a_bound_stands_where_it_can():
    values = {"а": {"А": "более 70"}, "б": {"А": "70"}, "в": {"А": "75"}, "г": {"А": "менее 70"}}

    assert verdicts(sign("lowest", "1"), values) == {"а": "out", "б": "out", "в": "out", "г": "in"}
    assert verdicts(sign("lowest", "3"), values) == {"а": "unknown", "б": "in", "в": "unknown", "г": "in"}


def test_below_the_mean_of_the_schools():
    values = {"а": {"А": "50"}, "б": {"А": "60"}, "в": {"А": "70"}, "г": {"А": "более 65"}, "д": {"А": "-"}, "е": {}}

    # The mean of 50, 60 and 70 is 60.
    assert verdicts(sign("below_mean", "0"), values) == {
        "а": "in", "б": "out", "в": "out", "г": "out", "д": "out", "е": "unknown",
    }  # fmt: skip
    assert verdicts(sign("below_mean", "10"), values)["а"] == "in"
    assert verdicts(sign("below_mean", "10.1"), values)["а"] == "out"
    assert verdicts(sign("above_mean", "7"), values)["г"] == "unknown"
    assert verdicts(sign("below_mean", "0"), {"а": {"А": "текст"}, "б": {"А": "более 5"}})["б"] == "unknown"


def test_the_mean_of_participants_sums_the_parts():
    values = {"а": {"А": "1 из 10"}, "б": {"А": "30 из 50"}, "в": {"А": "45"}}

    # 31 of 60 is 51,7 %, while the mean of 10 %, 60 % and 45 % is 38,3 %.
    assert verdicts(sign("below_mean", "0", pooled=True), values)["в"] == "in"
    assert verdicts(sign("below_mean", "0"), values)["в"] == "out"


def test_too_few_participants_have_no_part_in_the_mean():
    values = {"а": {"А": "0 из 4"}, "б": {"А": "4 из 8"}, "в": {"А": "6 из 13"}}

    # 6 of 13 is 46,2 %. With the school of four the mean is 10 of 25, 40 %; without it 10 of 21, 47,6 %.
    assert verdicts(sign("below_mean", "0", pooled=True), values)["в"] == "out"
    assert verdicts(sign("below_mean", "0", pooled=True, fewest="5"), values)["в"] == "in"


def test_the_mean_of_three_years():
    rule = sign("<", "60", years=3)

    assert verdict(rule, А=["55", "60", "64"]) == "in"  # 59,67
    assert verdict(rule, А=["55", "60", "65"]) == "out"
    assert verdict(rule, А=["55", "-", "64"]) == "in"  # of two years, 59,5
    assert verdict(rule, А=["55", None, "64"]) == "unknown"
    assert verdict(sign("<", "60", years=3, missing="drop"), А=["55", None, "64"]) == "in"
    assert verdict(rule, А=["более 50", "60", "70"]) == "out"  # more than 60
    assert verdict(rule, А=["более 40", "60", "70"]) == "unknown"
    assert verdict(rule, А=["55", "хорошо", "64"]) == "unknown"


def test_another_year_than_the_one_judged():
    assert verdict(sign(year=1), А=["50", "10"]) == "out"
    assert verdict(sign(year=1), А=["10", "50"]) == "in"
    assert verdict(sign(year=1), А=["10 (в 2025 – 50)", None]) == "in"


@pytest.mark.parametrize(
    ("of", "to", "answer"),
    [
        ("3", "10", "in"), ("3", "11", "out"), ("более 3", "10", "in"), ("более 2", "10", "unknown"),
        ("3", "менее 10", "unknown"), ("3", "5–10", "in"), ("0", "0", "out"), ("3", "0", "unknown"), ("3", "-", "out"),
        ("3", "", "unknown"), ("3", "много", "unknown"), ("-", "", "out"),
    ],
)  # fmt: skip
def test_the_ratio_of_two_indicators(of, to, answer):
    ratio = {"kind": "ratio", "of": {"name": "Не сдали"}, "to": {"name": "Сдавали"}}
    values = {"СОШ": {"Не сдали": of, "Сдавали": to}}

    assert verdicts(sign(">=", "30", of=ratio), values, {"Не сдали": "чел.", "Сдавали": "чел."}) == {"СОШ": answer}


def test_an_index_is_the_weighted_mean_of_what_applies():
    parts = [
        {"indicator": {"name": "А"}, "weight": "3"},
        {"indicator": {"name": "Б"}, "weight": "1", "complement": True},
    ]
    rule = sign(">=", "40", of={"kind": "index", "name": "индекс", "parts": parts})

    assert verdict(rule, А="30", Б="30") == "in"  # (3 · 30 + 70) / 4 = 40
    assert verdict(rule, А="30", Б="31") == "out"
    assert verdict(rule, А="40", Б="-") == "in"
    assert verdict(rule, А="40", Б="") == "unknown"
    assert verdict(rule, А="40", Б="не более 60") == "in"
    assert verdict(rule, А="40", Б="более 60") == "out"  # less than 40
    assert verdict(rule, А="40", Б="более 50") == "unknown"
    assert verdict(rule, А="-", Б="-") == "out"


def test_few_participants():
    rule = sign(fewest="10", participants={"name": "П"})

    assert verdict(rule, А="40", П="12") == "in"
    assert verdict(rule, А="40", П="9") == "unknown"
    assert verdict(rule, А="4 из 9", П="12") == "unknown"  # the share's own denominator
    assert verdict(rule, А="1 (25%)") == "unknown"  # of four
    assert verdict(rule, А="40") == "unknown"
    assert verdict(rule, А="10") == "unknown"
    assert verdict(rule, А="40", П="не менее 10") == "in"
    group = {"kind": "any", "of": [sign(fewest="10", few="drop"), sign(of="Б")]}
    assert verdict(group, А="4 из 9", Б="10") == "out"
    assert verdict(group, А="4 из 10", Б="10") == "in"


THREE = [sign(of="А"), sign(of="Б"), sign(of="В")]


@pytest.mark.parametrize(
    ("texts", "answer"),
    [
        ("40 40 10", "in"), ("40 40 н/д", "in"), ("40 10 10", "out"), ("40 н/д 10", "unknown"),
        ("н/д н/д 40", "unknown"),
        ("10 10 н/д", "out"), ("40 40 -", "in"), ("40 10 -", "out"), ("40 - -", "out"), ("- - -", "out"),
        ("40 текст 10", "unknown"), ("40 >30 -", "in"), ("40 >20 -", "unknown"),
    ],
)  # fmt: skip
def test_at_least_two_of_three(texts, answer):
    rule = {"kind": "at_least", "m": "2", "of": THREE}

    assert verdict(rule, **dict(zip("АБВ", texts.split(), strict=True))) == answer


def test_at_least_two_of_three_or_all_that_apply():
    rule = {"kind": "at_least", "m": "2", "of": THREE, "shrinks": True}

    assert verdict(rule, А="40", Б="-", В="-") == "in"
    assert verdict(rule, А="10", Б="-", В="-") == "out"
    assert verdict(rule, А="40", Б="10", В="-") == "out"
    assert verdict(rule, А="-", Б="-", В="-") == "out"


@pytest.mark.parametrize(
    ("kind", "answers"),
    [
        ("all", {"40 40": "in", "40 10": "out", "40 н/д": "unknown", "10 н/д": "out", "40 -": "in", "- -": "out"}),
        ("any", {"10 40": "in", "10 10": "out", "10 н/д": "unknown", "40 н/д": "in", "10 -": "out", "- -": "out"}),
        ("none", {"10 10": "in", "10 40": "out", "10 н/д": "unknown", "40 н/д": "out", "10 -": "in", "- -": "out"}),
    ],
)
def test_all_any_none(kind, answers):
    rule = {"kind": kind, "of": THREE[:2]}

    assert {texts: verdict(rule, **dict(zip("АБ", texts.split(), strict=True))) for texts in answers} == answers


def test_an_obligatory_sign():
    rule = {"kind": "at_least", "m": "2", "of": [sign(of="А", obligatory=True), sign(of="Б"), sign(of="В")]}

    assert verdict(rule, А="10", Б="40", В="40") == "out"
    assert verdict(rule, А="н/д", Б="40", В="40") == "unknown"
    assert verdict(rule, А="40", Б="40", В="10") == "in"
    assert verdict(rule, А="-", Б="40", В="40") == "in"


def test_points():
    of = [sign(of="А", weight="20"), sign(of="Б", weight="30"), sign(of="В", weight="50")]
    rule = {"kind": "points", "threshold": "50", "of": of}

    assert verdict(rule, А="40", Б="40", В="10") == "in"
    assert verdict(rule, А="40", Б="10", В="н/д") == "unknown"
    assert verdict(rule, А="40", Б="н/д", В="10") == "unknown"
    assert verdict(rule, А="н/д", Б="10", В="10") == "out"
    assert verdict(rule, А="40", Б="10", В="-") == "out"
    part = {**rule, "in_percent": True}
    assert verdict(part, А="10", Б="40", В="-") == "in"  # 30 of 50
    assert verdict(part, А="40", Б="10", В="-") == "out"  # 20 of 50
    assert verdict(part, А="-", Б="-", В="-") == "out"


@pytest.mark.parametrize(
    ("years", "answer"),
    [
        (["40", "40", "10"], "in"), (["10", "40", "40"], "in"), (["40", "10", "10"], "out"),
        (["40", None, "10"], "unknown"), (["40", None, "40"], "in"), ([None, None, "10"], "unknown"),
        (["40", "-", "40"], "in"), (["40", "-", "-"], "out"), (["-", "-", "-"], "out"),
        (["40", "сдали", "10"], "unknown"), (["40", ">30", "10"], "in"), (["40", ">20", "10"], "unknown"),
    ],
)  # fmt: skip
def test_in_at_least_two_of_three_years(years, answer):
    assert verdict({"kind": "years", "k": "2", "of_last": 3, "rule": sign()}, А=years) == answer


def test_two_of_three_years_of_a_group_with_a_ranking():
    rule = {"kind": "years", "k": "2", "of_last": 2, "rule": {"kind": "any", "of": [sign("lowest", "1"), sign(of="Б")]}}
    values = {"а": {"А": ["1", "9"], "Б": ["0", "50"]}, "б": {"А": ["2", "1"], "Б": ["0", "0"]}}

    assert verdicts(rule, values) == {"а": "in", "б": "out"}


def test_a_number_within_a_text_counts_where_the_sign_says_so():
    text = "Анализ результатов участия Подтвердили оценки – 67%"

    assert verdict(sign("<", "70"), А=text) == "unknown"
    assert verdict(sign("<", "70", in_text=True), А=text) == "in"
    assert verdict(sign("<", "70", in_text=True), А="Итоги 2025-2026") == "unknown"


def test_empty_cells_of_a_school_without_grade_11_are_no_lack_of_data():
    rule = sign(kinds=["secondary"])

    assert verdicts(rule, {"Речная ООШ": {}, "Речная СОШ": {}, "Речная школа": {}, "Лесная ООШ": {"А": "40"}}) == {
        "Речная ООШ": "out", "Речная СОШ": "unknown", "Речная школа": "unknown", "Лесная ООШ": "in",
    }  # fmt: skip


def test_a_method_for_a_kind_of_schools_leaves_the_others_out_of_its_ranking():
    shape = method(sign("lowest", "1"), kinds=["secondary"])
    values = {"Речная ООШ": {"А": "1"}, "Лесная СОШ": {"А": "2"}, "Горная СОШ": {"А": "3"}}

    assert verdicts(shape, values) == {"Речная ООШ": "out", "Лесная СОШ": "in", "Горная СОШ": "out"}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("МБОУ «Заречная СОШ № 1»", SchoolKind.SECONDARY), ("Кузнецкихинская ООШ", SchoolKind.BASIC),
        ("Болгарская кадетская школа", SchoolKind.SECONDARY), ("Лицей № 3", SchoolKind.SECONDARY),
        ("Начальная школа — детский сад", SchoolKind.PRIMARY), ("Вечерняя школа", SchoolKind.EVENING),
        ("Основная общеобразовательная школа", SchoolKind.BASIC), ("Школа № 5", None),
        ("Коррекционная школа", SchoolKind.SPECIAL),
        ("Школа-интернат основного общего образования", SchoolKind.BASIC), ("Филиал МБОУ «Луговская СОШ»", None),
        ("Филиал МБОУ «Луговская СОШ» – Верхняя НОШ", SchoolKind.PRIMARY),
    ],
)  # fmt: skip
def test_the_kind_of_a_school_by_its_name(name, kind):
    assert kind_of(name) == kind


def test_the_context_stands_beside_the_result():
    shape = method(sign(of="А"), context=sign(of="Б"))
    found = judgements(shape, {"а": {"А": "40", "Б": "10"}, "б": {"А": "10", "Б": "40"}, "в": {"А": "10"}})

    assert {name: (each.verdict.value, each.context.met) for name, each in found.items()} == {
        "а": ("in", False), "б": ("out", True), "в": ("out", None),
    }  # fmt: skip


def test_the_protocol_can_be_checked_by_hand():
    rule = {"kind": "at_least", "m": "2", "of": [sign(of="А"), sign("lowest", "1", of="Б"), sign("fell", "0", of="В")]}
    found = protocol(rule, {"а": {"А": "1 (25%)", "Б": "более 60", "В": "63 (в 2025 – 69)"}, "б": {"Б": "70"}})

    _first, second, third = found["а"].signs
    assert found["а"].as_json()["signs"][0] == {
        "place": 0, "title": "А", "name": "А", "year": "2026",
        "value": "1 (25%)", "number": "25", "upper": None, "comparison": None,
        "threshold": "30", "met": False, "applies": True, "is_missing": False,
        "sentence": "А, 2026: «1 (25%)», понято как 25 %; признак — не меньше 30 %; признака нет. "
                    "Участников всего 4: один человек — это 25 %.",
    }  # fmt: skip
    assert (second.number, second.comparison, second.met) == (60, ">", None)
    assert second.sentence == (
        "Б, 2026: «более 60», понято как больше 60 %; признак — "
        "в числе 1 школы муниципалитета с самым низким значением; "
        "ниже неё от 0 до 1 из 2 школ, а нужно меньше 1; недостаточно данных: по этому значению не сказать."
    )
    assert "годом раньше 69 %; признак есть" in third.sentence
    assert found["а"].sentence == (
        "Недостаточно данных, чтобы отнести школу или не отнести: "
        "нужно не менее двух, выполнено 1 из 3 применимых, неизвестно 1. Признаки, которые есть: В (2026)."
    )
    assert found["б"].signs[0].sentence == (
        "А, 2026: пусто; признак — не меньше 30 %; недостаточно данных: значение не внесено."
    )


def test_parts_that_disagree_with_the_share_are_told():
    found = protocol(sign(), {"а": {"А": "2 из 8 (30%)"}})["а"].signs[0]

    assert found.number == 25
    assert "2" in found.sentence.split("признака нет. ")[1]


def test_an_indicator_that_the_catalogue_lacks():
    shape = method(sign())
    judge = judge_of(shape)
    without = type(judge)(shape, type(judge.layout)(judge.layout.indicators, judge.layout.labels, (None,)))

    assert without.layout.units == (None,)
    from_catalogue = protocol(shape, {"а": {}})["а"].signs[0].sentence
    assert "значение не внесено" in from_catalogue


def test_a_method_reads_as_a_sentence():
    rule = {
        "kind": "at_least", "m": "@m",
        "of": [
            sign(name="доля «2» по ОГЭ", threshold="@share"),
            {"kind": "years", "k": "2", "of_last": 2, "rule": sign("fell", "5", name="средний балл", of="Б")},
            sign("lowest", "25", name="рейтинг", in_percent=True, years=3, obligatory=True),
        ],
    }  # fmt: skip
    shape = method(
        rule, parameters={"m": {"title": "Сколько", "value": "2"}, "share": {"title": "Доля", "value": "30"}}
    )

    assert method_in_words(shape) == (
        "Не менее двух из: доля «2» по ОГЭ не меньше 30 %; "
        "(в каждом из 2 последних лет: средний балл — снижение за год на 5 п. п. и больше); "
        "рейтинг в среднем за 3 года в числе 25 % школ муниципалитета с самым низким значением (обязательно)."
    )
    assert "не меньше 40 %" in method_in_words(shape.with_parameters(share=40))


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ({"kind": "at_least", "m": "3", "of": THREE[:2]}, "Не менее 3 из 2"),
        ({"kind": "at_least", "m": "@m", "of": THREE}, "Параметра «m»"),
        ({"kind": "at_least", "m": "0", "of": THREE}, "целое число от 1"),
        ({"kind": "years", "k": "4", "of_last": 3, "rule": sign()}, "Не менее 4 лет из 3"),
        (sign("between", "30"), "Верхняя граница"),
        (sign("between", "30", upper="20"), "«От» больше"),
        (sign(threshold="тридцать"), "Нужно число"),
        (sign(threshold=30.5), "Нужно число"),
        (sign("fell", "-1"), "не меньше нуля"),
        (sign(fewest="-1"), "не меньше нуля"),
        ({"kind": "any", "of": [sign(weight="-1")]}, "только в группе «в сумме баллов»"),
        ({"kind": "any", "of": [sign(for_each=True)]}, "только в группе «в сумме баллов»"),
        ({"kind": "points", "threshold": "5", "of": [sign("lowest", "1", for_each=True)]}, "само значение сравнивают"),
        (
            {"kind": "points", "threshold": "5", "in_percent": True, "of": [sign(for_each=True)]},
            "наибольшей суммы нет",
        ),
        (sign("below_mean", "0", gap="percent"), "больше нуля"),
        (sign("below_mean", "0", gap="deviations"), "больше нуля"),
        (sign("<", "30", gap="percent"), "только от среднего"),
        (sign("below_mean", "1", gap="deviations", pooled=True), "а не по сумме участников"),
        (sign("fell", "1", years=2), "за несколько лет"),
        (sign("absent", of={"kind": "ratio", "of": {"name": "А"}, "to": {"name": "Б"}}), "об одном показателе"),
        (sign("lowest", "0"), "хотя бы одно место"),
        (sign(in_percent=True), "в процентах"),
        ({"kind": "none", "of": [sign(obligatory=True)]}, "обязательных не бывает"),
    ],
)
def test_a_method_that_makes_no_sense_is_refused(rule, words):
    with pytest.raises(ValidationError, match=words):
        method(rule)


@pytest.mark.parametrize("key", delivered_identification())
def test_a_delivered_method_reads_as_a_sentence_and_comes_back_from_its_json(key):
    shape = delivered_identification()[key]

    assert "@" not in method_in_words(shape)
    assert type(shape).model_validate(shape.as_json()) == shape
    assert judge_of(shape).judge_all([]) is not None
