"""Rules for a way to a value («с 41 % до 55 %», «было 45, стало 48», «рост до 68 %») and for multiples («вдвое»)."""

import re
from dataclasses import replace
from decimal import Decimal

from indicators.quantity import doubts, numerals, units
from indicators.quantity.amounts import Amount
from indicators.quantity.bases import CHANGE
from indicators.quantity.figures import WrittenFigure, is_year, shown
from indicators.quantity.found_form import FoundForm
from indicators.quantity.grammar import ABOUT
from indicators.quantity.headings import HeadingRules
from indicators.quantity.quantities import Bound, Number, Previous
from portal.reading.cursor import rule

WAS = ("было", "была", "был", "были", "раньше")
_START = re.compile(r"исходн|базов|начальн|стартов|нынешн|текущ|фактическ|прошлогодн|имеющ|уровня$|значения$|показател")
_ARROWS = frozenset(("↑", "↓", "↗", "↘", "⬆", "⬇"))
_IS = ("стало", "стала", "стал", "стали")


class WayRules(HeadingRules):
    """Reads forms that tell where a value comes from or goes to: its end is the value, its start the earlier one."""

    @rule
    def way(self) -> FoundForm | None:
        """Read «с 41 % в 2022 году до 55 %»: the end is the value, the beginning is the previous value."""
        opening = self.take_one_of(("с", "со", "от"))
        is_start_told = bool(opening and self.sort_of_start())
        low = self.amount() if opening else None
        if not low:
            return None
        if is_start_told and not low.unit and is_year(low.figure.text):
            return None
        period = self.when()
        self.take("-")
        while CHANGE.match(self.next.word):  # «с 6 % снизится до 3 %»
            self.step()
        high = self.amount() if self.take("до") else None
        if not high:
            return None
        has_years = bool(period) | bool(self.when())
        unit = high.unit or low.unit
        if low.unit not in ("", unit) and not (units.is_counted_in_whole(low.unit) and units.is_counted_in_whole(unit)):
            return None
        is_told = has_years or is_start_told or any(CHANGE.match(token.word) for token in self.tokens)
        scale = low.scale if low.unit or low.scale > 1 else high.scale
        low = replace(low, scale=scale)
        if opening.word == "от" and not is_told:
            return None
        if not is_told and low.value <= high.value:
            self.doubts.append(doubts.way_or_range(shown(low.value), shown(high.value)))
        return FoundForm(Number, replace(high, unit=unit), previous=Previous(period, low.value))

    def sort_of_start(self) -> bool:
        """Skip words that say where a way starts: «от исходных 31,5 %», «с базового уровня 40 %»."""
        start = self.place
        while _START.match(self.next.word):
            self.step()
        return self.place > start

    @rule
    def arrow(self) -> FoundForm | None:
        """Read «3,3 → 3,5» as a way to 3,5, with a doubt; two years are none."""
        low = self.amount()
        is_arrow = low and self.arrow_sign()
        high = self.amount(signed=False) if is_arrow else None
        if not high or low.unit not in ("", high.unit) or low.scale != high.scale or bool(low.noun) > bool(high.noun):
            return None
        if is_year(low.figure.text) and not low.unit and (high.unit or is_year(high.figure.text)):
            return None
        self.doubts.append(doubts.way_or_range(shown(low.value), shown(high.value)))
        return FoundForm(Number, high, previous=Previous("", low.value))

    @rule
    def arrow_sign(self) -> bool:
        """Step over «→» or «->»."""
        return self.take_any("→", "⇒") or (self.take("-") and self.next.is_glued and self.take(">"))

    @rule
    def became(self) -> FoundForm | None:
        """Read «было – 45 %, стало – 48 %»: what was is the previous value."""
        low = self.behind_word(WAS)
        self.take_one_of((",", ";", "-", "/"))
        self.take("а")
        high = self.behind_word(_IS) if low else None
        if not high or (low.unit and high.unit and low.unit != high.unit) or low.scale != high.scale:
            return None
        return FoundForm(Number, replace(high, unit=high.unit or low.unit), previous=Previous("", low.value))

    def behind_word(self, words: tuple[str, ...]) -> Amount | None:
        if not self.take_one_of(words):
            return None
        self.take_one_of(("-", ":"))
        return self.amount()

    @rule
    def times(self) -> FoundForm | None:
        """Read a multiple: «в 1,8 раза», «не менее чем в 3 раза», «в 2–3 раза», «в 3 и более раза»."""
        sign = self.comparison()
        if not self.take("в"):
            return None
        sign = sign or self.comparison()
        found = self.range() or self.bound() or self.number()
        if not found or (found.upper or found.number).unit != units.TIMES or (sign and found.makes is not Number):
            return None
        self.take_one_of(("больше", "меньше", "выше", "ниже"))
        return replace(found, makes=Bound, comparison=sign) if sign else found

    @rule
    def goal(self) -> FoundForm | None:
        """Read the goal of a change: «рост до 68 %», «↑ до 68 %» is 68 %."""
        change = self.step().word
        is_change = change in _ARROWS or CHANGE.match(change)
        amount = self.amount() if is_change and self.take("до") else None
        return amount and FoundForm(Number, amount)

    @rule
    def multiple_in_a_word(self) -> FoundForm | None:
        """Read a multiple in one word: «вчетверо», «более чем вдвое», «снизится втрое»."""
        while CHANGE.match(self.next.word):
            self.step()
        about = self.take_one_of(ABOUT)
        if about:
            self.doubts.append(doubts.approximate(about.text))
        sign = self.comparison()
        token = self.next
        if token.word not in numerals.TIMES:
            return None
        self.step()
        while CHANGE.match(self.next.word) or self.next.word in ("больше", "меньше", "выше", "ниже"):
            self.step()
        number = Decimal(numerals.TIMES[token.word])
        figure = token._replace(figure=WrittenFigure(number, is_in_words=True))
        self.full_stop()
        if not self.is_at_end:
            return None
        return FoundForm(Bound if sign else Number, Amount(figure, number, units.TIMES), comparison=sign or None)
