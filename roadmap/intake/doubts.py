"""Gathers everything doubtful about an uploaded document into one list, the worst first, each wording once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from portal.text.keys import natural_key
from roadmap.intake.indicator_matching import NamedIndicator
from roadmap.intake.meaning import doubts_of_meaning
from roadmap.intake.school_matching import NamedInDocument
from roadmap.recognition.accounts import RecognitionDoubt, Weight
from roadmap.recognition.reading import Recognition
from schools.directory.models import Municipality

_COMMON_WORDS = frozenset(
    ["район", "округ", "муниципальный", "городской", "сельский", "образование", "город", "поселение", "край", "область"]
)
_SHARED_LETTERS = 5
"""The number of first letters that a place name shares with its other cases and its adjective."""


@dataclass(frozen=True)
class DoubtedWording:
    """A wording that is doubted for `reasons` of one `weight`, and the `places` in the source that have it."""

    text: str
    reasons: tuple[str, ...]
    places: tuple[str, ...]
    weight: Weight

    def as_json(self) -> list[dict]:
        """Return one doubt for each place, in the form that other programs read."""
        reason = " ".join(self.reasons)
        return [RecognitionDoubt(reason, place, self.text, self.weight).as_json() for place in self.places or ("",)]


def doubts_about(
    recognition: Recognition,
    municipality: Municipality | None,
    names: Sequence[NamedInDocument],
    indicators: Sequence[NamedIndicator],
    stated: str | None = None,
) -> list[DoubtedWording]:
    """Return the doubts about the reading, the municipality, names, and the meaning of values, terms and responsibles.

    `stated` is the municipality that the document itself names, if somebody has put another one in its place.
    """
    document = recognition.document
    named = document["municipality"].get("name", "") if stated is None else stated
    of_municipality = _doubt_municipality(named, municipality) if municipality else []
    doubts = [*of_municipality, *recognition.doubts]
    doubts += [
        RecognitionDoubt(f"Школа: {reason} Скажите ниже, кто это.", *_split_place(each.name), Weight.MEANING)
        for each in names
        for reason in each.doubts
    ]
    doubts += [
        RecognitionDoubt(
            "Похожий показатель в каталоге уже есть. Скажите ниже, тот же ли это.",
            *_split_place(each.title),
            Weight.MEANING,
        )
        for each in indicators
    ]
    new = [each.name for each in names if each.is_new]
    return gather_doubts([*doubts, *doubts_of_meaning(document, municipality, new)])


def gather_doubts(doubts: Iterable[RecognitionDoubt]) -> list[DoubtedWording]:
    """Join doubts with the same words and weight into one, the worst weight first; doubts without words stay apart."""
    found: dict[tuple, list[RecognitionDoubt]] = {}
    for number, doubt in enumerate(doubts):
        found.setdefault((doubt.weight, natural_key(doubt.text) or number), []).append(doubt)
    wordings = [
        DoubtedWording(
            same[0].text,
            tuple(dict.fromkeys(each.reason for each in same)),
            tuple(dict.fromkeys(each.place for each in same if each.place)),
            weight,
        )
        for (weight, _words), same in found.items()
    ]
    return sorted(wordings, key=lambda each: each.weight)


def _doubt_municipality(named: str, municipality: Municipality) -> Iterable[RecognitionDoubt]:
    """Yield a doubt if the name in the document shares no word but «район» and so on with the municipality's."""
    own, theirs = _distinctive_words(municipality.name), _distinctive_words(named)
    if theirs and own and not any(one[:_SHARED_LETTERS] == other[:_SHARED_LETTERS] for one in own for other in theirs):
        reason = f"Документ называет «{named}», а вносится он для «{municipality}». Тот ли это файл?"
        yield RecognitionDoubt(reason, weight=Weight.WHOLE)


def _distinctive_words(name: str) -> set[str]:
    return {word for word in natural_key(name).split() if word not in _COMMON_WORDS and len(word) > 2}


def _split_place(text: str) -> tuple[str, str]:
    """Return the first place that a recognised string came from, or an empty string, and its words."""
    places = getattr(text, "places", ())
    return (places[0] if places else ""), str(text)
