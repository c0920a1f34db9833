"""Finds what isn't known yet about a programme's indicators and is needed to judge facts by plans."""

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
    """What may have to be asked about one indicator.

    `plans` are its plans as written, `odd` those whose words may mean a goal or limits. `may_have_unit` holds while no
    value has been entered, so that a unit changes the meaning of none.
    """

    indicator: Indicator
    plans: tuple[str, ...]
    odd: tuple[str, ...]
    asks_direction: bool
    may_have_unit: bool = False

    @property
    def unit_apart(self) -> str:
        """Return the unit to show beside the name; "" if the name ends with it, or if it can still be changed."""
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
    """Why facts of an indicator would be judged by its plans only with a doubt, or not at all."""

    indicator: Indicator
    sentences: tuple[str, ...]


def questions_of(groups: Sequence[TargetGroup]) -> list[IndicatorQuestion]:
    """Return one item for each indicator in the table's order; the groups must have all periods of the table."""
    lines: dict[int, list[TargetLine]] = {}
    for group in groups:
        for line in group.lines:
            if line.indicator:
                lines.setdefault(line.indicator.pk, []).append(line)
    return [_build_question(of_one[0].indicator, of_one) for of_one in lines.values()]


def open_questions(groups: Sequence[TargetGroup]) -> int:
    return sum(each.is_open for each in questions_of(groups))


def open_questions_told(programme: Programme) -> str:
    """Return a sentence for a person who has just saved or taken in a programme; "" if no question is open."""
    table = IndicatorTable.objects.filter(programme=programme).first()
    count = open_questions(table_lines(table, table_periods(table), None)) if table else 0
    return f"Вопросов к показателям: {count}. Ответьте на них на вкладке «Показатели»." if count else ""


def doubts_of_table(programme: Programme) -> list[IndicatorDoubt]:
    """Return the doubts about indicators of the programme's table, in the table's order."""
    table = IndicatorTable.objects.filter(programme=programme).first()
    questions = questions_of(table_lines(table, table_periods(table), None)) if table else []
    doubts = [IndicatorDoubt(each.indicator, tuple(_write_sentences(each))) for each in questions]
    return [each for each in doubts if each.sentences]


def _write_sentences(question: IndicatorQuestion) -> Iterator[str]:
    if question.asks_direction:
        yield "Не сказано, что лучше: больше или меньше."
    plans = [JudgedText("план", text, is_plan=True) for text in question.plans]
    yield from map(str, doubts_of(question.indicator, plans))


def questions_about(table: IndicatorTable) -> list[IndicatorQuestion]:
    """Return the questions about the table's indicators, the open ones first."""
    found = questions_of(table_lines(table, table_periods(table), None))
    with_values = set(
        Value.objects.filter(indicator__in=[each.indicator.pk for each in found])
        .exclude(text="")
        .order_by()
        .values_list("indicator_id", flat=True)
        .distinct()
    )
    questions = [_set_may_have_unit(each, may_have=each.indicator.pk not in with_values) for each in found]
    return sorted(questions, key=lambda each: not each.is_open)


def _set_may_have_unit(question: IndicatorQuestion, *, may_have: bool) -> IndicatorQuestion:
    return IndicatorQuestion(
        question.indicator, question.plans, question.odd, question.asks_direction, may_have_unit=may_have
    )


def _build_question(indicator: Indicator, lines: list[TargetLine]) -> IndicatorQuestion:
    texts = [text for line in lines for text in (*(cell.plan for cell in line.cells), line.row.target) if text]
    judged: dict[str, JudgedPlan] = {text: indicator.plan_judged(text) for text in texts}
    odd = tuple(text for text in judged if _is_odd(indicator, text))
    has_numbers = any(isinstance(each.quantity, NumericValue) for each in judged.values())
    return IndicatorQuestion(indicator, tuple(judged), odd, asks_direction=has_numbers and not indicator.direction)


def _is_odd(indicator: Indicator, text: str) -> bool:
    """Return whether a plan's words may mean a goal or limits, whatever has been answered."""
    unanswered = Indicator(unit=indicator.unit, direction=indicator.direction)
    return unanswered.plan_judged(text).asks_meaning
