"""Decides what one party of a list of «Ответственные» means: the department, schools, or others."""

import re
from dataclasses import dataclass
from functools import cached_property

from portal.text.keys import natural_key
from roadmap.responsibles.cautions import (
    caution_elsewhere,
    caution_exception,
    caution_low_results,
    caution_own_office,
    caution_some_of_all,
    caution_some_of_ours,
    caution_staff,
    caution_two_nouns,
    caution_whose_staff,
)
from roadmap.responsibles.known_words import LOW_RESULTS, METHODICAL, OFFICES, first_unknown, is_known
from roadmap.responsibles.school_mentions import (
    NO_SCHOOL,
    SchoolMention,
    hides_schools,
    to_account_for,
    without_other_names,
)
from schools.directory.name_words import same_word

# All patterns are matched with `natural_key` of the words: no capitals, no signs, «е» for «ё».
_SCHOOLS_AT_ALL = re.compile(
    r"\bкажд\w+ (школ|оо\b|оу\b)\w*|логопеды|дефектологи|\bзд(увр|вр|умр|нмр|ур)\b|"
    r"\b(обще)?образоват\w* (организаци|учрежд)\w*|\b(общеобр\w*|(?<!доп )обр) (орг|учр)\w*|^школа$|"
    r"^предметник(и|ам|ами|ов)$|"
    r"\b(оо|оу|о у|моу|моо|м[бка]оу|мобу|шмо|школы|школ|школам|школами|школах|сош|гимназии|лицеи)\b|"
    r"\b(директора|учител\w+|педагоги|педагогам|завуч\w*|преподавател\w+|библиотекар\w*)\b|"
    r"\b(кл\w* рук\w*|кл(асс)?рук\w*|"
    r"зам(естител\w+)? ?(дир(ектор\w*)?|руководител\w*)\b|педагог\w* (психолог|организатор)|"
    r"соц(иальн\w+)? педагог|советник\w* (директор\w*|по воспитанию)|педагогическ\w+ (работник|коллектив)|"
    r"пед(коллектив|работник|совет)|(зам\w*|зд)( директор\w*)? (по )?(увр|вр|умр|нмр|ур|учебн|воспит|научн))|"
    r"\bшкольн\w+ (\w+ )?(метод|команд|психолог|библиотек|координатор|куратор|администрац|служб|спортивн|совет|музе|"
    r"управленч)|\b(рабоч\w+ групп|команд)\w* (школ|оо|оу)\b|"
    r"\b(директор\w*|администраци\w*|коллектив\w*|рук(оводител\w*)?) "
    r"(школ|оо|оу|(учреждени|организаци)\w*(?! (культур|спорт|здрав|дополн|дошк|соц|профил|проф)))|^директор$"
)
_CORPS = re.compile(r"(директорск|учительск|педагогическ)(ий|ого|ому|им|ом) корпус(а|у|ом|е)?")
_OF_SCHOOL = re.compile(
    r"\bшкольн\w+ (\w+ )?(метод|координатор|куратор|команд)|\bруководител\w* школьн\w+|"
    r"\b(рабоч\w+ групп|команд|методическ\w+ (объединени|совет))\w* (школы?|оо|оу)\b"
)
_LOW_RESULT_SCHOOLS = re.compile(
    rf"\b({LOW_RESULTS})\b|"
    r"низк\w* (\w+ ){0,2}рез(ультат\w*)?\b|"
    r"(сложн|неблагоприятн|трудн)\w+ (\w+ )?социальн|социальн\w+ (неблагоприятн|сложн|трудн)|\b(с|со) нор\b|"
    r"\bшкол\w* (\w+ )?0*500\b|\bучастни(цы|ки|ц|ков)\w* (программ|проект)"
)
# Schools that some other document lists: mentors, partners, base schools.
_SOME_SCHOOLS = re.compile(
    r"\bшкол(?!ьн)\w* (наставник|ментор|флагман|лидер|партнер|консультант|донор|куратор|ресурсн)|"
    r"\b(базов|опорн|стажиров|пилотн|ресурсн|сетев|партнерск)\w+ (школ|оо\b|образовательн)|"
    r"\bшкол(?!ьн)\w* со? (\w+ )?(высок|лучш)\w* (\w+ )?результат|"
    r"\b(организаци|учреждени|школ)\w* (\w+ )?(ресурсн|наставни|партнер|стажир)"
)
_EDUCATION_BODY = re.compile(
    r"\b(отдел|управлени|департамент|комитет|сектор|упр)\w* (\w+ ){0,4}(образовани\w*|обр\b)|\b(оо|уо) администрац|"
    r"^((нач|зам|спец|сотрудник|руководит|пред|зав|эксперт|консультант|методист|инспектор|отдел|сектор|управлени|"
    r"инженер|гл|вед|старш|директор|аппарат|секретар|из|от|и)\w* )*(отдел|управлени|департамент|комитет)\w*$|"
    rf"\b({OFFICES})\b|"
    r"\bорган\w* управления образовани\w*"
)
# «ОО» is the department where it has a chief or an administration, else the schools.
_OFFICE = re.compile(r"\b(начальник|специалист|методист|инспектор)\w* (\w+ )?оо\b|\bоо администраци\w*")
_OF_REGION = re.compile(r"\b(област(и|ной)|края|краев\w+|республик\w+|региональн\w+|регион(а|е)?)\b")
_OF_DISTRICT = re.compile(r"\b(район|муниципальн|округ|город|улус|кожуун)")
_METHODICAL = re.compile(
    r"\b(методическ\w+ (служб|кабинет|центр|отдел|совет)\w*|методист\w*|методкабинет\w*)\b|"
    rf"\b({METHODICAL})\b|"
    r"\bинформационно методическ"
)
_DEPARTMENT = re.compile(
    rf"\b({METHODICAL}|методическ|методист|методкабинет|координатор|"
    r"специалист|"
    r"муниципальн\w+ (\w+ )?(команд|служб)|рабоч\w+ групп|рмо|гмо|"
    r"(районн|городск|муниципальн|окружн)\w+ (мо|методическ\w+)\b|куратор|тьютор)"
)
_UNION = re.compile(r"\b(рмо|гмо|ммо)\b|\b(районн|городск|муниципальн|окружн)\w+ (мо|методическ\w+ объединени\w*)\b")
_BODY = re.compile(r"\b(отдел|управлени|департамент|комитет|сектор)(а|у|ом|е|ы|ов|ами|я|ю|ем|й|и)?\b")
_OUTSIDE = re.compile(
    r"\b(дпо|институт|университет|колледж|техникум|академи|\w*иро\b|ипк\w*|крипкро|р?цоко|рцои|цнппм|т?пмпк|кдн\w*|опдн|пдн|"
    r"полици|омвд|мвд|гибдд|мчс|больниц|поликлиник|црб|фап|вуз\w*|ссуз\w*|спо\b|"
    r"министерств|минобр\w*|родител|законн\w+ представител|"
    r"пожарн\w+ (част|охран|служб|надзор|команд)|спасательн\w+ (част|служб|отряд)|росгварди|"
    r"военкомат|военн\w+ комиссариат|"
    r"(республиканск|федеральн|всероссийск)\w+ (\w+ )?(координатор|куратор|оператор|тьютор|эксперт|методист|команд)|"
    r"служб\w+ занятост|центр\w* занятост|библиотек[аиуе]?\b|библиотекой|библиотечн|"
    r"дополнительн\w+ образовани|до\b|удо\b|ддт|цдт|дюсш|дши|дмш|"
    r"педуниверситет|дворец|дворц|детск\w+ технопарк|кванториум|"
    r"(?<!школа )детск\w+ сад|дошкольн|м?[бакч]?доу\b|доо\b|несовершеннолетн|глав[аыеу]\b|област\w* |региональн|краев|"
    r"ц?п+мсп?\b|психолого (медико )?педагогическ\w+ (\w+ )*(центр|помощ|комисси)|центр психолого|"
    r"(бюджет|казен|автоном)\w+ учреждени\w+ (\w+ )?культур)"
)
_OTHER_TOPIC = re.compile(
    r"\b(культур|спорт|финанс|имуществ|социальн\w+ (политик|защит)|молодеж|опек|здравоохранен|экономи|юридическ|"
    r"архитект|строительств|бухгалтер|внутренн)"
)
_ITS_OWN = (
    r" школ\b|\b(зам\w* )?директор\w*\s*($|(?=(отдел|управлени|департамент|комитет|центр|методич|городск|районн|"
    r"муницип|м?[бка]?у\b|\w?имц|\wмц|рмк)))"
)
# What people of the department are in charge of: «специалист по дошкольному образованию», «инспектор по школам».
_CHARGE = re.compile(
    r"\b(специалист|методист|инспектор|консультант|эксперт|зам|заместител|начальник)\w*\s+"
    r"по ((\w+ ){1,4}образованию|школам|работе со школами)\b"
)
# A participle after which the words say what the people do: «специалисты, курирующие школы».
_CLAUSE = re.compile(r" \w+(?:щ|вш)(?:ий|ие|их|ая)\b")
# Bodies that may be meant instead of the schools or the department named beside them.
_OTHER_BODY = re.compile(
    r"\b(центр|клуб|музе|театр|лагер|фонд|общественн|союз|ассоциаци|комисси|инспекци|прокуратур|суд|предприяти|фили[ао]л)\w*"
)
_LONGEST_ABBREVIATION = 5  # more capital letters are a word, «КОМИТЕТ»
_ABBREVIATION = re.compile(r"\b[А-ЯЁ]{2,}\b")
_KNOWN_ABBREVIATIONS = re.compile(
    r"[ГМРО]?О?УО|[МР]?ОО|Р[УО]О|ГОО|[МГБ]?ОУ|М[БКА]ОУ|МОБУ|М[БКА]?У|М[РО]|[СО]?ОШ|[СНО]Ш|НОШ|В?СОШ|ШНОР|ШНРО|ШНСУ|Ш[А-Я]Р[А-Я]?|НОР|"
    r"[ШРГМО]?МО|[РГМ]?И?МЦ|ММС|РМК|НМЦ|ИМО|УВР|НМР|УМР|МР|ВР|УР|АХР|ГИА|ЕГЭ|ОГЭ|ВПР|ОРЦ|ФГОС|НОКО|ВСОКО|МСОКО|ОБЖ|ОБЗР|ИЗО|"
    r"ИКТ|УИОП|НСУР|УСУ|ШСУ|ЗД(?:УВР|ВР|УМР|НМР|УР)?|ДПО|ИМ|КО|[IVX]+"
)
# «Муниципальное бюджетное общеобразовательное учреждение „Средняя общеобразовательная школа“» is one school's name.
_ONE_SCHOOL = re.compile(
    r"\b(муниципальн\w+ )?((бюджетн|казенн|автономн)\w+ )?(обще)?образовательн\w+ "
    r"(учреждени(е|я|ю|ем)|организаци(я|ю|ей))\b|"
    r"\b((средн|основн|начальн)\w+ )?(обще)?образовательн\w+ школ(а|ы|е|у|ой)\b|\bм[бка]оу\b|\bмобу\b"
)
_PLACE = re.compile(
    r"\b(район|округ|улус|кожуун|город|муниципал|поселени|сел[аь]|област|кра[йя]|республик|глав[аыеу]\b|г\b)"
)
_WHOM_SCHOOL_NAMES = r"\b(обще)?образовательн|\bоо\b|\bоу\b|\bвсе\b"


