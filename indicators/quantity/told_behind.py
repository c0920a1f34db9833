"""Rules for what stands behind a value in a sentence: its share and parts, its value earlier or elsewhere."""

import re
from dataclasses import replace
from decimal import Decimal

from indicators.quantity import doubts, units
from indicators.quantity.bases import CHANGE, RELATIVE, BaseRules, has_noun
from indicators.quantity.brackets import IS_ELSEWHERE
from indicators.quantity.figures import is_year
from indicators.quantity.found_form import FoundForm
from indicators.quantity.grammar import BESIDE
from indicators.quantity.phrases import by_first_word
from indicators.quantity.quantities import Number, Share
from indicators.quantity.tokens import ValueTokenSort
from indicators.quantity.written_periods import BEFORE
from portal.reading.cursor import rule

_PARTS = (
    *("из них", "из которых", "среди которых", "среди них", "в том числе", "в т . ч .", "в т . ч", "в их числе"),
    "включая",
)
_IS_SHARE = (
    *("что составляет", "что составило", "что составит", "что соответствует", "что равно", "составляет", "составляют"),
    *("составило", "составили", "или", "то есть", "т . е .", "это", "соответственно", "что есть", "это составляет"),
)
_EARLIER_OPENS = by_first_word(
    dict.fromkeys(
        (
            *("как и", "как в целом", "как и в целом", "при этом"),
            *("тогда как", "в то время как", "а", "при", "для сравнения", "хотя", "когда", "притом что", "однако"),
            *("что превышает", "что выше", "что ниже", "что больше", "что меньше", "что лучше", "что хуже"),
            *("что соответствует", "превышает", "выше", "ниже", "больше", "меньше", "чем", "это выше", "это ниже"),
            *("что выше , чем", "что ниже , чем", "что больше , чем", "что меньше , чем", "что несколько выше"),
            *("что выше чем", "что ниже чем", "что больше чем", "что меньше чем", "что не ниже", "что не превышает"),
        ),
        "opens",
    )
)
_MORE_OR_LESS = re.compile("больше|меньше|выше|ниже|лучше|хуже")
_MEASURED_AGAINST = re.compile("порог|норм|минимум|минимальн|план|целев|средн")
_WORDS_OF_A_GROUP = 3  # «при среднем по сельским школам 44 %»
_LEVEL = re.compile(r"средн|показател|значени|уров")
BEFORE_A_YEAR = (
    "к концу",
    "на конец",
    "к началу",
    "на начало",
    "по итогам",
    "по состоянию на",
    "по сост . на",
    "к",
    "с",
)


