"""Lists the words that don't change whom a list of responsibles means; any other word makes a doubt.

The rules look for words that they know and ignore the rest, which may be «кроме», «бывшая» or «соседнего района».
So a party is free of doubts only if each of its words is here, in a name of the department or its municipality, or in
a name of the schools that were found.
"""

import re
from functools import lru_cache

from schools.directory.name_words import same_word

OFFICES = r"роо|руо|гоо|гороно|роно|районо|мму|[мргк]?о?уо"
METHODICAL = r"р?имц|имо|гимц|ммц|ммс|рмк|нмц|гмц|умц|мимц"
LOW_RESULTS = r"шнор(?:ы|ов|ам|ами|ах)?|шнро|шнсу|шнср|шпро|шфнсу|шссу|шнр|шнрв"

# All patterns are matched with whole words of `natural_key`: no capitals, no signs, «е» for «ё».
_PEOPLE = (
    r"директор\w*|руководител\w*|рук|заместител\w*|зам|замы|замдиректор\w*|зд|завуч\w*|учител\w*|преподавател\w*|препод|"
    r"педагог\w*|педагогическ\w*|пед(агогов)?|психолог\w*|логопед\w*|дефектолог\w*|библиотекар\w*|организатор\w*|"
    r"советник\w*|классн\w*|кл(?:асс)?рук\w*|кл|специалист\w*|спец|методист\w*|инспектор\w*|консультант\w*|эксперт\w*|начальник\w*|нач|"
    r"председател\w*|заведующ\w*|зав|секретар\w*|главн\w*|гл|ведущ\w*|старш\w*|координатор\w*|куратор\w*|тьютор\w*|"
    r"оператор\w*|член\w*|сотрудник\w*|работник\w*|социальн\w*|соц|экономист\w*|юрисконсульт\w*|бухгалтер\w*|дир|лица?|"
    r"ответственн\w*|отв|исполнител\w*|назначенн\w*|предметник\w*|инженер\w*|техник\w*|лаборант\w*|курирующ\w*"
)
_BODIES = (
    rf"{OFFICES}|{METHODICAL}|"
    r"отдел(а|у|ом|е|ы|ов)?|управлени\w*|упр|комитет\w*|департамент\w*|сектор\w*|аппарат\w*|администраци\w*|админ|адм|"
    r"администра(ц|тивн)\w*|образовани\w*|обр|команд\w*|групп\w*|рабоч\w*|коллектив\w*|педколлектив\w*|педсовет\w*|"
    r"совет(а|ы|у|ом|ов)?|объединени\w*|служб\w*|кабинет\w*|центр\w*|методическ\w*|метод|методкабинет\w*|информационно|актив\w*|"
    r"управленческ\w*|экспертн\w*|мо|рмо|гмо|ммо|шмо|шмс|мс|м[бка]?у|подведомственн\w*|муниципальн\w*|мун|районн\w*|окружн\w*|"
    r"район(а|е|у)?|округ(а|е|у)?|улус(а|е|у)?|улусн\w*|кожуун(а|е|у)?|муниципалитет\w*|местн\w*|мр|го|орган(ы|ов|ам|ами)?"
)
_SCHOOLS = (
    r"школ(а|ы|е|у|ой|ам|ами|ах)?|школьн\w*|[сон]?ош|[сн]ш|гимнази(?!ст)\w*|прогимнази\w*|лице(й|я|ю|ем|е|и|ев|ям|ями|ях)|"
    r"обще|общеобр|(обще)?образоват\w*|общего|общему|учреждени\w*|учр|организаци\w*|орг|бюджетн\w*|казенн\w*|автономн\w*|"
    r"моо|моу|м[бка]?оу|мобу|о|у|оо|оу|средн\w*|основн\w*|начальн\w*|имени|им|всех?|всеми|кажд\w*|вечерн\w*|"
    r"коррекционн\w*|специальн\w*|интернат\w*|кадетск\w*"
)
_SMALL = (
    r"и|а|также|по|в|во|с|со|на|при|от|из|для|к|об?|за|ст|совместно|согласовани\w*|участи\w*|взаимодействи\w*|том|числе"
)
_DUTIES = (
    r"увр|вр|умр|зд(?:увр|вр|умр|нмр|ур)|нмр|ур|ахр|иа|учебн\w*|учебно|воспитательн\w*|воспитани\w*|научн\w*|научно|методическ\w*|работ(а|ы|е|у)|"
    r"начальных|старших|выпускных|предмет\w*|русск\w*|родн\w*|иностранн\w*|английск\w*|язык\w*|литератур\w*|математик\w*|алгебр\w*|"
    r"физик\w*|хими[ия]|биологи[ия]|географи[ия]|истори[ия]|обществознани\w*|информатик\w*|технологи[ия]|обж|обзр|"
    r"физическ\w*|физ|физкультур\w*|культур\w*|музык\w*|изо|обучени\w*|качеств\w*|оценк\w*|гиа|егэ|огэ|впр|фгос|"
    r"всоко|мсоко|нсоко|контрол\w*|проведени\w*|подготовк\w*|реализаци\w*|организаци\w*|исполнени\w*|выполнени\w*|внедрени\w*|"
    r"сопровождени\w*|поддержк\w*|помощи?|развити\w*|повышени\w*|профил\w*|профориентаци\w*|проект\w*|программ\w*|мероприяти\w*|вопрос\w*|"
    r"класс\w*|работающ\w*|преподающ\w*|обеспечивающ\w*|0*500|i{1,3}|iv|vi{0,3}|"
    r"приказ\w*|протокол\w*|постановлени\w*|распоряжени\w*|письм\w*|пункт\w*|приложени\w*|спис\w*|строк\w*|корпус\w*|тел|телефон\w*"
)
# Words that describe schools with low results.
_OF_LOW_RESULTS = (
    rf"{LOW_RESULTS}|нор|"
    r"ш?нсу|низк\w*|рез|нижн\w*|стабильн\w*|результат\w*|итог\w*|рис(к|ков|ками|ка)|"
    r"риско\w*|услови\w*|контекст\w*|сложн\w*|трудн\w*|неблагоприятн\w*|социальн\w*|находящ\w*|функционирующ\w*|работающ\w*|"
    r"показа\w*|показыва\w*|демонстриру\w*|имеющ\w*|включенн\w*|вошедш\w*|попавш\w*|отнесенн\w*|участни\w*|участвующ\w*|"
    r"спис\w*|перечен\w*|перечн\w*|числ\w*|статус\w*|категори\w*|проблем\w*|обучающ\w*|снижени\w*"
)
# Words that continue the name of a body or say which one it is: «отдел дошкольного образования», «городской центр».
_OF_DEPARTMENT = rf"город\w*|гор|дошкольн\w*|молодежн\w*|политик\w*|спорт\w*|дел(а|ам)|дпо|далее|{_OF_LOW_RESULTS}"
# Words that stand beside the name of a place after which a school is called.
_OF_NAMED = (
    r"п|с|д|х|г|пос|ст|сел[оае]|деревн[яиею]|поселк?(ок|а|е)?|станиц[аыеу]|хутор\w*|город(а|е)?|области|края|республики"
)
_SORTS = {"department": _OF_DEPARTMENT, "low_results": _OF_LOW_RESULTS, "schools": _OF_NAMED}
_COUNT_OF_PEOPLE = re.compile(rf"\b\d+ (?=(?:{_PEOPLE})\b)")


@lru_cache(maxsize=8)
def _build_known(sorts: frozenset[str]) -> re.Pattern:
    return re.compile(
        "|".join((_PEOPLE, _BODIES, _SCHOOLS, _SMALL, _DUTIES, *(_SORTS[each] for each in sorted(sorts))))
    )


def is_known(word: str) -> bool:
    """Return whether the word is listed here, beside whomever it may stand."""
    return _build_known(frozenset(_SORTS)).fullmatch(word) is not None


def first_unknown(words: str, names: frozenset[str], meant: frozenset[str]) -> str:
    """Return the first word that is neither listed here nor among the names, in any grammatical case; "" if none.

    `meant` has those of «department», «low_results», «schools» that the party means: each allows more words.
    """
    known = _build_known(meant)
    for word in _COUNT_OF_PEOPLE.sub("", words).split():
        if not (known.fullmatch(word) or any(same_word(word, name) for name in names)):
            return word
    return ""
