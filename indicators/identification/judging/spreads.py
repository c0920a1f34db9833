"""Computes the gap between a municipality's best and worst schools, which decides about no single school."""

import math
from decimal import Decimal

from indicators.identification.format.shape import Spread
from indicators.identification.shared.compared_value import ValueState
from indicators.identification.shared.measure import MeasureReader
from indicators.identification.shared.value_layout import JudgedCase


class SpreadOfSchools:
    """The ratio of the mean of the best n % of schools to that of the worst n %, n % being rounded up to whole schools.

    Only schools whose value is one number count; the others are counted as left out.
    """

    def __init__(self, shape: Spread, measure: MeasureReader, percent: Decimal):
        self.shape, self.measure, self.percent = shape, measure, percent
        self.numbers: list[Decimal] = []
        self.left_out = 0

    def add(self, case: JudgedCase) -> None:
        reading = self.measure.at(case, 0)
        if reading.state is ValueState.VALUE and reading.interval.is_exact:
            self.numbers.append(reading.interval.low)
        elif reading.state.applies:
            self.left_out += 1

    @property
    def schools_at_each_end(self) -> int:
        return math.ceil(len(self.numbers) * self.percent / 100)

    @property
    def means(self) -> tuple[Decimal, Decimal] | None:
        """The means of the best and of the worst schools; None if no school has a number."""
        if not self.numbers:
            return None
        places = self.schools_at_each_end
        ordered = sorted(self.numbers)
        return sum(ordered[-places:]) / places, sum(ordered[:places]) / places

    @property
    def ratio(self) -> Decimal | None:
        if self.means is None or not self.means[1]:
            return None
        best, worst = self.means
        return best / worst
