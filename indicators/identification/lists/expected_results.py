"""Reads what is expected of a listed school: each criterion with its sign, and a proposal that would end the sign."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from indicators.identification.format.known_signs import known_signs, signs_against
from indicators.identification.format.protocol import SignFinding
from indicators.identification.format.shape import IdentificationShape
from indicators.identification.measures.indicator import IndicatorMeasure
from indicators.identification.models import Criterion, ListedSchool, RunSchool
from indicators.identification.numbers_in_words import figure, in_limits
from indicators.identification.rules.sign.asked import BESIDE_MEAN, CHANGED, RANKED, TESTS
from indicators.identification.rules.sign.shape import SignShape
from indicators.identification.shared.compared_value import ComparedValue, read
from indicators.identification.shared.method_parts import IndicatorName
from indicators.quantity.intervals import Interval
from indicators.values.models import Value

_END_OF = {">=": "менее", ">": "не более", "<": "не менее", "<=": "более"}


@dataclass(frozen=True)
class ExpectedLine:
    """A criterion of a school with the sign that it came from, if any.

    `proposal` is the school's plan if it is no worse than today's value, else the nearest result that ends the sign.
    `is_against` says that the sign brings a school nearer to the list; for one that keeps it off nothing is proposed.
    """

    criterion: Criterion
    sign: SignShape | None
    year: str
    is_low: bool
    proposal: str
    threshold: Decimal | None
    judged: str = ""
    is_against: bool = True

    @property
    def is_of_this_year(self) -> bool:
        """Return whether it is of the judged year, or has no sign; for an earlier year nothing is expected any more."""
        return self.year in ("", self.judged)

    @property
    def is_of_level(self) -> bool:
        """Return whether its result is a value, and not a change or a place among schools; also true without a sign."""
        return self.sign is None or not (self.sign.compare in (*CHANGED, *RANKED) or self.sign.measure.is_of_others)

    @property
    def unit(self) -> str:
        return self.sign.measure.compared_unit if self.sign else ""

    @property
    def heading(self) -> str:
        return self._indicator.heading if self._indicator else ""

    @property
    def name(self) -> str:
        """The indicator's name if the sign is about one indicator, else the criterion's."""
        return self._indicator.name if self._indicator else self.criterion.name or ""

    @property
    def _indicator(self) -> IndicatorName | None:
        measure = self.sign.measure if self.sign else None
        return measure.indicator if isinstance(measure, IndicatorMeasure) else None

    @property
    def reading(self) -> ComparedValue:
        return read((self.criterion.expected or "").strip(), self.unit)

    @property
    def understood(self) -> str:
        interval = self.reading.interval
        return in_limits(interval, self.unit) if interval else ""

    @property
    def notes(self) -> list[str]:
        """Questions to the writer about the expected result."""
        reading = self.reading
        notes = list(reading.notes)
        if not reading.text:
            return []
        if reading.interval is None:
            notes.append("число не понято, в программу школы результат встанет как написан")
        elif self._stays_low(reading.interval):
            notes.append(f"с таким результатом признак {'останется' if self.is_low else 'появится'}")
        return notes

    def _stays_low(self, interval: Interval) -> bool:
        """Return whether the sign may still be met with that result; «менее 30» ends «не меньше 30».

        False for signs that don't compare with a plain number.
        """
        if (
            not self.is_against
            or self.threshold is None
            or self.sign.compare not in TESTS
            or self.sign.measure.is_of_others
        ):
            return False
        return getattr(interval, TESTS[self.sign.compare])(self.threshold) is not False


def expected_lines(listed: ListedSchool) -> list[ExpectedLine]:
    """The lines of a listed school; on a list that a run made, its criteria are the protocol's signs in their order."""
    run = listed.low_result_list.run
    school = RunSchool.objects.filter(run=run, school=listed.school_id).first() if run else None
    criteria = list(listed.criteria.all())
    if school is None:
        return [ExpectedLine(each, None, "", False, "", None) for each in criteria]
    shape = run.shape
    known, found, against = known_signs(shape), school.protocol.signs, signs_against(shape)
    planned = _find_plans(listed, run.period.label)
    lines = []
    for place, criterion in enumerate(criteria):
        said = found[place] if place < len(found) else None
        sign = known[said.place].shape if said else None
        threshold = said.threshold if said else None
        is_against = bool(said) and said.place in against
        proposal = _propose(sign, said, shape, threshold, planned) if is_against else ""
        lines.append(
            ExpectedLine(
                criterion,
                sign,
                said.year if said else "",
                is_against and bool(said.met),
                proposal,
                threshold,
                run.period.label,
                is_against,
            )
        )
    return lines


def _find_plans(listed: ListedSchool, label: str) -> dict[tuple[str, str], str]:
    """The school's plans and targets for later years, by heading and name of the indicator.

    The nearest year counts, and in it a plan before a target.
    """
    values = (
        Value.objects.filter(
            school=listed.school_id, kind__in=[Value.Kind.PLAN, Value.Kind.TARGET], period__label__gt=label
        )
        .exclude(text="")
        .order_by("-period__start_on", "-kind")
    )
    return {(value.indicator.heading, value.indicator.name): value.text for value in values.select_related("indicator")}


def _propose(
    sign: SignShape,
    said: SignFinding,
    shape: IdentificationShape,
    threshold: Decimal | None,
    planned: dict[tuple[str, str], str],
) -> str:
    """The result to propose for a sign of a level that the school meets today; "" for other signs."""
    compare = sign.compare
    if compare in BESIDE_MEAN:
        by = shape.figure(sign.threshold) and sign.gap != "percent"
        compare = ("<=" if by else "<") if compare == "below_mean" else (">=" if by else ">")
    if not said.met or threshold is None or compare not in _END_OF or sign.measure.is_of_others:
        return ""
    unit, lowers = sign.measure.compared_unit, compare in (">", ">=")
    if isinstance(sign.measure, IndicatorMeasure):
        name = sign.measure.indicator
        text = planned.get((name.heading, name.name))
        if text and not _is_worse(read(text, unit).interval, said.number, lowers=lowers):
            return text
    nearest = threshold.quantize(_CENT, ROUND_FLOOR if lowers else ROUND_CEILING)
    return f"{_END_OF[compare]} {figure(nearest, unit)}"


_CENT = Decimal("0.01")


def _is_worse(plan: Interval | None, today: Decimal, *, lowers: bool) -> bool:
    """Return whether the plan is or may be worse than today's value; also true for one that is not understood."""
    return plan is None or not (plan.is_at_most(today) if lowers else plan.is_at_least(today))
