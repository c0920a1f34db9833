"""Finds the sub-programmes of a programme, which are the titled groups of its table of indicators.

Activities belong to the sub-programme that has the same title as their direction, apart from numbers.
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


def _key_of(title: str) -> str:
    """Return the key by which titles of a direction and a group are compared, without a number before them."""
    return natural_key(_NUMBER.sub("", title.strip(), count=1) if _NUMBER.match(title.strip()) else title)


@dataclass(frozen=True)
class EvaluatedSubprogramme:
    """A sub-programme as the page shows it; `money` is planned and spent, as typed."""

    group_id: int | None
    title: str
    weight: Decimal
    money: tuple[str, str]


def subprogrammes_of(
    groups: Sequence[tuple[int, str]], typed: Mapping[int, EvaluationPart]
) -> list[EvaluatedSubprogramme]:
    """Return the sub-programmes with what people typed for them; `groups` are ids and titles of titled groups."""
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
    """Return how each sub-programme went.

    `degrees` are by ids of groups; `is_none` says that the whole programme has no money.
    """
    return [
        SubprogrammeYear(
            part.title, degrees.get(part.group_id, []),
            [each.mark for each in activities if _key_of(each.direction) == _key_of(part.title)],
            spending_of(*part.money, is_none=is_none), part.weight,
        )
        for part in parts
    ]  # fmt: skip


def remarks_on(parts: Sequence[EvaluatedSubprogramme], activities: Sequence[EvaluatedActivity]) -> list[str]:
    """Return a remark that names directions whose activities belong to no sub-programme, if there are any."""
    titles = {_key_of(part.title) for part in parts}
    left = dict.fromkeys(each.direction for each in activities if _key_of(each.direction) not in titles)
    if not parts or not left:
        return []
    named = "; ".join(f"«{title}»" if title else "без направления" for title in left)
    return [
        "Мероприятия не вошли ни в одну подпрограмму, их направления не названы так же, как группы показателей: "
        f"{named}."
    ]