class ToldBehind(BaseRules):
    def more(self, found: FoundForm) -> FoundForm | None:
        """Read one further piece of information and add it to the form; None if nothing known follows."""
        if self.is_at_end:
            return None
        if self.next.word == "(":
            return self.brackets(found)
        options = (
            self.total_told,
            self.growth_told,
            self.share_told,
            self.earlier_told,
            self.difference,
            self.parts,
            self.elsewhere_told,
            self.threshold_told,
            self.rate,
        )
        for option in (*options, self.year_behind, self.base, self.words_behind):
            if more := option(found):
                return more
        return None

    def when(self) -> str:
        """Read the year of one end of a way («с 41 % в 2022 году до …»), in brackets or not; "" if there is none."""
        is_open = self.take("(")
        place = self.place
        self.take_any("-", *BEFORE_A_YEAR)
        label = self.period(of_two_years=True) or self.period(of_two_years=False)
        if not label or (is_open and not self.take(")")):
            self.place = place - is_open
            return ""
        return label

    @rule
    def total_told(self, found: FoundForm) -> FoundForm | None:
        """Read a total behind a share: «12 (48 %) из 25»."""
        total = self.amount() if found.makes is Share and not found.total and self.take("из") else None
        return replace(found, total=total) if total and total.may_be_count else None

    @rule
    def share_told(self, found: FoundForm) -> FoundForm | None:
        """Read the share of a count: «31 человек, что составляет 4,6 %», «2 318 подростков или 93 %», «24 чел./8 %»."""
        may_have_share = found.makes is Share and found.total and not found.share
        if found.makes is not Number and not may_have_share:
            return None
        self.take_one_of(BESIDE)
        if not self.take_any(*_IS_SHARE):
            return None
        self.take_one_of(("-", ":"))
        other = self.amount(signed=False)
        if other and other.is_share and may_have_share:
            return replace(found, share=other, is_slash=False)
        if not other or other.is_share == found.number.is_share:
            return None
        count, share = (other, found.number) if found.number.is_share else (found.number, other)
        if not count.may_be_count:
            return None
        return replace(found, makes=Share, number=share, count=count, share=share)

    @rule
    def growth_told(self, found: FoundForm) -> FoundForm | None:
        """Skip a growth: in «148 чел., или 103 % к прошлому году» the value is the count alone."""
        self.take_one_of(BESIDE)
        self.take_any(*_IS_SHARE)
        growth = None if found.number.is_share else self.amount(signed=False)
        if not growth or not growth.is_share:
            return None
        is_of_level = self.take("от") and RELATIVE.match(self.next.word)
        if not is_of_level and not self.take("к"):
            return None
        self.skip_rest(found)
        return found

    @rule
    def earlier_told(self, found: FoundForm) -> FoundForm | None:
        """Read an earlier value: «71,3 балла, тогда как в 2021 г. – 69,8», «37,8 %, АППГ – 35,1 %».

        None if its year is not earlier than the value's own.
        """
        year = self.year or self.year_just_told()
        has_mark = self.take_one_of((",", ";", "-", "/"))
        start = self.place
        while self.take_phrase(_EARLIER_OPENS):
            self.take(":")
        is_year_alone = has_mark and start == self.place and self.next.figure
        if not has_mark and start == self.place and not self.is_before_told():
            return None
        more = self.in_earlier(found)
        if not more or not more.previous or (year and more.previous.period >= year):
            return None
        if is_year_alone:
            self.doubts.append(doubts.earlier_value(self.quote(start)))
        return more

    def is_before_told(self) -> bool:
        """Return whether words such as «было», «годом ранее» stand here; nothing is stepped over."""
        place = self.place
        is_told = bool(self.take_phrase(BEFORE))
        self.place = place
        return is_told

    def year_just_told(self) -> str:
        return next((each.text for each in self.tokens[max(self.place - 3, 0) : self.place] if is_year(each.text)), "")

    @rule
    def difference(self, found: FoundForm) -> FoundForm | None:
        """Skip a difference, no part of the value itself: «— на 12 больше, чем в прошлом году», «, снижение на 5 %»."""
        self.take_one_of((",", ";", "-"))
        self.take_any("что", "это")
        is_change = CHANGE.match(self.next.word) is not None
        is_before = (_MORE_OR_LESS.match(self.next.word) or is_change) and self.step()
        amount = self.amount() if self.take("на") else None
        if not amount:
            return None
        if not is_before and not _MORE_OR_LESS.match(self.step().word):
            return None
        rest = self.place
        self.skip_rest(found)
        if is_change and self.figures_since(rest):
            return None  # «45 %, рост на 3 % составил 48 %»
        if amount.unit not in ("", units.PERCENT, "п.п.", (found.upper or found.number).unit):
            self.doubts.append(doubts.words_left_aside(self.value_text(found), self.quote(rest)))
        return found

    @rule
    def parts(self, found: FoundForm) -> FoundForm | None:
        """Skip the parts of the value («88 человек, из них 61 учитель»); a doubt if they don't add up to it."""
        start = self.place
        amount = found.upper or found.number
        is_listed = self.take(":")
        if is_listed and not has_noun(amount):
            return None
        self.take_one_of((",", ";", "-"))
        if not is_listed and not self.take_any(*_PARTS):
            return None
        while not self.is_at_end:
            self.step()
        parts = self.figures_since(start)
        if sum(parts) != amount.value and (is_listed or len(parts) > 1 or sum(parts) > amount.value):
            self.doubts.append(doubts.words_left_aside(self.value_text(found), self.quote(start)))
        return found

    def figures_since(self, start: int) -> list[Decimal]:
        """The figures from `start` to here, without years and without those of classes and ages."""
        found, here = [], self.place
        for self.place in range(start + 1, here + 1):
            token = self.tokens[self.place - 1]
            if token.figure and not is_year(token.text) and not self.is_of_class_or_age():
                found.append(token.figure.value)
        return found

    @rule
    def elsewhere_told(self, found: FoundForm) -> FoundForm | None:
        """Skip a value of another place, or a comparison with it: «31 %, по области – 27 %»."""
        start = self.place
        self.take_one_of((",", ";", "/", "-"))
        while self.take_phrase(_EARLIER_OPENS):
            pass
        if start == self.place:
            return None
        while _LEVEL.match(self.next.word) and not IS_ELSEWHERE.match(self.next.word):
            self.step()
        self.take_any("по", "в")
        if not IS_ELSEWHERE.match(self.next.word):
            return None
        place = self.place
        while not self.is_at_end:
            self.step()
        if not self.is_only_elsewhere(place):
            self.doubts.append(doubts.words_left_aside(self.value_text(found), self.quote(start)))
        return found

    @rule
    def threshold_told(self, found: FoundForm) -> FoundForm | None:
        """Skip what the value is measured against, with a doubt: «45 % при пороге 40 %», «при среднем по ОО 50 %»."""
        start = self.place
        self.take_one_of((",", ";"))
        is_told = self.take("при") and _MEASURED_AGAINST.match(self.step().word)
        if is_told:
            while _LEVEL.match(self.next.word):
                self.step()
            self.group_of_average()
            self.take_one_of(("-", ":", "в"))
            self.comparison()
        if not is_told or not self.amount(signed=False):
            return None
        self.doubts.append(doubts.words_left_aside(self.value_text(found), self.quote(start)))
        return found

    @rule
    def group_of_average(self) -> bool:
        """Skip whose average a value is compared with: «по ШНОР», «по сельским школам»."""
        start = self.place
        is_told = self.take("по")
        while self.next.sort is ValueTokenSort.WORD and self.place - start <= _WORDS_OF_A_GROUP:
            self.step()
        return is_told

    @rule
    def rate(self, found: FoundForm) -> FoundForm | None:
        """Read what a rate is per: «7,4 на 1000 детей»."""
        if found.makes is Share or found.number.is_share or not self.take("на"):
            return None
        per = self.step()
        is_round = per.figure and per.figure.value in (1, 10, 100, 1_000, 10_000, 100_000)
        if not is_round and per.word not in ("каждого", "каждую", "каждые", "тыс", "тысячу"):
            return None
        self.scale()
        while not self.is_at_end and self.next.sort is ValueTokenSort.WORD:
            self.step()
        return replace(found, is_rate=True)

    @rule
    def year_behind(self, found: FoundForm) -> FoundForm | None:
        """Skip the value's year behind it: «41 % в 2023 году», «84 % к концу 2026 года»."""
        has_mark = self.take_one_of((",", ";"))
        amount = found.upper or found.number
        if (self.next.figure or self.next.word == "-") and (has_mark or not (amount.unit or amount.noun)):
            return None
        return found if self.when() or self.date() else None

    def skip_rest(self, found: FoundForm) -> None:
        """Step to the end, with a doubt if figures stand there."""
        start = self.place
        while not self.is_at_end:
            self.step()
        if self.figures_since(start):
            self.doubts.append(doubts.words_left_aside(self.value_text(found), self.quote(start)))
