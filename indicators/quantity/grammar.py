"""The forms in which a value with figures is written, as rules over tokens.

    cell      = about? form brackets* full stop?
    form      = of total | range | bound | count beside share | amount
    of total  = amount («из» | «/») amount (mark share)?
    range     = «от» amount «до» amount | amount (dash | «…») amount | lower bound «и» upper bound
    bound     = comparison amount | amount «и более» unit? | amount «+»
    beside    = count mark share | share mark count
    amount    = label? sign? figure scale? unit?
    brackets  = «(» («из» total | share | count | earlier value | anything else) «)»

A form counts only where the whole cell is made of it: «7-8 кл.» is no range with something behind it.
"""

from collections.abc import Callable
from dataclasses import replace

from indicators.quantity import doubts
from indicators.quantity.amounts import Amount
from indicators.quantity.brackets import Brackets, Form
from indicators.quantity.cursor import by_first_word, rule
from indicators.quantity.figures import shown
from indicators.quantity.meaning import Kind
from indicators.quantity.periods import are_years, is_year
from indicators.quantity.tokens import Sort

ABOUT = ("около", "примерно", "приблизительно", "ориентировочно", "порядка", "почти", "~", "≈")
RANGE_MARKS = ("-", "…", "..", "...", "÷")
_COMPARISONS = {
    ">=": "не менее, не меньше, не мене, не ниже, от, минимум, как минимум, хотя бы, по крайней мере, "
    "более или равно, больше или равно",
    ">": "более, больше, выше, свыше, превышает",
    "<=": "не более, не больше, не выше, не свыше, не превышает, не превышая, до, максимум, "
    "менее или равно, меньше или равно",
    "<": "менее, меньше, ниже",
}
COMPARISONS = by_first_word({phrase: sign for sign, phrases in _COMPARISONS.items() for phrase in phrases.split(", ")})
BESIDE = ("-", "/", ",", ";", "=", ":")
AFTER_NUMBER = {"более": ">=", "больше": ">=", "выше": ">=", "менее": "<=", "меньше": "<=", "ниже": "<="}


class Grammar(Brackets):
    def value(self) -> Form | None:
        """What all from here to the end means, or None where it is no value as a whole."""
        for form in (self.number, self.share_of_total, self.range, self.bound, self.count_beside_share):
            if found := self.cell(form):
                return found
        return None

    @rule
    def cell(self, form: Callable) -> Form | None:
        start = self.place
        _ = self.take_one_of(ABOUT) or self.take("ок .") or self.take("=")
        about = self.quote(start).removeprefix("=")
        found = form()
        if about and found and found.kind is Kind.BOUND:
            return None
        while found and self.next.word == "(":
            found = self.brackets(found)
        if found and about:
            self.doubts.append(doubts.approximate(about))
        if found and found.is_slash:
            self.doubts.append(doubts.share_from_slash(found.count.figure.text, found.total.figure.text))
        self.full_stop()
        return found if self.is_at_end else None

    def full_stop(self) -> None:
        """What ends a sentence or a list; a comma right behind a figure may have lost its decimals."""
        before = self.tokens[self.place - 1]
        if self.next.word == "," and self.next.is_glued and before.sort is Sort.FIGURE:
            self.doubts.append(doubts.no_figure_after_comma(before.text))
        while self.take_one_of((".", ";", ",")):
            pass

    def number(self) -> Form | None:
        amount = self.amount()
        return amount and Form(Kind.NUMBER, amount)

    @rule
    def range(self) -> Form | None:
        """A unit or a scale behind the second number is the first one's too; two years are a period, no range."""
        found = self.range_by_words() or self.range_by_mark() or self.range_by_bounds()
        if not found:
            return None
        low, high = found
        unit = high.unit or low.unit
        if low.unit not in ("", unit) or (not unit and are_years(low.figure.text, high.figure.text)):
            return None
        scale = low.scale if low.unit or low.scale > 1 else high.scale
        return Form(Kind.RANGE, replace(low, unit=unit, scale=scale), upper=replace(high, unit=unit))

    @rule
    def range_by_words(self) -> tuple[Amount, Amount] | None:
        """«от 70 до 80», «в пределах 10–12»; «с 70 до 80» may be growth."""
        is_within = self.take("в пределах") or self.take("в диапазоне") or self.take("в интервале")
        opening = self.take_one_of(("от", "с"))
        low = self.amount() if is_within or opening else None
        is_parted = low and (self.take("до") or (is_within and self.take_one_of(RANGE_MARKS)))
        high = self.amount() if is_parted else None
        if high and opening and opening.word == "с":
            self.doubts.append(doubts.growth_or_range())
        return (low, high) if high else None

    @rule
    def range_by_mark(self) -> tuple[Amount, Amount] | None:
        low = self.amount()
        mark = self.take_one_of(RANGE_MARKS) if low else None
        if not mark or (mark.is_first_in_line and self.next.is_glued):
            return None  # «70», and «-80» in the next line
        high = self.amount()
        return (low, high) if high else None

    @rule
    def range_by_bounds(self) -> tuple[Amount, Amount] | None:
        """«не менее 70 и не более 80»; with a strict bound there is no range to write it in, it stays text."""
        low = self.bound()
        self.take(",")
        self.take_one_of(("и", "но"))
        high = self.bound() if low and low.comparison == ">=" else None
        return (low.number, high.number) if high and high.comparison == "<=" else None

    @rule
    def bound(self) -> Form | None:
        """A comparison before its number, behind it, or twice the same («от 70 и выше»)."""
        before = self.comparison()
        amount = self.amount()
        if not amount:
            return None
        behind = self.comparison_behind()
        if behind and not amount.unit:
            amount = replace(amount, unit=self.unit())
        if before in ("<=", ">="):
            self.take("включительно")
        if before and behind and before != behind:
            return None
        if not amount.unit and is_year(amount.figure.text):
            self.doubts.append(doubts.years(amount.figure.text))
        return Form(Kind.BOUND, amount, comparison=before or behind) if before or behind else None

    def comparison(self) -> str:
        if self.next.sort is Sort.COMPARISON:
            return self.step().word
        sign = self.take_phrase(COMPARISONS)
        if sign:
            _ = self.take(", чем") or self.take("чем")
        return sign

    @rule
    def comparison_behind(self) -> str:
        """«70 и более», «70+»."""
        if self.take("+"):
            return ">="
        return AFTER_NUMBER.get(self.step().word, "") if self.take_one_of(("и", "или")) else ""

    @rule
    def share_of_total(self) -> Form | None:
        """«12 из 40», «12 из 40 – 30%»."""
        found = self.of_total()
        if not found or not self.take_one_of(BESIDE):
            return found
        share = self.amount(signed=False)
        return replace(found, share=share, is_slash=False) if share and share.is_share else None

    @rule
    def count_beside_share(self) -> Form | None:
        """«12 чел. – 30%», «30%, 12 чел.»: usual, yet only their units say how the two hang together."""
        first = self.amount()
        second = self.amount(signed=False) if first and self.take_one_of(BESIDE) else None
        if not second or first.is_share == second.is_share:
            return None
        count, share = (second, first) if first.is_share else (first, second)
        if not count.unit or not count.may_be_count:
            return None
        self.doubts.append(doubts.count_beside_share(shown(count.value), shown(share.value)))
        return Form(Kind.SHARE, share, count=count, share=share)
