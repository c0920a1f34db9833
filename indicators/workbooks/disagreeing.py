"""Checks whether the name beside a hidden label fits the label, and asks whose the values are if it doesn't."""

import re
from dataclasses import replace
from difflib import SequenceMatcher

from indicators.values.address import AddressPart
from indicators.workbooks.known_names import KnownNames
from indicators.workbooks.questions import BY_KEY, BY_NAME, SheetQuestions
from portal.text.keys import natural_key
from schools.directory.name_words import distinctive_words

_NUMBERING = re.compile(r"^\s*\d+(\.\d+)*[.)]?\s+")
_LONGEST = 300  # characters; longer names are not compared letter by letter
_LIKE = 0.8  # the least likeness (0 to 1) of two spellings of the same name


def whose(
    part: AddressPart, title: str, place: str, about: str, known: KnownNames, questions: SheetQuestions
) -> AddressPart | None:
    """The part that the label gives, if the name fits it; else the one that a person says, by label or by name.

    None if nobody has answered yet, or if the answer is not to load it.
    """
    if is_same_name(part, title, known):
        return part
    if questions.is_full:
        return None
    other = _named(part, title, known)
    own = name_of(part, known)
    options = [(BY_KEY, f"по скрытому номеру: «{own}»")]
    if other is not None:
        options.insert(0, (BY_NAME, f"по названию: «{name_of(other, known)}»"))
    said = f"Подписано «{title}», а по" if title.strip() else "Название стёрто, а по"
    words = f"{said} скрытому номеру портала это «{own}». Чьи это значения?"
    answer = questions.ask(about, place, words, options)
    return {BY_NAME: other, BY_KEY: part}.get(answer)


def is_same_name(part: AddressPart, title: str, known: KnownNames) -> bool:
    """Return whether the title names what the label gives, be it by a former name, without its kind, or with a mistake.

    Numbers in the name must be the same.
    """
    if not (part.has_school or part.indicator_id):
        return True
    if (other := _named(part, title, known)) is not None:
        return other == part
    own, said = natural_key(name_of(part, known)), natural_key(_NUMBERING.sub("", title))
    if part.has_school and part.school_id is None:
        return said.startswith(own)
    return is_like(own, said)


def is_like(own: str, said: str) -> bool:
    """Return whether two natural keys have the same numbers, and nearly the same letters in their distinctive words."""
    words = [" ".join(sorted(distinctive_words(key.split()))) or key for key in (own, said)]
    numbers = [sorted(word for word in key.split() if word.isdigit()) for key in (own, said)]
    if numbers[0] != numbers[1] or max(map(len, words)) > _LONGEST:
        return own == said
    return SequenceMatcher(None, *words, autojunk=False).ratio() >= _LIKE


def name_of(part: AddressPart, known: KnownNames) -> str:
    if part.has_school:
        return known.schools.names[part.school_id] if part.school_id else known.municipality.name
    return str(known.indicators[part.indicator_id])


def _named(part: AddressPart, title: str, known: KnownNames) -> AddressPart | None:
    """The part of an address for the school or indicator with that title; None if there is none."""
    if part.has_school:
        found = known.school(title)
        return found and replace(part, school_id=found[0])
    found = known.indicator_names.find(title)
    return found and replace(part, indicator_id=found)
