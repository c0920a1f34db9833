"""The sub-programmes of a programme: the titled groups of its table of indicators, with activities and money of each.

Activities belong to the sub-programme that is called as their direction is, numbers aside.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from portal.text.keys import natural_key
from roadmap.evaluation.degrees import AchievementDegree
from roadmap.evaluation.evaluated_year import SubprogrammeYear
from roadmap.evaluation.models import EvaluationPart
from roadmap.evaluation.queries.activities import EvaluatedActivity
from roadmap.evaluation.queries.spending import spending_of

_NUMBER = re.compile(r"(\d+(\.\d+)*|[IVX]+)[.)]?\s+")


def _key(title: str) -> str:
    """By which a direction and a group are told to be called alike: without a number before it."""
    return natural_key(_NUMBER.sub("", title.strip(), count=1) if _NUMBER.match(title.strip()) else title)


@dataclass(frozen=True)
class EvaluatedSubprogramme:
    """As it stands on the page; `money` planned and spent, as typed."""

    group_id: int | None
    title: str
    weight: Decimal
    money: tuple[str, str]


def subprogrammes_of(
    groups: Sequence[tuple[int, str]], typed: Mapping[int, EvaluationPart]
) -> list[EvaluatedSubprogramme]:
    """`groups`: ids and titles of those that have one."""
    found = [(group_id, title, typed.get(group_id) or EvaluationPart()) for group_id, title in groups]
    return [EvaluatedSubprogramme(group_id, title, own.weight, (own.money_planned, own.money_spent))
            for group_id, title, own in found]  # fmt: skip


def years_of(
    parts: Sequence[EvaluatedSubprogramme],
    degrees: Mapping[int | None, Sequence[AchievementDegree]],
    activities: Sequence[EvaluatedActivity],
    *,
    is_none: bool,
) -> list[SubprogrammeYear]:
    """`degrees` by the ids of groups; `is_none`: the whole programme has no money."""
    return [
        SubprogrammeYear(
            part.title, degrees.get(part.group_id, []),
            [each.mark for each in activities if _key(each.direction) == _key(part.title)],
            spending_of(*part.money, is_none=is_none), part.weight,
        )
        for part in parts
    ]  # fmt: skip


def remarks_on(parts: Sequence[EvaluatedSubprogramme], activities: Sequence[EvaluatedActivity]) -> list[str]:
    """Directions whose activities belong to no sub-programme."""
    titles = {_key(part.title) for part in parts}
    left = dict.fromkeys(each.direction for each in activities if _key(each.direction) not in titles)
    if not parts or not left:
        return []
    named = "; ".join(f"«{title}»" if title else "без направления" for title in left)
    return [
        "Мероприятия не вошли ни в одну подпрограмму, их направления не названы так же, как группы показателей: "
        f"{named}."
    ]