# The name of a territory, to be compared with the municipality's own: «Ильинского района», «г. Приволховска».
_TERRITORY = re.compile(
    r"\b([А-ЯЁ][а-яё-]+(?:[ое]го|[ое]й|[ое]му|[ое]м|ий|ая))\s+(?:(?:муниципальн|городск)\w+\s+)?"
    r"(?:район|округ|р-н|улус|кожуун)\w*|"
    r"\b(?:г\.|город(?:а|е|у)?)\s*([А-ЯЁ][а-яё-]+)"
)
_OF_TERRITORY = re.compile(r"район|округ|город|муницип|улус|кожуун|^г$")
_NEIGHBOUR = re.compile(r"\bсоседн\w+ (?:\w+ )?(?:район|округ|город|муниципал|улус|кожуун)")


def is_of_another_territory(item: str, names: frozenset[str]) -> bool:
    """Return whether the words name a territory that isn't the municipality's own.

    `names` are the words of its names; if no territory is among them, the answer is False.
    """
    if not any(_OF_TERRITORY.match(name) for name in names):
        return False
    named = [natural_key(first or second) for first, second in _TERRITORY.findall(item)]
    is_ours = any(same_word(one, name) for each in named for one in each.split() for name in names)
    return (bool(named) and not is_ours) or bool(_NEIGHBOUR.search(natural_key(item)))


