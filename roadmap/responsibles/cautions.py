"""Wordings that say less, or other, than the words that they are made of: somebody should look."""

import re

from roadmap.responsibles.known_words import LOW_RESULTS

# All patterns meet `natural_key`: no capitals, no signs, «е» for «ё».
_EXCEPTION = re.compile(r"\b(кроме|за исключением|исключая)\b|\bне (вход|воше|вошл|включ|относ|отнес)\w*|\bне шнор\b")
_NOUN = re.compile(r"\b(школ(?:а|ы|е|у|ой)|[сон]?ош|гимнази\w*|лице\w*)\b")
_SPECIAL_NOUN = re.compile(r"\b(гимнази\w*|лице\w*)\b")
_ANY_SCHOOL = re.compile(
    r"\b(школ\w*|[сон]?ош|о[оу]|м[бка]?оу|образовательн\w*|общеобразовательн\w*|организаци\w*|учреждени\w*)\b"
)
_NUMBER = re.compile(r"\d+")
_ELSEWHERE = re.compile(r"\bсоседн\w+|\b(школ\w*|организаци\w*|оо) (региона|области|края|республики)\b")
_STAFF = re.compile(r"\b(специалист|методист|координатор|тьютор)\w*\b")
_OF_SCHOOLS = re.compile(r"\b(школ|школы|сош|оош|гимнази\w*|лице\w*|оу)\b")
_SOME = re.compile(r"\b(участвующ|участник\w* проект|имеющ|малокомплектн|сельск\w+ школ|с признаками|необъективн)\w*")


_LOW = re.compile(rf"\b({LOW_RESULTS})\b")
_GOVERNS_LOW = re.compile(
    r"\b((координатор|куратор|тьютор|супервизор|команд|групп|служб|сопровождени|поддержк|помощ|специалист|методист|"
    r"проект|программ|куриру|наставник|ответственн)\w*|по|с|для|за) $"
)


def exception(words: str) -> str:
    return "сказано об исключении, его портал не читает" if _EXCEPTION.search(words) else ""


def beside_department(words: str) -> str:
    """«Координатор ШНОР» is of the department; «ИМЦ ШНОР» may be two parties."""
    found = _LOW.search(words)
    if not found or _GOVERNS_LOW.search(words[: found.start()]):
        return ""
    return "понято только как отдел, хотя названы школы с низкими результатами"


def two_nouns(words: str, found: int) -> str:
    """«Опорная школа – Гимназия № 1»: one number may be of either noun."""
    nouns = {each[:5] for each in _NOUN.findall(words)}
    if found == 1 and len(nouns) > 1 and len(_NUMBER.findall(words)) == 1:
        return "названо два вида школ, номер один"
    return ""


def names_gymnasiums_only(words: str) -> bool:
    return bool(_SPECIAL_NOUN.search(words)) and not _ANY_SCHOOL.search(words)


def elsewhere(words: str) -> str:
    return "может быть, это школы не вашего муниципалитета" if _ELSEWHERE.search(words) else ""


def whose_staff(words: str, has_schools: bool) -> str:
    """«Специалисты школ», «координатор СОШ № 3» may be the school's own people."""
    is_of_school = has_schools or _OF_SCHOOLS.search(words)
    return "понято как отдел, хотя названа школа" if _STAFF.search(words) and is_of_school else ""


def some_of_all(words: str) -> str:
    return "понято как все школы, хотя сказано не о всех" if _SOME.search(words) else ""
