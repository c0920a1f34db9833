"""Says what a heading means: an indicator for certain, one that is taken near with a reason, or one to be proposed."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from indicators.quantity.units import PERCENT
from indicators.workbooks.known_names import KnownNames
from indicators.workbooks.near_names import MISTAKE
from indicators.workbooks.protocols import READ_SO, ExamProtocol
from indicators.workbooks.short_headings import SHORTENED
from portal.text.keys import natural_key

_MARK = re.compile(r"[\W_]*[2-5][\W_]*")
_WORDY = re.compile(r"[^\W\d_]{2}")
_TELLING = 3  # words that mean something without the exam of the sheet
# Of an indicator, but not its value: how it changed, how far it is from the plan, which place that makes.
_DERIVED = re.compile(
    r"^\W*(?:откл(?:\.|онени\w*)|динамика|прирост|разниц\w*|изменени\w*|рейтинг|ранг|место|%\s*вып\w*|(?:процент|доля)\s+выполнени\w*|"
    r"выполнени\w*|\+\s*/\s*-|дата|примечани\w*|комментари\w*)(?!\w)",
    re.I,
)


class HeadingMeaning(NamedTuple):
    """`indicator` is taken, for the reason `why` if its name is another; else `likely` is proposed."""

    indicator: int | None = None
    why: str = ""
    likely: int | None = None


def is_derived(titles: Sequence[str]) -> bool:
    """Return whether the lowest heading says that what stands under it is no value of an indicator."""
    return bool(titles) and _DERIVED.match(titles[-1]) is not None


class Headings:
    """Reads the headings of one table; `context` is its exam and subject, `captions` stand over it."""

    def __init__(
        self, catalogue: KnownNames, protocol: ExamProtocol | None, context: str = "", captions: Sequence[str] = ()
    ):
        self.catalogue, self.protocol, self.context, self.captions = catalogue, protocol, context, captions

    def asked(self, title: str) -> str:
        """The heading as a person is asked about it and as it is remembered: with the exam of its sheet."""
        return f"{self.context}: {title}" if self.context and title else title

    def exact(self, titles: Sequence[str], column: int) -> int | None:
        """The indicator that the lowest heading names, alone or with those above it and the exam of the sheet."""
        above = [self.context] if self.context else []
        return self.catalogue.indicator_names.find_last([*above, *titles] if titles else []) or self.of_protocol(
            titles, column
        )

    def of_protocol(self, titles: Sequence[str], column: int) -> int | None:
        return self.protocol.indicator(titles, column) if self.protocol and titles else None

    def is_of_protocol(self, indicator: int, titles: Sequence[str], column: int) -> str:
        return READ_SO if indicator == self.of_protocol(titles, column) else ""

    def near(self, titles: Sequence[str], column: int = 0, unit: str = "") -> HeadingMeaning:
        """What headings mean that are no name of the catalogue: nearly one, or short for one."""
        texts = [" ".join(titles[first:]) for first in range(len(titles) - 1, -1, -1)]
        if found := next((near for text in texts if (near := self.catalogue.near_indicators.find(text))), None):
            is_sure = found[1] != MISTAKE and not self.catalogue.indicator_names.is_in_other_unit(
                ": ".join(titles), found[0]
            )
            return HeadingMeaning(found[0], found[1]) if is_sure else HeadingMeaning(why=found[1], likely=found[0])
        if meaning := self._short(titles, column, unit):
            return meaning
        return HeadingMeaning(likely=self.catalogue.likely_indicator(list(titles)))

    def _short(self, titles: Sequence[str], column: int, unit: str) -> HeadingMeaning | None:
        heading = " ".join(titles)
        if not heading or not (_WORDY.search(heading) or _MARK.fullmatch(titles[-1])):
            return None
        if not unit and self.protocol and _MARK.fullmatch(titles[-1]):
            unit = PERCENT if column in self.protocol.shares else "чел."
        elif not unit and _MARK.fullmatch(titles[-1]):
            return None
        find = self.catalogue.short_headings.find
        found = [find(heading, self.context, unit)]
        if self.context and not (found[0] and not found[0].is_likely):
            found += [find(f"{caption} {heading}", self.context, unit) for caption in self.captions[:4]]
        found = sorted(filter(None, found), key=lambda fit: fit.is_likely)
        if found:
            fit = found[0]
            return HeadingMeaning(likely=fit.indicator) if fit.is_likely else HeadingMeaning(fit.indicator, SHORTENED)
        if self.context and len(natural_key(heading).split()) >= _TELLING and (fit := find(heading, "", unit)):
            return None if fit.is_likely else HeadingMeaning(likely=fit.indicator)
        return None
