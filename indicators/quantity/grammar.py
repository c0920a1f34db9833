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

from indicators.quantity import doubts, units
from indicators.quantity.amounts import Amount
from indicators.quantity.brackets import BracketRules
from indicators.quantity.figures import are_years, is_year, shown
from indicators.quantity.found_form import FoundForm
from indicators.quantity.phrases import by_first_word
from indicators.quantity.quantities import Bound, Number, Range, Share
from indicators.quantity.tokens import ValueToken, ValueTokenSort
from portal.reading.cursor import rule

ABOUT = ("около", "примерно", "приблизительно", "ориентировочно", "порядка", "почти", "~", "≈")
RANGE_MARKS = ("-", "…", "..", "...", "÷")
_COMPARISONS = {
    ">=": "не менее, не меньше, не мене, не ниже, не реже, от, минимум, как минимум, хотя бы, по крайней мере, min, "
    "по меньшей мере, самое меньшее, минимально, мин ., более или равно, больше или равно, более или =, "
    "больше или =, не хуже, не мен .",
    ">": "более, больше, выше, свыше, превышает, превысит, строго более, строго больше, строго выше",
    "<=": "не более, не больше, не выше, не свыше, не чаще, не превышает, не превышая, не превысит, "
    "не будет превышать, до, до уровня, максимум, как максимум, самое большее, "
    "максимально, max, макс ., менее или равно, меньше или равно, менее или =, меньше или =, "
    "не бол .",
    "<": "менее, меньше, ниже, строго менее, строго меньше, строго ниже",
}
_SHOULD_NOT = tuple(f"не {must}" for must in ("должен", "должна", "должно", "должны"))
_TAKE_FROM = frozenset(("кроме", "без", "исключая", "минус", "вместо", "и", "или"))
_WORDS_OF_COUNTED = 2  # «9 учителей математики из 12»
_SHORTEST_NOUN, _STEM_OF_NOUN = 5, 4  # letters; shorter words are units: «чел»
_OR_EQUAL = {">": ">=", "<": "<="}
_DENIED = {">": "<=", "<": ">=", ">=": "<", "<=": ">"}
COMPARISONS = by_first_word(
    {phrase: sign for sign, phrases in _COMPARISONS.items() for phrase in phrases.split(", ")}
    | {f"{must} {verb}": "<=" for must in _SHOULD_NOT for verb in ("превышать", "быть более", "быть выше")}
    | {f"{must} быть {word}": ">=" for must in _SHOULD_NOT for word in ("менее", "меньше", "ниже")}
)
BESIDE = ("-", "/", ",", ";", "=", ":")
_OPENERS = frozenset((*COMPARISONS, *ABOUT, "ок", "в", "во", "с", "со", "из", "средний", "ср", "между"))
AFTER_NUMBER = {"более": ">=", "больше": ">=", "выше": ">=", "менее": "<=", "меньше": "<=", "ниже": "<="}


