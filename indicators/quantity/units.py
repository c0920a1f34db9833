"""Units of measurement as departments write them: in cells («7 чел.») and at the end of names («…, чел. в год»)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

PERCENT = "%"
TIMES = "раз"


@dataclass(frozen=True)
class Unit:
    """A unit: the portal's `name` for it, and the `forms` in which people write it.

    `nouns` count as the unit beside a number («12 учителей»), but not at the end of an indicator's name: in «Повышение
    квалификации директоров, учителей» they are no unit.
    """

    name: str
    forms: tuple[str, ...]
    nouns: tuple[str, ...] = ()
    is_whole: bool = False  # counted in whole numbers only, as people are


UNITS = (
    Unit(
        PERCENT,
        ("%", "％", "процент", "процента", "процентов", "проценты", "проц.", "процентам", "процентами", "процентах"),
    ),
    Unit(
        "п.п.",
        (
            *(
                "п.п.",
                "п. п.",
                "пп",
                "проц. п.",
                "проц. пункт",
                "проц. пункта",
                "проц. пунктов",
                "% пункта",
                "% пунктов",
            ),
            *("процентный пункт", "процентных пункта", "процентных пунктов", "процентного пункта"),
            *("процентным пунктам", "процентными пунктами", "п. пункта", "п. пунктов"),
        ),
    ),
    Unit("‰", ("‰", "промилле")),
    Unit("балл", ("балл", "балла", "баллов", "баллы", "баллам", "баллами", "бал.", "б.")),
    Unit(
        "чел.",
        ("чел.", "человек", "человека"),
        nouns=(
            *("учащийся", "учащихся", "обучающийся", "обучающихся", "ученик", "ученика", "учеников", "уч-ся"),
            *("выпускник", "выпускника", "выпускников", "школьник", "школьника", "школьников", "детей", "ребенка"),
            *("учитель", "учителя", "учителей", "педагог", "педагога", "педагогов"),
            *("участник", "участника", "участников", "победитель", "победителя", "победителей"),
            *("призер", "призера", "призеров", "слушатель", "слушателя", "слушателей"),
        ),
        is_whole=True,
    ),
    Unit("чел. в год", ("чел. в год", "человек в год", "человека в год", "чел./год"), is_whole=True),
    Unit("человеко-участников", ("человеко-участников", "человеко-участник", "человеко-участника"), is_whole=True),
    Unit("ед.", ("ед.", "единица", "единицы", "единиц"), is_whole=True),
    Unit("шт.", ("шт.", "штука", "штуки", "штук"), is_whole=True),
    Unit(
        "школ",
        ("школ", "школа", "школы"),
        nouns=(
            *("ОО", "ОУ", "организация", "организаций", "ШНОР", "ШНРО", "ДОУ", "ДОО", "МБОУ", "МКОУ", "МАОУ", "МОУ"),
            *("СОШ", "ООШ", "НОШ", "УДО", "шк.", "ДС"),
        ),
        is_whole=True,
    ),
    Unit(TIMES, ("раз", "раза", "раз в год", "раза в год")),
    Unit("час", ("час", "часа", "часов")),
    Unit("руб.", ("руб.", "рубль", "рубля", "рублей", "₽", "р.")),
)

SCALES = {
    **dict.fromkeys(("тыс", "тысяча", "тысячи", "тысяч"), Decimal(1_000)),
    **dict.fromkeys(("млн", "миллион", "миллиона", "миллионов"), Decimal(1_000_000)),
    **dict.fromkeys(("млрд", "миллиард", "миллиарда", "миллиардов"), Decimal(1_000_000_000)),
}

# Units only with a full stop: «4 б» is a class.
NEED_FULL_STOP = {"б", "р"}

# Nouns for what is counted, matched by their beginnings, so in any case and number.
_PEOPLE = re.compile(
    r"уча(?:щ|стни|ствующ)|обуча(?:ющ|вш)|учени[кц]|воспитанн?и|выпускни|(?:до)?школьни|[а-я]*классни|дет(?:ей|и|ям|ьми|ях)$"
    r"|ребен|ребят|подрост|учител|педагог(?!ич)|преподавател|воспитател|наставни|победител|приз[её]р|слушател|родител"
    r"|опрошенн|респондент|анкетированн|руководител|директор|заместител|работник|сотрудник|специалист|студент|граждан"
    r"|жител|кандидат|волонт[её]р|тренер|психолог|логопед|женщин|мальчик|девоч|девуш|юнош|спортсмен|отлични|медалист"
    r"|инвалид|сирот|обуч$|пед$|восп$|вып$|выпуск?н?$|спец$|экстерн|обследованн|тьютор|методист|эксперт|лиц(?:о|а|ам|ами)?$|человек|людей$|люди$|молодых$"
    r"|[а-я]{3,}(?:вших|щих|вшихся|щихся|вшие|щиеся|щие|вшиеся)$"
)
_SCHOOLS = re.compile(
    r"(?:школ(?:ах|ам|ами|е|у|ы)?|шк|учр|учрежд|орг|[мгч]?[бка]?д?о[оу])$|гимнази(?!ст)|лицеев$|лице[яи]$|учреждени|организаци(?!он)"
)
_THINGS = re.compile(
    r"кабинет|предмет|сем(?:ей|ья|ьи|ьям|ьях)$|мест(?:ам|ах)?$|мероприяти|договор|соглашени|программ|круж|объединени"
    r"|секци|групп|проект|конкурс|олимпиад|семинар|заняти|урок|комплект|компьютер|экземпляр|работ(?:а|ы)?$|протокол"
    r"|случа|центр|площад|консультаци|курс|публикаци|приказ|вебинар|акци|клуб|объект|здани|книг|учебник|пар(?:а|ы)?$|мастерск|столов|спортзал"
    r"|ставк|номинаци|кластер|стажировк|поездк|экскурси|пособи"
)


@lru_cache(maxsize=4096)
def unit_of_noun(word: str) -> str | None:
    """The unit in which the things of that noun are counted: «чел.», «школ»; "" if they have none, None if unknown."""
    if _PEOPLE.match(word):
        return "чел."
    if _SCHOOLS.match(word):
        return "школ"
    return "" if _THINGS.match(word) else None


_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|[%％‰₽/]")


def words_of(text: str) -> tuple[str, ...]:
    """The words, unit signs and slashes of a text in lower case, with «е» for «ё»."""
    return tuple(_WORD.findall(text.casefold().replace("ё", "е")))


UNIT_BY_WORDS = {words_of(form): unit for unit in UNITS for form in (*unit.forms, *unit.nouns)}
FIRST_WORDS = frozenset(words[0] for words in UNIT_BY_WORDS)
LONGEST_UNIT = max(map(len, UNIT_BY_WORDS))
_UNIT_BY_NAME = {unit.name: unit for unit in UNITS}
_FORM_AT_END_OF_NAME = {form.rstrip("."): form for unit in UNITS for form in unit.forms}


def unit_in_name(name: str) -> str:
    """The unit behind the last comma of an indicator's name («Охват, чел.»); "" if no known unit stands there."""
    tail = re.split(r",\s*", name.strip())[-1] if "," in name else ""
    return _FORM_AT_END_OF_NAME.get(" ".join(tail.lower().split()).rstrip("."), "")