def names_outsider(key: str) -> bool:
    return bool(_OUTSIDE.search(f"{key} "))


@dataclass(frozen=True)
class Party:
    """One party of the list, with the schools that it mentions; `own` finds the names of the department."""

    item: str
    mention: SchoolMention
    own: re.Pattern | None
    names: frozenset[str] = frozenset()  # words of the names of the department and its municipality
    is_foreign: bool = False  # of another territory

    @classmethod
    def of(cls, item: str, mention: SchoolMention, own: re.Pattern | None, names: frozenset[str]) -> "Party":
        """Build a party; one of another territory mentions no schools of the municipality."""
        is_foreign = is_of_another_territory(item, names | mention.words)
        return cls(item, SchoolMention() if is_foreign else mention, own, names, is_foreign)

    @cached_property
    def whole(self) -> str:
        return natural_key(self.item)

    @cached_property
    def key(self) -> str:
        """Return the words without people, numbers of other things and what is only called a school."""
        return NO_SCHOOL.sub(" ", natural_key(without_other_names(self.item)))

    @cached_property
    def is_own(self) -> bool:
        is_named = self.own and (self.own.search(self.whole) or self.own.search(self.key))
        return bool(is_named or _OFFICE.search(self._without_own))

    @cached_property
    def _without_own(self) -> str:
        return self.own.sub(" ", self.key) if self.own else self.key

    @cached_property
    def rest(self) -> str:
        """Return the words without the department's own names."""
        return _OFFICE.sub(" ", self._without_own)

    @cached_property
    def _without_charge(self) -> str:
        return _CHARGE.sub(" ", self.rest) if self.is_own else self.rest

    @cached_property
    def has_schools(self) -> bool:
        return bool(_SCHOOLS_AT_ALL.search(self.rest) or _CORPS.fullmatch(self.whole))

    @cached_property
    def is_other_topic(self) -> bool:
        return bool(_OTHER_TOPIC.search(self.rest)) and not self.has_schools

    @cached_property
    def is_part_of_name(self) -> bool:
        """Return whether it may continue a department's name that stands before it: «…, культуры и спорта»."""
        return self.is_other_topic and not _BODY.search(self.rest)

    @cached_property
    def is_education_body(self) -> bool:
        return bool(_EDUCATION_BODY.search(self.rest))

    @cached_property
    def is_some_schools(self) -> bool:
        return bool(_SOME_SCHOOLS.search(self.whole))

    @cached_property
    def is_outside(self) -> bool:
        if self.is_foreign or self.is_some_schools or NO_SCHOOL.search(self.whole):
            return True
        # «Отдел дошкольного и общего образования» is not a kindergarten.
        rest = _EDUCATION_BODY.sub(" ", self._without_charge)
        rest = _CHARGE.sub(" ", rest) if self.is_education_body else rest
        if names_outsider(re.sub(r"\bдп?о\b", " ", rest) if self._is_methodical_centre else rest):
            return True
        of_department = self.is_own or self.is_education_body or self._is_methodical_centre
        if self.is_education_body and not self.is_own and self._is_of_region:
            return True
        return not of_department and (self.is_other_topic or self._is_territory or self._is_some_body)

    @cached_property
    def _is_some_body(self) -> bool:
        return bool(_BODY.search(self.rest))

    @cached_property
    def is_guessed_outside(self) -> bool:
        """Return whether it is taken for an outside body though no known word says that it is outside."""
        if not self.is_outside or self.is_known or self.is_some_schools or NO_SCHOOL.search(self.whole):
            return False
        is_certain = names_outsider(self.rest) or self.is_other_topic or _PLACE.search(self.whole)
        return not is_certain

    @cached_property
    def _is_methodical_centre(self) -> bool:
        """Return whether it is the municipality's own methodical centre («МБУ ДПО „ИМЦ“»), not one of the region."""
        return bool(_METHODICAL.search(self.rest)) and not self._is_of_region and not _OTHER_TOPIC.search(self.rest)

    @cached_property
    def _is_of_region(self) -> bool:
        return bool(_OF_REGION.search(self.whole)) and not _OF_DISTRICT.search(self.whole)

    @cached_property
    def _is_territory(self) -> bool:
        """Return whether it is the administration of a district and not of a school."""
        of_school = (
            self.mention.schools or self.has_schools or self.is_low_results or re.search(r"\bадминистративн", self.rest)
        )
        return bool(re.search(r"\bадминистраци\w*", self.rest)) and not of_school

    @cached_property
    def is_department(self) -> bool:
        if self.is_own and not self.is_foreign:
            return True
        return self._is_department_word and not self.is_outside

    @cached_property
    def _is_department_word(self) -> bool:
        return self.is_education_body or (not _OF_SCHOOL.search(self.rest) and bool(_DEPARTMENT.search(self.rest)))

    @property
    def is_anybodys(self) -> bool:
        """Return whether it is the single word «администрация», which may be of a school or of the district."""
        return self.key == "администрация"

    @cached_property
    def is_low_results(self) -> bool:
        found = _LOW_RESULT_SCHOOLS.search(self.whole)
        # «Координатор ШНОР» is of the department; where «ШНОР» comes first, the schools are meant.
        return (
            bool(found)
            and not self.is_foreign
            and (not (self.is_own or self._is_department_word) or found.start() == 0)
        )

    @cached_property
    def is_all_schools(self) -> bool:
        if self.is_low_results or self.is_outside or self.mention.doubts:
            return False
        if self.is_department and _UNION.search(self.rest):
            return False
        if self.mention.schools and not re.search(_WHOM_SCHOOL_NAMES, _ONE_SCHOOL.sub(" ", self.key)):
            return False
        # «Кураторы школ», «заместитель директора департамента» don't mean schools.
        of_whom = re.sub(_ITS_OWN, "", _CLAUSE.split(self._without_charge)[0]) if self.is_department else self.rest
        return bool(_SCHOOLS_AT_ALL.search(of_whom) or _CORPS.fullmatch(self.whole))

    @cached_property
    def caution(self) -> str:
        """Return what in the words may change who is meant, as the reason for a doubt; "" if nothing does."""
        if self.is_foreign:
            return "понято как организация другой территории"
        names_schools = bool(self.mention.schools)
        found = [
            caution_exception(self.whole),
            caution_two_nouns(self.whole, len(self.mention.schools)),
            caution_elsewhere(self.whole),
            caution_some_of_ours(self.whole),
        ]
        if self.is_department and not (self.is_own or self.is_education_body or self.is_all_schools):
            found += [caution_staff(self.key, names_schools), caution_whose_staff(self.key)]
        if self.is_department:
            found.append(caution_own_office(self.whole))
        if self.is_all_schools:
            found.append(caution_some_of_all(self.whole))
        if self.is_department and not self.is_low_results:
            found.append(caution_low_results(self.whole))
        return next(filter(None, found), "") or self.not_accounted_for

    @cached_property
    def not_accounted_for(self) -> str:
        """Return which of the words no rule has understood, as the reason for a doubt; "" if there is none."""
        if hides_schools(self.item):
            return "названы ещё школы, но непонятно какие"
        if not self.is_known:
            return ""
        words = natural_key(to_account_for(self.item))
        without_own = self.own.sub(" ", words) if self.own else words
        names = self.names | self.mention.words
        meant = {"department": self.is_department, "low_results": self.is_low_results, "schools": self.mention.schools}
        unknown = first_unknown(without_own, names, frozenset(each for each, is_meant in meant.items() if is_meant))
        return f"неизвестно, что меняет слово «{unknown.lstrip('0')}»" if unknown else ""

    @cached_property
    def doubt(self) -> str:
        """Return why it is doubtful that the department or all schools are meant; "" if it is clear."""
        if not (self.is_department or self.is_all_schools):
            return ""
        words = self.own.sub(" ", self.whole) if self.own else self.whole
        side_by_side = (self.is_education_body or self.is_own) and re.search(
            r"образоват\w* (организаци|учрежд)", self.rest
        )
        if self.is_department and self.is_all_schools and not side_by_side:
            return "понято и как отдел, и как все школы"
        if not self.is_department and (other := _OTHER_BODY.search(words)):
            return f"понято как все школы, хотя есть слово «{other[0]}»"
        unknown = [each for each in _ABBREVIATION.findall(self.item) if not self._knows(each, words)]
        return f"непонятно сокращение {unknown[0]}" if unknown else ""

    def _knows(self, abbreviation: str, words: str) -> bool:
        is_own = not re.search(rf"\b{natural_key(abbreviation)}\b", words)
        return (
            is_own
            or (len(abbreviation) > _LONGEST_ABBREVIATION and is_known(natural_key(abbreviation)))
            or bool(_KNOWN_ABBREVIATIONS.fullmatch(abbreviation) or _DEPARTMENT.fullmatch(natural_key(abbreviation)))
        )

    @property
    def is_known(self) -> bool:
        return bool(self.is_department or self.is_all_schools or self.is_low_results or self.mention.schools)