class ValueGrammar(BracketRules):
    """Reads a cell that is one value alone, with brackets behind it perhaps."""

    def value(self) -> FoundForm | None:
        """Read everything from here to the end as one value; None if some of it does not belong to one."""
        if not self.may_begin(self.next):
            return None
        for form in (self.number, self.share_of_total, self.range, self.bound, self.count_beside_share):
            if found := self.cell(form):
                return found
        return None

    def may_begin(self, token: ValueToken) -> bool:
        """Return whether some form can begin with that token; a quick check that rules out most words of a sentence."""
        if token.sort is not ValueTokenSort.WORD or token.word in _OPENERS or token.word in units.FIRST_WORDS:
            return True
        return units.unit_of_noun(token.word) is not None or self.measure.is_named_by(token.word)

    @rule
    def cell(self, form: Callable) -> FoundForm | None:
        """Read the whole cell as that form: «около» before it, brackets and a full stop behind it; else None."""
        while self.take("*"):  # a footnote's mark before its value
            pass
        start = self.place
        if not self.next.figure and not self.take_one_of(ABOUT):
            self.take_any("ок .", "=")
        about = self.quote(start).removeprefix("=")
        found = form()
        if about and found and found.makes is Bound:
            return None
        while found and self.next.word == "(":
            found = self.brackets(found)
        if found and found.total and not found.share:
            found = self.share_behind(found)
        if found and about:
            self.doubts.append(doubts.approximate(about))
        if found and found.is_slash:
            self.doubts.append(doubts.share_from_slash(found.count.figure.text, found.total.figure.text))
        self.full_stop()
        return found if self.is_at_end else None

    def full_stop(self) -> None:
        """Skip closing marks; a comma right behind a figure raises a doubt, its decimals may be missing."""
        before = self.tokens[self.place - 1]
        if self.next.word == "," and self.next.is_glued and before.sort is ValueTokenSort.FIGURE:
            self.doubts.append(doubts.no_figure_after_comma(before.text))
        while self.take_one_of((".", ";", ",")):
            pass

    def number(self) -> FoundForm | None:
        amount = self.amount()
        return amount and FoundForm(Number, amount)

    @rule
    def range(self) -> FoundForm | None:
        """Read «70–80 %»; a unit or scale behind the second number applies to both, and two years are no range."""
        found = self.range_by_words() or self.range_by_mark() or self.range_by_bounds()
        if not found:
            return None
        low, high = found
        unit = high.unit or low.unit
        if bool(low.noun) != bool(high.noun) or (low.unit and not high.unit and is_year(high.figure.text)):
            return None  # «12 семей – 40 %», «85 % – 2025 год»
        if not low.unit and is_year(low.figure.text) and not is_year(high.figure.text):
            return None  # «2023 – 41 %»
        if low.unit not in ("", unit) or (not unit and are_years(low.figure.text, high.figure.text)):
            return None
        if units.is_counted_in_whole(unit) and self.are_two_nouns(low, high):
            return None
        scale = low.scale if low.unit or low.scale > 1 else high.scale
        return FoundForm(Range, replace(low, unit=unit, scale=scale), upper=replace(high, unit=unit))

    def are_two_nouns(self, *amounts: Amount) -> bool:
        """Return whether two amounts count different things: «3 педагога – 605 выпускников» is no range of people."""
        behind = [
            self.tokens[place + 1].word
            for place, token in enumerate(self.tokens)
            if any(token is amount.figure for amount in amounts)
        ]
        nouns = [word for word in behind if len(word) >= _SHORTEST_NOUN]
        return len(nouns) == 2 and nouns[0][:_STEM_OF_NOUN] != nouns[1][:_STEM_OF_NOUN]

    @rule
    def range_by_words(self) -> tuple[Amount, Amount] | None:
        """Read «от 70 до 80», «между 40 и 45», «в пределах 10–12»; not «с 70 до 80», which is a way to 80."""
        if self.take("между"):
            low = self.amount()
            high = self.amount() if low and self.take("и") else None
            return (low, high) if high else None
        is_within = self.take_any("в пределах", "в диапазоне", "в интервале")
        low = self.amount() if self.take("от") or is_within else None
        is_parted = low and (self.take("до") or (is_within and self.take_one_of(RANGE_MARKS)))
        high = self.amount() if is_parted else None
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
        """Read «не менее 70 и не более 80»; with «более» or «менее» it stays text, as a range includes its ends."""
        low = self.bound()
        self.take(",")
        self.take_one_of(("и", "но"))
        high = self.bound() if low and low.comparison == ">=" else None
        return (low.number, high.number) if high and high.comparison == "<=" else None

    @rule
    def bound(self) -> FoundForm | None:
        """Read a number with a comparison before it, behind it, or both if they agree («от 70 и выше»)."""
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
        return FoundForm(Bound, amount, comparison=before or behind) if before or behind else None

    def comparison(self) -> str:
        """Read a comparison («не менее», «>») and return it as ">=", ">", "<=" or "<"; "" if there is none."""
        is_denied = self.next.word == "не" and self.tokens[self.place + 1].sort is ValueTokenSort.COMPARISON
        if is_denied:
            self.step()
        if self.next.sort is ValueTokenSort.COMPARISON:
            sign = self.step().word
            if is_denied:
                return _DENIED[sign]
            is_or_equal = sign in _OR_EQUAL and self.take_any("или =", "или равно")
            return _OR_EQUAL[sign] if is_or_equal else sign
        sign = self.take_phrase(COMPARISONS)
        if sign:
            self.take_any(", чем", "чем")
            self.take_one_of(("в", "у"))
            if self.next.word == ":" or (self.next.word == "-" and not self.tokens[self.place + 1].is_glued):
                self.step()  # «Не менее: 35 %»
        return sign

    @rule
    def comparison_behind(self) -> str:
        """Read a comparison behind its number: «70 и более», «70+»; "" if there is none."""
        if self.take("+"):
            return ">="
        return AFTER_NUMBER.get(self.step().word, "") if self.take_one_of(("и", "или")) else ""

    @rule
    def share_of_total(self) -> FoundForm | None:
        """Read «12 из 40», with the per cent behind it if there is one: «12 из 40 – 30%»."""
        found = self.of_total() or self.of_named_total()
        return found and self.share_behind(found)

    @rule
    def of_named_total(self) -> FoundForm | None:
        """Read «9 учителей математики из 12», with a doubt about the words between."""
        count = self.amount()
        if not count or not (count.noun or units.is_counted_in_whole(count.unit)):
            return None
        between = self.place
        while self.place - between < _WORDS_OF_COUNTED and self.is_word_ahead() and not self.may_begin(self.next):
            if self.step().word in _TAKE_FROM:
                return None
        words = self.quote(between)
        total = self.amount() if words and self.take("из") else None
        if not total or not total.may_be_count or total.value < count.value:
            return None
        if total.unit not in ("", count.unit) or (total.noun and not total.unit):
            return None  # «9 учителей математики из 12 школ»
        self.doubts.append(doubts.words_left_aside(f"{shown(count.value)} из {shown(total.value)}", words))
        return FoundForm(Share, count, count=count, total=total)

    def share_behind(self, found: FoundForm) -> FoundForm:
        """Add the per cent that stands behind a count and its total: «12 из 40 – 30 %», «12 (из 40) – 30 %»."""
        behind = self.place
        share = self.amount(signed=False) if self.take_one_of(BESIDE) else None
        if share and share.is_share:
            return replace(found, share=share, is_slash=False)
        self.place = behind
        return found

    @rule
    def count_beside_share(self) -> FoundForm | None:
        """Read «12 чел. – 30%» or «30%, 12 чел.»; with a doubt, as only the units say that they belong together."""
        first = self.amount()
        mark = self.take_one_of(BESIDE) if first else None
        second = self.amount(signed=False) if mark else None
        if not second or first.is_share == second.is_share:
            return None
        count, share = (second, first) if first.is_share else (first, second)
        is_told = count.unit or count.noun or mark.word == "/"
        if not is_told or not count.may_be_count:
            return None
        self.doubts.append(doubts.count_beside_share(shown(count.value), shown(share.value)))
        return FoundForm(Share, share, count=count, share=share)