@dataclass(frozen=True)
class Measure:
    """What an indicator is measured in: `text` as given, the known `unit` in it, if any, and the `scale` («тыс.»)."""

    text: str
    words: tuple[str, ...]
    unit: Unit | None
    scale: Decimal

    @property
    def name(self) -> str:
        """The portal's name of the unit; the text as given if the unit is unknown or has a scale («тыс. руб.»)."""
        return self.unit.name if self.unit and self.scale == 1 else self.text

    @property
    def is_percent(self) -> bool:
        return self.name == PERCENT

    @property
    def counts_whole(self) -> bool:
        return self.unit is not None and self.unit.is_whole and self.scale == 1

    def is_named_by(self, word: str) -> bool:
        """Return whether the word is a case form of an indicator's unit unknown to the portal: «места» for «место»."""
        if self.unit is not None or len(self.words) != 1 or len(self.words[0]) < 3:
            return False
        stem = self.words[0][:-2] if len(self.words[0]) > 4 else self.words[0]
        return word.startswith(stem) and len(word) <= len(stem) + 4

    def is_like(self, unit: str) -> bool:
        """Whether values in that unit fit the indicator; «ед.» fits every unit that is counted in whole numbers."""
        other = _UNIT_BY_NAME.get(unit)
        if self.unit is None or other is None:
            return unit in (self.text, self.unit and self.unit.name)
        if self.unit is other or {self.unit.name, unit} == {"чел.", "чел. в год"}:
            return True
        return "ед." in (self.unit.name, unit) and self.unit.is_whole and other.is_whole


@lru_cache(maxsize=1024)
def read_measure(text: str) -> Measure:
    """Parse the unit of an indicator: «% от общего числа» is per cent, «тыс. руб.» is roubles with a scale of 1000."""
    text = " ".join(text.split())
    words = words_of(text)
    scale = SCALES.get(words[0], Decimal(1)) if words else Decimal(1)
    own = words[1:] if scale > 1 else words
    return Measure(text, own, _leading_unit(own), scale)


def units_agree(written: str, wanted: str) -> bool:
    """Return whether values written in one unit fit an indicator that wants the other; also true if either is empty."""
    return not written or not wanted or read_measure(wanted).is_like(read_measure(written).name)


def is_counted_in_whole(unit: str) -> bool:
    """Whether the unit is a known one of people or things («чел.», «ед.»), without a scale: no fractions of it."""
    measure = read_measure(unit)
    return measure.words in UNIT_BY_WORDS and measure.unit.is_whole and measure.scale == 1


def _leading_unit(words: Sequence[str]) -> Unit | None:
    for length in range(LONGEST_UNIT, 0, -1):
        if unit := UNIT_BY_WORDS.get(tuple(words[:length])):
            return unit
    return None


def titled_with_unit(title: str, name: str, unit: str) -> str:
    """The title with its unit at the end («Охват кружками, %»), unless the indicator's name ends with it already."""
    return f"{title}, {unit}" if unit and unit_in_name(name) != unit else title
