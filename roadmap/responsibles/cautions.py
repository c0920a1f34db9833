"""Recognises wordings that mean something else than the single words in them, so that a person should look.

Each function takes `natural_key` of a party's words, and returns the reason for a doubt or "".
"""

import re

from roadmap.responsibles.known_words import LOW_RESULTS

# All patterns are matched with `natural_key` of the words: no capitals, no signs, «е» for «ё».
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
_NOBODYS_STAFF = re.compile(
    rf"(муниципальн\w+ )?(специалист|куратор)\w*( ({LOW_RESULTS}))?|"
    r"((член|руководител|состав|участник)\w* )?(рабоч|творческ|проектн|экспертн|инициативн)\w+ групп\w*"
)
_SOME_OF_OURS = re.compile(
    r"\bпилотн\w+ (школ|оо\b|образовательн)|"
    r"\b(базов|опорн|стажиров|ресурсн|сетев)\w+ (школ|оо\b|образовательн\w+ организаци)\w* "
    r"(района|округа|улуса|города|муниц\w+)\b"
)
_OWN_OFFICE = re.compile(r"\bбухгалтери(?:я|и|ю|ей)\b|\bцентр\w* обслуживани\w*")
_SOME = re.compile(
    r"\b(участвующ|участник\w* проект|имеющ|малокомплектн|сельск\w+ школ|с признаками|необъективн)\w*|"
    r"\bсредни(?:е|х|м|ми) (\w+ )?школ\w*|(?<!и )\bсош (района|округа|города|муниц\w*)|"
    r"\b(школ|оо|оу|сош|организаци|учреждени)\w* (с|со|где есть) (\d+ (и |по )?)+(х )?кл(асс\w*)?\b"
)


_LOW = re.compile(rf"\b({LOW_RESULTS})\b")
_GOVERNS_LOW = re.compile(
    r"\b((координатор|куратор|тьютор|супервизор|команд|групп|служб|сопровождени|поддержк|помощ|специалист|методист|"
    r"проект|программ|куриру|наставник|ответственн)\w*|по|с|для|за) $"
)


def caution_exception(words: str) -> str:
    return "сказано об исключении, его портал не читает" if _EXCEPTION.search(words) else ""


def caution_low_results(words: str) -> str:
    """Doubt a party of the department that names schools with low results.

    «Координатор ШНОР» is clear, it is of the department; but «ИМЦ ШНОР» may be two parties.
    """
    found = _LOW.search(words)
    if not found or _GOVERNS_LOW.search(words[: found.start()]):
        return ""
    return "понято только как отдел, хотя названы школы с низкими результатами"


def caution_two_nouns(words: str, found: int) -> str:
    """Doubt «Опорная школа – Гимназия № 1»: its one number may belong to either noun."""
    nouns = {each[:5] for each in _NOUN.findall(words)}
    if found == 1 and len(nouns) > 1 and len(_NUMBER.findall(words)) == 1:
        return "названо два вида школ, номер один"
    return ""


def names_gymnasiums_only(words: str) -> bool:
    return bool(_SPECIAL_NOUN.search(words)) and not _ANY_SCHOOL.search(words)


def caution_elsewhere(words: str) -> str:
    return "может быть, это школы не вашего муниципалитета" if _ELSEWHERE.search(words) else ""


def caution_staff(words: str, has_schools: bool) -> str:
    """Doubt «специалисты школ», «координатор СОШ № 3» as the department: they may be the school's own people."""
    is_of_school = has_schools or _OF_SCHOOLS.search(words)
    return "понято как отдел, хотя названа школа" if _STAFF.search(words) and is_of_school else ""


def caution_whose_staff(words: str) -> str:
    """Doubt «специалисты», «кураторы ШНОР»: they may be of the department, of the schools, or of others."""
    return "не сказано, чьи это люди; понято как отдел" if _NOBODYS_STAFF.fullmatch(words.strip()) else ""


def caution_some_of_ours(words: str) -> str:
    """Doubt «пилотные школы улуса»: they are of the municipality, but nobody can tell which."""
    return "не сказано, какие это школы" if _SOME_OF_OURS.search(words) else ""


def caution_own_office(words: str) -> str:
    return "понято как отдел; может быть, это отдельное учреждение при нём" if _OWN_OFFICE.search(words) else ""


def caution_some_of_all(words: str) -> str:
    return "понято как все школы, хотя сказано не о всех" if _SOME.search(words) else ""
