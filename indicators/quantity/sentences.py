"""The grammar of a value within words, with its year before it and further information behind it.

    sentence  = when? lead form told* full stop?
    lead      = words without figures («доля охвата», «составит»)
    form      = way | became | times | goal | share of total | range | bound | amount
    way       = («с» | «от») amount when? «до» amount when?
    times     = comparison? «в»? amount «раза» | «вдвое»
    told      = brackets | share | earlier value | difference | parts | base | when

Unknown words are left aside with a doubt; if they hold figures or may tell a change («на 5 %», «прирост»), the whole
text stays unread.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise, zip_longest

from indicators.quantity import doubts, numerals, units
from indicators.quantity.bases import CHANGE, RELATIVE
from indicators.quantity.figures import is_year, shown
from indicators.quantity.found_form import FoundForm
from indicators.quantity.grammar import ABOUT, BESIDE
from indicators.quantity.headings import HEADING_ENDS, NEGATION, is_balanced
from indicators.quantity.quantities import Number, Share
from indicators.quantity.spelling import hides_comparison
from indicators.quantity.tokens import ValueToken, ValueTokenSort
from indicators.quantity.ways import WAS, WayRules
from portal.reading.cursor import rule

_MOST_TOLD = 8  # pieces of information about one value; with more of them it is a text
_WORDS_BEFORE_A_FIGURE = 5  # the longest comparison with «чем в» behind it
_WORDS_OF_A_BASE = 3  # «из 120 педагогов района 30»
_NOT_BEFORE_A_VALUE = frozenset(
    (
        *(
            "на",
            "до",
            "от",
            "с",
            "со",
            "к",
            "из",
            "более",
            "менее",
            "выше",
            "ниже",
            "больше",
            "меньше",
            "не",
            "ни",
            "нет",
        ),
        *("без", "через", "при", "свыше", "и", "или", "по", "о", "об", "№", "п", "пункт", "стр"),
        *("кл", "класс", "класса", "классы", "классе", "приказ", "приказом", "приказа", "ст", "статья", "форма"),
        *("таблица", "приложение", "школа", "гимназия", "лицей"),
    )
)
_KNOWN_LEAD = re.compile(
    r"составил|составля|составит|составят|достиг|будет|равен|равна|равно|сохран|держ|удерж|оста[енл]|уровн|на$|в$|до$"
    r"|показател|значени|г$|год|итог|факт|охват|дол[яию]|количеств|числ|удельн|вес$|всего|имеет|кол-во$|отметк"
    r"|успеваемост|качеств|достигнут|процент|абсолютн|план|ожида|прогноз|обеспеч|достиж|целев|результат|средн|балл|свед"
)
_VERB = re.compile(
    r"составил|составля|составит|составят|достиг|будет|равен|равна|равно|сохран|удерж|оста[енл]|уровне|отметке"
)
_DONE = re.compile(r"[а-я]+(?:ен[оыа]|ан[оыа]|ято|яты|ыто|ыты|ли|ло|лось|лись)$")  # «проведено», «приняли участие»
# «функционируют», «открыты»
_DOES = re.compile(r"[а-я]{3,}(?:[аяую]т(?:ся)?|ен[оыа]|ан[оыа]|[яы]т[оыа]|ли|лись|ло|лось)$")
_DONE_BY_MANY = re.compile(r"[а-я]{4,}ли(?:сь)?$")
_PAST_OF_MANY = re.compile(r"[а-я]+(?:ли|лись|ло|лось)$")
_ABOUT_BOUND = ("немногим", "чуть", "немного", "несколько")
_OPEN_A_FORM = frozenset((*_ABOUT_BOUND, *WAS))
_LEAD_MARKS = frozenset((",", ":", "-", "=", "«", "»", '"', ".", "(", ")", "/"))
_IS_OF_AGE = re.compile("лет$|летн")


class SentenceGrammar(WayRules):
    takes_nouns = True

    def value(self) -> FoundForm | None:
        """Read the cell as a bare value, else as a value within words; None if neither fits."""
        self.has_figure = any(token.figure for token in self.tokens)
        if not self.has_figure and not any(token.word in numerals.TIMES for token in self.tokens):
            return None
        return (
            self.bare_value()
            or self.multiple_in_a_word()
            or (self.has_figure and (self.not_one() or self.sentence() or self.all_in_brackets() or self.named()))
            or None
        )

    @rule
    def all_in_brackets(self) -> FoundForm | None:
        """Read a value that stands in brackets as a whole, perhaps without its unit, with a doubt: «(40–45) %»."""
        marks = [place for place, token in enumerate(self.tokens) if token.word in ("(", ")")]
        if [self.tokens[place].word for place in marks] != ["(", ")"] or marks[0]:
            return None
        self.place = marks[1] + 1
        unit = self.unit()
        self.full_stop()
        if not self.is_at_end:
            return None
        inner = SentenceGrammar([*self.tokens[1 : marks[1]], *self.tokens[marks[1] + 1 :]], self.measure)
        found = inner.value()
        if not found or (unit and (found.makes is Share or is_year(found.number.figure.text))):
            return None  # «(2025) чел.»
        self.doubts += [*inner.doubts, doubts.all_in_brackets()]
        return found

    @rule
    def not_one(self) -> FoundForm | None:
        """Read «ни одного выпускника», «ни одной школы» as none, with a doubt."""
        amount = self.amount() if self.take("ни") else None
        words = self.quote(0)
        self.full_stop()
        if not amount or amount.written != 1 or not amount.figure.figure.is_in_words or not self.is_at_end:
            return None
        self.doubts.append(doubts.not_one(words))
        return FoundForm(Number, replace(amount, written=Decimal(0)))

    @rule
    def sentence(self) -> FoundForm | None:
        """Read a year, then a lead, then a form with all that is told of it; tries where the form may begin."""
        self.year_before()
        start = self.place
        first = next((place for place in range(start, len(self.tokens)) if self.may_be_value(place)), None)
        if first is None:
            return None
        behind_names = max((place + 1 for place in range(start, first) if self.is_number_of_name(place)), default=start)
        counted = next((place for place in range(start, first) if self.may_be_counted(place)), first)
        for place in range(max(behind_names, first - _WORDS_BEFORE_A_FIGURE), first + 1):
            lead = self.tokens[start:place]
            is_dash_of_lead = lead and self.tokens[place].sort is ValueTokenSort.DASH
            if is_dash_of_lead or not self.may_begin(self.tokens[place]) or not _may_lead(lead, counted < place):
                continue
            for form in self.forms(self.tokens[place]):
                self.place = place
                if found := self.told(form, lead):
                    return found
        return None

    def may_begin(self, token: ValueToken) -> bool:
        return super().may_begin(token) or token.word in _OPEN_A_FORM or CHANGE.match(token.word) is not None

    def may_be_value(self, place: int) -> bool:
        """Whether that token is a figure, but no year («в 2023 году»), age («5–18 лет») or figure of a name («№ 7»)."""
        if not self.tokens[place].figure or self.is_number_of_name(place):
            return False
        here, self.place = self.place, place + 1
        is_year_told = is_year(self.tokens[place].text) and self.next.word in (")", "г", "год", "году", "года")
        is_age = self.is_of_class_or_age(_IS_OF_AGE)
        self.place = here
        return not (is_year_told or is_age)

    def may_be_counted(self, place: int) -> bool:
        """Whether that token is a figure, but no points («27 баллов») and no threshold («по 2 и более предметам»)."""
        is_figure = self.tokens[place].figure is not None
        return is_figure and not (self.are_points(place) or self.is_threshold(place))

    def forms(self, token: ValueToken) -> tuple[Callable, ...]:
        """The rules for forms that may begin with that token, the more particular ones first."""
        shares = (self.total_first, self.share_of_total, self.count_beside_share)
        if token.figure:
            return (*shares[1:], self.arrow, self.range, self.bound, self.number)
        if token.word == "в":
            return (self.times, self.range)
        if token.word in WAS:
            return (self.became,)
        return (self.way, self.times, self.goal, *shares, self.range, self.bound, self.number)

    @rule
    def told(self, form: Callable, lead: list[ValueToken]) -> FoundForm | None:
        """Read that form behind the lead, and all that is told of it to the end of the cell; else None."""
        start = self.place
        about = self.take_one_of(ABOUT) or self.take_one_of(_ABOUT_BOUND)
        found = form()
        if not found or not self.hangs_together(found, form, lead):
            return None
        value = self.quote(start)
        if about:
            self.doubts.append(doubts.approximate(about.text))
        for _ in range(_MOST_TOLD):
            if not (more := self.more(found)):
                break
            found = more
        self.full_stop()
        if not self.is_at_end:
            return None
        if form == self.bound and found.comparison == "<=" and _tells_change(lead):
            found = replace(found, makes=Number, comparison=None)
        says_so_itself = form in self.told_themselves or self.is_marked_off(found, lead)
        if lead and not (_is_known(lead) and says_so_itself):
            words = "".join(("" if token.is_glued else " ") + token.text for token in lead).strip()
            self.doubts.append(doubts.words_left_aside(value, words))
        return found

    def hangs_together(self, found: FoundForm, form: Callable, lead: list[ValueToken]) -> bool:
        """Return whether the words of the lead can stand before the form that was found, so that it is the value."""
        amount = found.upper or found.number
        words = _word_tokens(lead)
        if amount.unit == units.TIMES and form != self.times:
            return False
        if _tells_change(lead):
            is_goal = form == self.bound and self.tokens[self.place_of(found) - 1].word == "до"
            return form in self.told_themselves or is_goal
        if words and words[-1].word == "на":
            return False
        if words and words[-1].word == "в" and not (amount.noun or amount.may_be_count or self.is_behind_counted()):
            return False
        if self.ends_a_name(found, lead):
            return False
        if amount.noun.startswith("«") and words and not _DOES.match(words[-1].word):
            return False  # «детский сад 3 «Росток»»
        if any(token.figure and not is_year(token.text) for token in lead) and not (amount.unit or amount.noun):
            return False  # «СОШ № 7 – 3»
        return not lead or _is_known(lead) or self.is_marked_off(found, lead) or self.names_unit(lead)

    def is_behind_counted(self) -> bool:
        """Return whether the value just read ends with what is counted: «в 100 % школ»."""
        word = self.tokens[self.place - 1].word
        return units.unit_of_noun(word) is not None or units.is_counted_in_whole(word)

    def ends_a_name(self, found: FoundForm, lead: list[ValueToken]) -> bool:
        """Return whether the figure without a unit ends a name with capitals: «ФГОС-2021», «СанПиН-2021»."""
        amount = found.number
        if found.upper or amount.unit or not lead or not amount.figure.text.isdecimal():
            return False
        is_glued = self.is_glued_to_word(self.place_of(found)) and len(lead) > 1
        return is_glued and sum(map(str.isupper, lead[-2].text)) > 1

    def is_marked_off(self, found: FoundForm, lead: list[ValueToken]) -> bool:
        """Whether a unit, a dash or a verb sets the value off from its lead; «всего 42» is not, and raises a doubt."""
        words = _word_tokens(lead)
        has_unit = any(part.unit or part.noun for part in (found.upper or found.number, found.total) if part)
        is_named = bool(lead) and lead[-1].word in HEADING_ENDS
        return has_unit or is_named or (bool(words) and _VERB.match(words[-1].word) is not None)

    @property
    def told_themselves(self) -> tuple[Callable, ...]:
        """The forms that need no unit or mark to be set off from their lead."""
        return (self.way, self.arrow, self.became, self.times, self.goal)

    def place_of(self, found: FoundForm) -> int:
        return next(place for place, token in enumerate(self.tokens) if token is found.number.figure)

    @rule
    def total_first(self) -> FoundForm | None:
        """Read a share whose total comes first: «из 60 опрошенных 17»."""
        total = self.amount() if self.take("из") else None
        if not total or not total.may_be_count or not (total.unit or total.noun):
            return None
        between = self.place
        while self.next.sort is ValueTokenSort.WORD and self.place - between < _WORDS_OF_A_BASE:
            self.step()
        words = self.quote(between)
        self.take_one_of(BESIDE)
        count = self.amount(signed=False)
        if not count or not count.may_be_count or count.value > total.value:
            return None
        if words:
            self.doubts.append(doubts.words_left_aside(f"{shown(count.value)} из {shown(total.value)}", words))
        return FoundForm(Share, count, count=count, total=total)


_SORTS_OF_LEAD = (ValueTokenSort.WORD, ValueTokenSort.DASH, ValueTokenSort.FIGURE)


def _word_tokens(tokens: list[ValueToken]) -> list[ValueToken]:
    return [token for token in tokens if token.sort is ValueTokenSort.WORD]


def _tells_change(lead: list[ValueToken]) -> bool:
    is_of_people = any(token.word.startswith("квалификац") for token in lead)  # «повысили квалификацию»
    return not is_of_people and any(CHANGE.match(token.word) for token in lead)


def _may_lead(lead: list[ValueToken], has_figure: bool) -> bool:
    """Whether the lead has only words and plain marks, none of which denies the figure, numbers it or belongs to it."""
    if not is_balanced(lead) or _denies(lead, has_figure) or any(map(hides_comparison, lead)):
        return False
    if any(token.sort not in _SORTS_OF_LEAD and token.word not in _LEAD_MARKS for token in lead):
        return False
    words = _word_tokens(lead)
    if words and RELATIVE.match(words[-1].word) and words[-1].word != "уровне":
        return False
    if words and lead[-1].sort is ValueTokenSort.DASH and _tells_deed(words) and not _is_known(lead):
        return False
    is_class = len(lead) > 1 and lead[-2].figure is not None  # «ВПР 5 класс 45 %»
    return not words or _is_set_off(lead) or is_class or words[-1].word not in _NOT_BEFORE_A_VALUE


def _is_set_off(lead: list[ValueToken]) -> bool:
    return bool(lead) and lead[-1].word in (")", *HEADING_ENDS)


def _denies(lead: list[ValueToken], has_figure: bool) -> bool:
    """Return whether the lead denies the figure.

    «Не прошли порог 4 чел.» counts those who did not, «без «2» – 5 школ» those that have none.
    """
    for token, following in zip_longest(lead, lead[1:]):
        is_of_many = token.word == "не" and following and _PAST_OF_MANY.match(following.word) and not has_figure
        if token.word in NEGATION and not is_of_many and not (token.word == "без" and _is_set_off(lead)):
            return True
    return False


def _tells_deed(words: list[ValueToken]) -> bool:
    """Whether the words say what was done: «Подтвердили оценки – 67 %» is a result with a number, and stays text."""
    later = pairwise(words)
    return _DONE.match(words[0].word) is not None or any(
        before.word != "не" and _DONE_BY_MANY.match(word.word) for before, word in later
    )


def _is_known(lead: list[ValueToken]) -> bool:
    return all(_KNOWN_LEAD.match(token.word) or CHANGE.match(token.word) for token in _word_tokens(lead))
