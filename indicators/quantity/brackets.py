"""What stands in brackets behind a value: its share, its count, its total, the value of an earlier period."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from indicators.quantity import doubts
from indicators.quantity.amounts import Amount
from indicators.quantity.cursor import rule
from indicators.quantity.meaning import Kind, Previous
from indicators.quantity.periods import BEFORE, Periods, are_years, is_year


@dataclass(frozen=True)
class Form:
    """What the rules have found in a cell so far; of a share `number` is not yet calculated."""

    kind: Kind
    number: Amount
    upper: Amount | None = None
    comparison: str | None = None
    count: Amount | None = None
    total: Amount | None = None
    share: Amount | None = None
    previous: Previous | None = None
    is_slash: bool = False


class Brackets(Periods):
    @rule
    def brackets(self, form: Form) -> Form | None:
        """The form with what the brackets add to it; with a doubt where they are not understood."""
        opening = self.place
        for content in (self.in_total, self.in_share, self.in_count, self.in_earlier):
            if found := self.enclosed(content, form):
                return found
        while not self.is_at_end:
            if self.step().word == ")":
                self.doubts.append(doubts.brackets(self.quote(opening)))
                return form
        return None

    def quote(self, start: int) -> str:
        """The tokens from that one up to here, blanks as simple ones."""
        tokens = self.tokens[start : self.place]
        return "".join(("" if token.is_glued else " ") + token.text for token in tokens).strip()

    @rule
    def enclosed(self, content: Callable, form: Form) -> Form | None:
        found = content(form) if self.take("(") else None
        self.take_one_of((".", ";"))
        return found if found and self.take(")") else None

    def in_total(self, form: Form) -> Form | None:
        """«12 (из 40)»."""
        if form.kind is not Kind.NUMBER or not form.number.may_be_count or not self.take("из"):
            return None
        total = self.amount()
        return Form(Kind.SHARE, form.number, count=form.number, total=total) if total and total.may_be_count else None

    def in_share(self, form: Form) -> Form | None:
        """«1 (9%)», «12 из 40 (30%)»; «12 (+3%)» is a change."""
        is_count = form.kind is Kind.NUMBER and form.number.may_be_count
        is_share_of_total = form.kind is Kind.SHARE and form.share is None
        share = self.amount(signed=False) if is_count or is_share_of_total else None
        if not share or not share.is_share:
            return None
        return replace(form, kind=Kind.SHARE, count=form.number, share=share, is_slash=False)

    def in_count(self, form: Form) -> Form | None:
        """«30% (12 из 40)», «30% (12 чел.)»; «30% (12)» in doubt."""
        is_without_unit = not form.number.unit
        if form.kind is not Kind.NUMBER or not (form.number.is_share or is_without_unit):
            return None
        if parts := self.of_total():
            return replace(parts, share=form.number, is_slash=False)
        is_share = form.number.is_share or self.measure.is_percent
        count = self.amount(signed=False) if is_share else None
        if not count or not count.may_be_count or (is_without_unit and not count.unit):
            return None
        if not count.unit:
            self.doubts.append(doubts.number_in_brackets(count.figure.text))
        return replace(form, kind=Kind.SHARE, count=count, share=form.number)

    @rule
    def of_total(self) -> Form | None:
        """«12 из 40», «12 чел. из 40»; «12/40» in doubt, but no years («2019/20»)."""
        count = self.amount()
        sign = count and count.may_be_count and self.take_one_of(("из", "/"))
        total = sign and self.amount()
        if not total or not total.may_be_count:
            return None
        is_slash = sign.word == "/"
        if is_slash and (count.unit or total.unit or are_years(count.figure.text, total.figure.text)):
            return None
        return Form(Kind.SHARE, count, count=count, total=total, is_slash=is_slash)

    def in_earlier(self, form: Form) -> Form | None:
        """«(в 2017-2018г – 69)», «(2024 – 61)», «(было 61)», «(61 в 2024 г.)»: dashes there are no minus."""
        found = self.earlier(of_two_years=True) or self.earlier(of_two_years=False)
        if not found or form.previous:
            return None
        period, amount = found
        if amount.scale != form.number.scale:
            return None
        unit = "%" if form.kind is Kind.SHARE else form.number.unit
        if amount.unit and unit and amount.unit != unit:
            self.doubts.append(doubts.previous_in_other_unit(unit, amount.unit))
        return replace(form, previous=Previous(period, amount.value))

    @rule
    def earlier(self, *, of_two_years: bool) -> tuple[str, Amount] | None:
        is_before = self.take_phrase(BEFORE)
        period = self.period(of_two_years=of_two_years)
        if is_before or period:
            self.take_one_of(("-", ":", "=", ","))
        amount = self.amount()
        if not amount or (is_year(period) and not amount.unit and are_years(period, amount.figure.text)):
            return None  # «(2024-2025)» is a period without a value
        period = period or self.period(of_two_years=of_two_years)
        if not period and (of_two_years or not (is_before or self.take_phrase(BEFORE))):
            return None
        return period, amount
