"""Rules for brackets behind a value, which may hold its share, its count, its total or an earlier period's value."""

import re
from collections.abc import Callable
from dataclasses import replace

from indicators.quantity import doubts
from indicators.quantity.amounts import Amount
from indicators.quantity.figures import are_years, is_year, shown
from indicators.quantity.found_form import FoundForm
from indicators.quantity.quantities import Number, Previous, Share
from indicators.quantity.written_periods import BEFORE, FILLERS, PeriodRules
from portal.reading.cursor import rule

# Words which say that the number beside them is of another place: the region, the country.
IS_ELSEWHERE = re.compile(
    r"област|обл$|регион|республик|кра[йюея]|краев|росси|рф$|стран|федерац|округ|муниципал|район|город(?:у|е|ск)?|общеросс"
    r"|средне(?:обл|респ|край|краев|район|росс|муниц|город|регион)"
)
_CHANGE_IN_BRACKETS = re.compile(
    r"рост|прирост|увелич|сни[зж]|повы[сш]|уменьш|сокра[тщ]|динамик|на$|больше|меньше|выше|ниже"
)
_CHANGE_OF_SHARE = re.compile(
    r"уров|прошл|предыдущ|сравнен|относит|отношен|больше|меньше|выше|ниже|рост|прирост|сниж|к$|на$|план|аппг"
)


