"""What must be known of a programme's indicators before a fact can be judged by a plan, and nobody has said."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indicators.catalogue.models import Indicator
from indicators.quantity import JudgedPlan, NumericValue
from indicators.values.models import Value
from roadmap.programmes.models import Programme
from roadmap.targets.models import IndicatorTable
from roadmap.targets.queries.doubts import JudgedText, doubts_of
from roadmap.targets.queries.lines import TargetGroup, TargetLine, table_lines, table_periods


@dataclass(frozen=True)
class IndicatorQuestion:
    """Of one indicator of the table. `plans` are its plans as written, `odd` those whose words may be goal or limits.

    `may_have_unit`: nobody has entered values of it yet, so that a unit changes the meaning of none.
    """

    indicator: Indicator
    plans: tuple[str, ...]
    odd: tuple[str, ...]
    asks_direction: bool
    may_have_unit: bool = False

    @property
    def unit_apart(self) -> str:
        """The unit, where the name doesn't end with it and nobody may give another."""
        unit = self.indicator.unit
        return "" if self.may_have_unit or self.indicator.name.endswith(f", {unit}") else unit

    @property
    def asks_meaning(self) -> bool:
        return bool(self.odd) and not self.indicator.plan_words

    @property
    def is_open(self) -> bool:
        return self.asks_direction or self.asks_meaning


@dataclass(frozen=True)
class IndicatorDoubt:
    """Why facts of an indicator would be judged by its plans with a reservation, or not at all."""

    indicator: Indicator
    sentences: tuple[str, ...]


def questions_of(groups: Sequence[TargetGroup]) -> list[IndicatorQuestion]:
    """One of each indicator, in the table's order; the groups must have all periods of the table."""
    lines: dict[int, list[TargetLine]] = {}
    for group in groups:
        for line in group.lines:
            if line.indicator:
                lines.setdefault(line.indicator.pk, []).append(line)
    return [_question(of_one[0].indicator, of_one) for of_one in lines.values()]


def open_questions(groups: Sequence[TargetGroup]) -> int:
    return sum(each.is_open for each in questions_of(groups))


def open_questions_told(programme: Programme) -> str:
    """A sentence for whoever has just saved or taken in a programme; "" where nothing is open."""
    table = IndicatorTable.objects.filter(programme=programme).first()
    count = open_questions(table_lines(table, table_periods(table), None)) if table else 0
    return f"Вопросов к показателям: {count}. Ответьте на них на вкладке «Показатели»." if count else ""


def doubts_of_table(programme: Programme) -> list[IndicatorDoubt]:
    """Of the indicators of its table that are in doubt, in the table's order."""
    table = IndicatorTable.objects.filter(programme=programme).first()
    questions = questions_of(table_lines(table, table_periods(table), None)) if table else []
    doubts = [IndicatorDoubt(each.indicator, tuple(_sentences(each))) for each in questions]
    return [each for each in doubts if each.sentences]


def _sentences(question: IndicatorQuestion) -> Iterator[str]:
    if question.asks_direction:
        yield "Не сказано, что лучше: больше или меньше."
    plans = [JudgedText("план", text, is_plan=True) for text in question.plans]
    yield from map(str, doubts_of(question.indicator, plans))


def questions_about(table: IndicatorTable) -> list[IndicatorQuestion]:
    """The open ones first."""
    found = questions_of(table_lines(table, table_periods(table), None))
    with_values = set(
        Value.objects.filter(indicator__in=[each.indicator.pk for each in found])
        .exclude(text="")
        .order_by()
        .values_list("indicator_id", flat=True)
        .distinct()
    )
    told = [_with_unit(each, may_have=each.indicator.pk not in with_values) for each in found]
    return sorted(told, key=lambda each: not each.is_open)


def _with_unit(question: IndicatorQuestion, *, may_have: bool) -> IndicatorQuestion:
    return IndicatorQuestion(
        question.indicator, question.plans, question.odd, question.asks_direction, may_have_unit=may_have
    )


def _question(indicator: Indicator, lines: list[TargetLine]) -> IndicatorQuestion:
    texts = [text for line in lines for text in (*(cell.plan for cell in line.cells), line.row.target) if text]
    judged: dict[str, JudgedPlan] = {text: indicator.plan_judged(text) for text in texts}
    odd = tuple(text for text in judged if _is_odd(indicator, text))
    has_numbers = any(isinstance(each.quantity, NumericValue) for each in judged.values())
    return IndicatorQuestion(indicator, tuple(judged), odd, asks_direction=has_numbers and not indicator.direction)


def _is_odd(indicator: Indicator, text: str) -> bool:
    """Whether a plan's words may be a goal or limits, answered or not."""
    unanswered = Indicator(unit=indicator.unit, direction=indicator.direction)
    return unanswered.plan_judged(text).asks_meaning
