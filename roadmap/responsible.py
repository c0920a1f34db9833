"""Whom the «Ответственные» of an activity mean: the department, schools, or others whom the portal doesn't know."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from portal.text import natural_key
from schools.matching import named_schools

# All patterns meet `natural_key`: no capitals, no signs, «е» for «ё».
_SCHOOLS_AT_ALL = re.compile(
    r"\b(обще)?образовательн\w+ (организаци|учреждени)\w*|"
    r"\b(оо|оу|шмо|школы|школ|школам|школами|директора|учителя|педагоги)\b|"
    r"\b(классн\w+ руководител|заместител\w+ директор|педагог\w* психолог|учител\w+ предметник)|"
    r"\b(директор\w*|администраци\w*|коллектив\w*|руководител\w*) (школ|оо|оу|учреждени|организаци)"
)
_LOW_RESULT_SCHOOLS = re.compile(
    r"\b(шнор|шнро|шнсу|шнср|шпро|шфнсу|шссу|шнр)\b|низки\w+ (образовательн\w+ |учебн\w+ )?результат|"
    r"(сложн|неблагоприятн)\w+ социальн|\b(с|со) нор\b|\bучастни(цы|ки|ц|ков)\w* (программ|проект)"
)
# Schools, but which ones is told elsewhere: a list of mentors, of partners.
_SOME_SCHOOLS = re.compile(
    r"\bшкол\w* (наставник|лидер|партнер|консультант|донор|куратор|ресурсн)|\b(базов|опорн|стажиров)\w+ школ"
)
_DEPARTMENT = re.compile(
    r"\b(отдел|управлени|департамент|комитет|методическ|методист|имц|ммц|ммс|рмк|роо|гороно|роно|координатор|"
    r"специалист|муниципальн\w+ команд|рабоч\w+ групп|рмо|мму|куратор|тьютор|[мргк]?о?уо\b)"
)
_OUTSIDE = re.compile(
    r"\b(дпо|институт|университет|колледж|техникум|академи|иро|ипк\w*|крипкро|цоко|рцоко|цнппм|пмпк|кдн\w*|полици|"
    r"больниц|поликлиник|црб|министерств|минобр\w*|родител\w+ комитет|служб\w+ занятост|библиотек)"
)
_PERSON = re.compile(r"[А-ЯЁ][а-яё]+(-[А-ЯЁ][а-яё]+)?\s+[А-ЯЁ]\.\s?[А-ЯЁ]\b\.?|[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?[А-ЯЁ][а-яё]+")


@dataclass(frozen=True)
class Responsible:
    """`others` are the words for whom the portal knows nobody: outside bodies, people, «школы-наставники»."""

    department: bool = False
    all_schools: bool = False
    low_result_schools: bool = False
    schools: frozenset[int] = frozenset()
    others: tuple[str, ...] = ()


def read_responsible(text: str, schools: Mapping[int, str]) -> Responsible:
    """Whom the words mean, given the municipality's schools by id.

    Where they mean nobody known, the department: somebody has to answer for the activity.
    """
    named = named_schools(natural_key(text).split(), schools)
    department = all_schools = low_result = False
    others = []
    for item in _items(text):
        key = natural_key(item)
        of_department = bool(_DEPARTMENT.search(key)) and not _OUTSIDE.search(key)
        some_schools = bool(_SOME_SCHOOLS.search(key))
        low_results = bool(_LOW_RESULT_SCHOOLS.search(key)) and not of_department
        of_whom = re.sub(r" школ\b", "", key) if of_department else key  # «кураторы школ» are no schools
        at_all = bool(_SCHOOLS_AT_ALL.search(of_whom)) and not (low_results or some_schools)
        at_all = at_all and not _only_names_schools(key, named)
        department, all_schools, low_result = (
            department or of_department,
            all_schools or at_all,
            low_result or low_results,
        )
        unknown = not (of_department or at_all or low_results or named_schools(key.split(), schools))
        if _OUTSIDE.search(key) or some_schools or (unknown and not _is_of_a_name(key, named, schools)):
            others.append(item)
        elif person := _PERSON.search(item):
            others.append(person[0])
    nobody = not (all_schools or named or low_result)
    return Responsible(department or nobody, all_schools, low_result, named, tuple(others))


def words_for_department(text: str) -> str:
    """The parties among those words that are of the department; all of them where none is told apart."""
    own = [item for item in _items(text) if _DEPARTMENT.search(key := natural_key(item)) and not _OUTSIDE.search(key)]
    return ", ".join(own) or text


def _items(text: str) -> list[str]:
    """The parties one by one. «Отдел образования Образовательные организации» stays one item that means both."""
    return [
        item for part in re.split(r"[,;\n]|(?<=[а-яё])\.\s+(?=[А-ЯЁ])", text) if natural_key(item := part.strip(" ."))
    ]


def _only_names_schools(key: str, named: frozenset[int]) -> bool:
    """«Школы № 2 и № 5» names schools; «МБОУ СОШ № 2, общеобразовательные организации» means all of them."""
    return bool(named) and not re.search(r"\b(обще)?образовательн|\bоо\b|\bоу\b|\bвсе\b", key)


def _is_of_a_name(key: str, named: frozenset[int], schools: Mapping[int, str]) -> bool:
    """«МКОУ Моховская, Еловская, Среднеелинская СОШ», «Школы № 2, № 5»: a part of a name that was found."""
    names = {word[:4] for school_id in named for word in natural_key(schools[school_id]).split()}
    return any(word[:4] in names for word in key.split() if len(word) >= 4)