class BracketRules(PeriodRules):
    """Adds to a form what the brackets behind it say."""

    is_growth = is_enclosed = False
    year = ""  # of the value, if it stands before the value

    @rule
    def brackets(self, form: FoundForm) -> FoundForm | None:
        """Add to the form what the brackets say; brackets that are not understood are skipped with a doubt."""
        opening = self.place
        takes_nouns, self.takes_nouns = self.takes_nouns, True
        try:
            contents = (self.in_total, self.in_share, self.in_count, self.in_earlier, self.elsewhere)
            for content in contents:
                if found := self.enclosed(content, form):
                    return found
        finally:
            self.takes_nouns = takes_nouns
        while not self.is_at_end:
            if self.step().word == ")":
                self.doubts.append(doubts.brackets(self.quote(opening)))
                return form
        return None

    @rule
    def enclosed(self, content: Callable, form: FoundForm) -> FoundForm | None:
        """Apply a rule to what is inside the brackets; None unless it reads all of it."""
        self.is_enclosed = True
        found = content(form) if self.take("(") else None
        self.is_enclosed = False
        self.take_one_of((".", ";"))
        return found if found and self.take(")") else None

    def in_total(self, form: FoundForm) -> FoundForm | None:
        """Read the total: «12 (из 40)», «12 чел. – 30 % (из 40)»."""
        if form.makes is Share and not form.total:
            total = self.amount() if self.take("из") else None
            return replace(form, total=total) if total and total.may_be_count else None
        if form.makes is not Number or not form.number.may_be_count or not self.take("из"):
            return None
        total = self.amount()
        return FoundForm(Share, form.number, count=form.number, total=total) if total and total.may_be_count else None

    def in_share(self, form: FoundForm) -> FoundForm | None:
        """Read the share of a count: «1 (9%)», «12 из 40 (30%)»; not «12 (+3%)», which is a change."""
        is_count = form.makes is Number and form.number.may_be_count
        is_share_of_total = form.makes is Share and form.share is None
        self.take_any("что составляет", "составляет", "это", "или")
        share = self.amount(signed=False) if is_count or is_share_of_total else None
        total = self.total_of_share() if share and is_count else None
        if not share or not share.is_share or not (total or self.base_of_share()):
            return None
        if is_count and not (form.number.unit or form.number.noun) and share.figure.figure.is_in_words:
            self.doubts.append(doubts.count_beside_share(shown(form.number.value), shown(share.value)))
        return replace(form, makes=Share, count=form.number, total=total or form.total, share=share, is_slash=False)

    @rule
    def total_of_share(self) -> Amount | None:
        """Read the total behind a share: «42 чел. (84 % от 50)»."""
        total = self.amount() if self.take_one_of(("от", "из")) else None
        is_year_alone = total and not total.unit and is_year(total.figure.text)
        return total if total and total.may_be_count and not is_year_alone and self.next.word == ")" else None

    def base_of_share(self) -> bool:
        """Skip the words that name what the share is of; False for «103 % к прошлому году», which is a growth."""
        while not self.is_at_end and self.next.word != ")":
            token = self.step()
            if token.figure or token.word in "(," or _CHANGE_OF_SHARE.match(token.word):
                return False
        return True

    def elsewhere(self, form: FoundForm) -> FoundForm | None:
        """Skip a number of another place, given for comparison: «31 % (по области – 27 %)»."""
        self.take_any("в среднем", "средний", "среднее", "для сравнения")
        self.take_any(":", "показатель")
        has_place = self.take_any("по", "в")
        for _ in range(3 if has_place else 2):
            if IS_ELSEWHERE.match(self.next.word):
                start = self.place
                while not self.is_at_end and self.next.word not in ("(", ")"):
                    self.step()
                return form if self.is_only_elsewhere(start) else None
            self.step()
        return None

    def is_only_elsewhere(self, start: int) -> bool:
        """Return whether each figure from `start` to here stands in a part of the sentence that names another place."""
        figures = places = 0
        for token in self.tokens[start : self.place]:
            if token.word in (",", ";", "и", "а"):
                figures = places = 0
            figures += token.figure is not None and not is_year(token.text)
            places += IS_ELSEWHERE.match(token.word) is not None
            if figures > places:
                return False
        return True

    def in_count(self, form: FoundForm) -> FoundForm | None:
        """Read the count of a share: «30% (12 из 40)», «30% (12 чел.)»; «30% (12)» raises a doubt."""
        is_without_unit = not form.number.unit
        if form.makes is not Number or not (form.number.is_share or is_without_unit):
            return None
        if parts := self.of_total() or self.of_total_behind_slash(form.number):
            return replace(parts, share=form.number, is_slash=False)
        is_share = form.number.is_share or self.measure.is_percent
        count = self.amount(signed=False) if is_share else None
        is_lone_year = count and not (count.unit or count.noun) and is_year(count.figure.text)
        if not count or is_lone_year or not count.may_be_count or (is_without_unit and not count.unit):
            return None
        if not count.unit:
            self.doubts.append(doubts.number_in_brackets(count.figure.text))
        return replace(form, makes=Share, count=count, share=form.number)

    @rule
    def of_total(self) -> FoundForm | None:
        """Read «12 из 40», «12 чел. из 40» or «12/40», but no school year («2019/20»)."""
        count = self.amount()
        sign = count and count.may_be_count and self.take_one_of(("из", "/"))
        total = sign and self.amount()
        if not total or not total.may_be_count:
            return None
        if count.unit and total.unit and count.unit != total.unit and "ед." not in (count.unit, total.unit):
            return None  # «3 педагога из 12 школ»
        is_slash = sign.word == "/"
        if is_slash and (count.unit or total.unit or are_years(count.figure.text, total.figure.text)):
            return None
        return FoundForm(Share, count, count=count, total=total, is_slash=is_slash)

    @rule
    def of_total_behind_slash(self, share: Amount) -> FoundForm | None:
        """Read «18 чел. / 30 чел.», if the share written before confirms that it is a part and its whole."""
        count = self.amount(signed=False)
        total = self.amount(signed=False) if count and self.take("/") else None
        is_same = total and count.unit == total.unit and count.may_be_count and total.value > 0
        if not is_same or abs(count.value * 100 / total.value - share.value) >= 1:
            return None
        return FoundForm(Share, count, count=count, total=total)

    def in_earlier(self, form: FoundForm) -> FoundForm | None:
        """Read an earlier value: «(в 2017-2018г – 69)», «(на 01.01.2025 – 61)», «(было 61)»; its dash is no minus."""
        if self.take_any("для сравнения", "справочно"):
            self.take_one_of((":", ",", "-"))
        found = self.earlier(of_two_years=True) or self.earlier(of_two_years=False)
        if not found or form.previous:
            return None
        period, amount = self.latest(found)
        if is_year(self.year[-4:]) and period > self.year[-4:]:
            return None
        if amount.is_share and not form.number.is_share and form.makes is not Share and self.is_growth:
            return form
        if amount.scale != form.number.scale:
            return None
        unit = "%" if form.makes is Share else form.number.unit
        if amount.unit and unit and amount.unit != unit:
            self.doubts.append(doubts.previous_in_other_unit(unit, amount.unit))
        return replace(form, previous=Previous(period, amount.value))

    def latest(self, found: tuple[str, Amount]) -> tuple[str, Amount]:
        """Read further earlier values, return that of the latest period; skip a difference («, снижение на 5 %»)."""
        while self.is_enclosed and self.next.word in (",", ";"):
            place = self.place
            self.step()
            if more := (self.earlier(of_two_years=True) or self.earlier(of_two_years=False)):
                found = max(found, more, key=lambda each: each[0])
            elif not self.difference_in_brackets():
                self.place = place
                break
        return found

    @rule
    def difference_in_brackets(self) -> bool:
        """Skip words that tell a change («снижение на 5 %»), up to the bracket."""
        is_told = _CHANGE_IN_BRACKETS.match(self.next.word)
        while is_told and not self.is_at_end and self.next.word not in ("(", ")"):
            self.step()
        return bool(is_told)

    @rule
    def earlier(self, *, of_two_years: bool) -> tuple[str, Amount] | None:
        """Read a period and its amount in either order; the period is "" for «было 61»."""
        is_before, period = self.when_before(of_two_years=of_two_years)
        if is_before or period:
            self.take_one_of(("-", ":", "=", ","))
            self.take_one_of(FILLERS)
        amount = self.amount() or self.amount_in_brackets()
        if of_two_years and amount and not amount.unit and is_year(amount.figure.text):
            return None
        self.is_growth = self.next.word == "к"  # «98,7 % к АППГ»
        if not amount or (is_year(period) and not amount.unit and are_years(period, amount.figure.text)):
            is_one_of_several = amount and self.next.word == "," and is_year(self.tokens[self.place + 1].text)
            if not is_one_of_several:  # «(2022 – 23, 2021 – 25)»
                return None  # «(2024-2025)» is a period without a value
        if not period:
            self.take("-")
        is_behind, period_behind = self.when_before(of_two_years=of_two_years)
        period = period or period_behind
        if not period and (of_two_years or not (is_before or is_behind)):
            return None
        return period, amount

    @rule
    def amount_in_brackets(self) -> Amount | None:
        """Read an amount in brackets of its own: «что выше показателя 2022 г. (45,1 %)»."""
        amount = self.amount() if self.take("(") else None
        return amount if amount and self.take(")") else None

    def when_before(self, *, of_two_years: bool) -> tuple[bool, str]:
        """Read words such as «было» and a period in any order; return whether such words stood here, and the period."""
        is_before, period = False, ""
        while True:
            if self.take_one_of(FILLERS):
                continue
            if self.take_phrase(BEFORE):
                is_before = True
                self.take(":")
            elif not period and (found := self.time(of_two_years=of_two_years)):
                period = found
            else:
                return is_before, period

    def time(self, *, of_two_years: bool) -> str:
        """Read a period, or the date of an earlier value in brackets, and return its label; "" if there is none."""
        return self.period(of_two_years=of_two_years) or (self.year_of_date() if self.is_enclosed else "")
