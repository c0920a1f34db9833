"""The columns of a department's own list of indicators, and the meaning of words in their cells."""

import re

from indicators.catalogue.asked_of import AskedOf
from indicators.catalogue.models import Indicator
from schools.rosters.columns import RosterLayout, roster_column

Direction, Rule = Indicator.Direction, Indicator.Rule
_WAYS = re.compile(
    r"^(больше|меньше|рост|раст|сниж|увелич|уменьш|повыш|сокращ|выше|ниже|возраст|убыв|максим|миним|не оцен|нейтрал|"
    r"[↑↓+-])",
    re.I,
)
_NOT_ITS_NAME = r"^(?!.*(показател|индикатор|наименован)).*"
_SUBJECTS = re.compile(
    r"^(русск|матем|алгебр|геометр|физик|хими|биолог|географ|истори|обществозн|информ|литератур|английск|немецк|"
    r"окружающ|\d{1,2}\S*\s*кл)",
    re.I,
)
_SOME_WORDS = re.compile(r"\w+\W+\w+\W+\w+")

INDICATORS = RosterLayout(
    (
        roster_column("unit", "единица измерения", rf"{_NOT_ITS_NAME}(ед\w*\.?\s*изм|единиц|^ед\.?$)"),
        roster_column(
            "direction",
            "что лучше: больше или меньше",
            r"направлен|лучше|хорош|возраст|убыван|тенденц|динамик",
            _WAYS,
            is_told_by_content=True,
        ),
        roster_column("rule", "как получается значение района", r"по району|по муниципал|свод|порядок расч|расч[её]т"),
        roster_column(
            "possible_min",
            "меньше не бывает",
            r"минимал|минимум|не бывает меньше|меньше не быв|нижн",
        ),
        roster_column("possible_max", "больше не бывает", r"максимал|максимум|не бывает|предел"),
        roster_column(
            "asked_of", "у кого спрашивается", r"у кого|с кого|кто (вносит|заполн|предоставл)|для каких|ступен"
        ),
        roster_column("group", "группа", r"групп|блок|категор|^направлени\w*$"),
        roster_column("heading", "раздел", r"раздел|процедур|тема"),
        roster_column("subject", "предмет (под показателем)", r"предмет|класс", _SUBJECTS),
        roster_column("name", "название", r"показател|индикатор|критери|наименован|название", _SOME_WORDS),
    ),
    total=re.compile(r"^\s*(итого\b|всего\W*$)", re.I),  # not a total: «Всего педагогов»
)
_DIRECTIONS = (
    (Direction.NEITHER, r"не оцен|^[-–—]$|нейтрал"),
    (Direction.MORE_IS_BETTER, r"больше|рост|раст|увелич|возраст|повыш|выше|максим|↑"),
    (Direction.LESS_IS_BETTER, r"меньше|сниж|умень|убыв|сокращ|ниже|миним|↓"),
)
_RULES = (
    (Rule.SUM, r"сумм|итог|всего|слож"),
    (Rule.MEAN, r"средн"),
    (Rule.MAXIMUM, r"наибольш|максим"),
    (Rule.BY_HAND, r"вручную|отдел"),
)


# The first pattern that fits decides, so that the lowest grades named do; «школа» leaves it to the indicator's name.
_ASKED_OF = (
    (AskedOf.MUNICIPALITY, r"^(?!.*(школ|\bО[ОУ]\b)).*(отдел|управлени|муниципал|район|округ|\bРМК\b|\bИМЦ\b)"),
    (AskedOf.ALL, r"\bвсе\b|всех"),
    (AskedOf.PRIMARY, r"\b1\s*[-–—]\s*4\b|\b4\s*кл|начальн"),
    (AskedOf.BASIC, r"\b5\s*[-–—]\s*9\b|\b9\s*кл|основн|\bООШ\b"),
    (AskedOf.SECONDARY, r"\b10\s*[-–—,]\s*11\b|\b11\s*кл|средн|\bСОШ\b"),
    ("", r"школ|\bО[ОУ]\b|организац|учрежден"),
)


def asked_of_in(words: str) -> str | None:
    """Return of whom the words say the indicator is collected, or None if they aren't understood."""
    return _first_meaning(words, _ASKED_OF)


def direction_in(words: str) -> str | None:
    return _first_meaning(words, _DIRECTIONS)


def rule_in(words: str) -> str | None:
    return _first_meaning(words, _RULES)


def _first_meaning(words: str, signs: tuple[tuple[str, str], ...]) -> str | None:
    return next((meant for meant, pattern in signs if re.search(pattern, words, re.I)), None)
