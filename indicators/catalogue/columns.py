"""Columns of a department's own list of indicators, and what words in them mean."""

import re

from indicators.catalogue.models import Indicator
from schools.rosters.columns import RosterLayout, roster_column

Direction, Rule = Indicator.Direction, Indicator.Rule
_SOME_WORDS = re.compile(r"\w+\W+\w+\W+\w+")

INDICATORS = RosterLayout(
    (
        roster_column("unit", "единица измерения", r"ед\w*\.?\s*изм|единиц|^ед\.?$"),
        roster_column("direction", "что лучше: больше или меньше", r"направлен|лучше|возраст|убыван|тенденц|динамик"),
        roster_column("rule", "как получается значение района", r"по району|по муниципал|свод|порядок расч|расч[её]т"),
        roster_column(
            "possible_min",
            "меньше не бывает",
            r"минимал|минимум|не бывает меньше|меньше не быв|нижн",
        ),
        roster_column("possible_max", "больше не бывает", r"максимал|максимум|не бывает|предел"),
        roster_column("group", "группа", r"групп|блок|категор"),
        roster_column("heading", "раздел", r"раздел|процедур|тема"),
        roster_column("subject", "предмет (под показателем)", r"предмет|класс"),
        roster_column("name", "название", r"показател|индикатор|критери|наименован|название", _SOME_WORDS),
    )
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


def direction_in(words: str) -> str | None:
    return _meant(words, _DIRECTIONS)


def rule_in(words: str) -> str | None:
    return _meant(words, _RULES)


def _meant(words: str, signs: tuple[tuple[str, str], ...]) -> str | None:
    return next((meant for meant, pattern in signs if re.search(pattern, words, re.I)), None)
