"""Declines words that aren't known in advance, by a dictionary of Russian."""

import re
from collections.abc import Sequence
from functools import lru_cache
from os.path import commonprefix

import pymorphy3
import pymorphy3_dicts_ru
from pymorphy3.analyzer import Parse

from portal.text.cases import Case


def phrase_in_case(words: Sequence[str], case: Case) -> list[str] | None:
    """Decline an inanimate noun with the adjectives before it: «муниципальной», «программы», in small letters.

    The words have to be in the nominative. Returns None if they aren't such a phrase.
    """
    *adjectives, noun = (word.casefold() for word in words)
    # Both parts are declined: «план-график», «плана-графика».
    nouns = [_reading(part, {"NOUN", "inan", "nomn"}) for part in noun.split("-")]
    if not all(nouns):
        return None
    tag = nouns[0].tag
    agreeing = {tag.number} | ({tag.gender} if tag.number == "sing" else set())
    readings = [
        _reading(word, agreeing | {"ADJF", "nomn"}) or _reading(word, agreeing | {"PRTF", "nomn"})
        for word in adjectives
    ]
    if not all(readings):
        return None
    if case == Case.ACCUSATIVE and agreeing & {"masc", "plur"}:
        agreeing.add(tag.animacy)  # it only matters for these
    declined = [_decline(word, reading, {case} | agreeing) for word, reading in zip(adjectives, readings, strict=True)]
    parts = zip(noun.split("-"), nouns, strict=True)
    return [*declined, "-".join(_decline(part, reading, {case, reading.tag.number}) for part, reading in parts)]


def phrase_in_nominative(words: Sequence[str]) -> list[str] | None:
    """Put an inanimate noun in the singular, with the adjectives before it, into the nominative: «новую», «программу».

    Returns None if the words are no such phrase.
    """
    *adjectives, noun = (word.casefold() for word in words)
    first, *further = noun.split("-")
    nouns = [_reading(first, {"NOUN", "inan", "sing"})]
    nouns += [nouns[0] and _reading(part, {"NOUN", "inan", "sing", nouns[0].tag.case}) for part in further]
    readings = [_reading(word, {"ADJF", "sing"}) or _reading(word, {"PRTF", "sing"}) for word in adjectives]
    if not all(nouns) or not all(readings):
        return None
    wanted = {"nomn", "sing"}
    agreeing = wanted | {nouns[0].tag.gender}
    declined = [_decline(word, reading, agreeing) for word, reading in zip(adjectives, readings, strict=True)]
    parts = zip(noun.split("-"), nouns, strict=True)
    return [*declined, "-".join(_decline(part, reading, wanted) for part, reading in parts)]


_RUSSIAN = re.compile(r"[а-яё-]+", re.IGNORECASE)
_LONGEST_BEGINNING = 5


def begun_in_case(text: str, case: Case) -> str:
    """Decline the phrase with which the text begins, and keep what depends on it: «администрации Заречного района».

    A text that begins with an abbreviation, which has no cases, is returned unchanged. Returns "" for unknown words.
    """
    words = text.split()
    if not words or (words[0].isupper() and len(words[0]) > 1):
        return "" if text.isupper() and len(words) > 1 else text
    for length in range(1, min(len(words), _LONGEST_BEGINNING) + 1):
        if declined := phrase_in_case(words[:length], case):
            written = [_with_capital_of(word, form) for form, word in zip(declined, words, strict=False)]
            return " ".join([*written, *words[length:]])
    return ""


def _with_capital_of(word: str, form: str) -> str:
    """Return the form with a capital letter if the word has one."""
    return form[:1].upper() + form[1:] if word[:1].isupper() else form


def noun_gender(text: str) -> str:
    """Return the gender of the noun that ends the text's first phrase: «masc», «femn», «neut», or "" if unknown."""
    words = text.split()[:_LONGEST_BEGINNING]
    for length in range(1, len(words) + 1):
        if phrase_in_case(words[:length], Case.GENITIVE):
            return _reading(words[length - 1].casefold(), {"NOUN", "inan", "nomn"}).tag.gender or ""
    return ""


@lru_cache(maxsize=20_000)
def base_form(word: str) -> str:
    """Return a Russian word's dictionary form, with «е» for «ё»: «класс» for «классах». Other words are unchanged."""
    if not _RUSSIAN.fullmatch(word):
        return word
    return _dictionary().parse(word)[0].normal_form.replace("ё", "е")


_LONG_FORM, _ROOT = 5, 3


@lru_cache(maxsize=20_000)
def forms_of(word: str) -> tuple[str, ...]:
    """Return a Russian word in all cases and numbers, with «е» for «ё»: «педагогов», «педагог», «педагога», …

    Forms that contain another one are left out, as a search for that finds them too. Short forms that begin otherwise
    than the word are left out, since other words contain them by chance («дней» of «день» is in «средней»).
    """
    if not _RUSSIAN.fullmatch(word):
        return (word,)
    readings = _dictionary().parse(word)
    alike = {form.word.replace("ё", "е") for each in readings for form in each.lexeme if _is_alike(form, each)}
    forms = {word} | {form for form in alike if len(form) >= _LONG_FORM or form[:_ROOT] == word[:_ROOT]}
    return tuple(sorted(form for form in forms if not any(other in form for other in forms - {form})))


_DECLINED = {"NOUN", "ADJF", "PRTF"}


def depends_on_words_before(word: str) -> bool:
    """Return whether the word is in a case with which no sentence begins: «Тавдинского», «образовательными»."""
    parses = _dictionary().parse(word.casefold())
    return all(parse.tag.POS in _DECLINED and not {"nomn"} & parse.tag.grammemes for parse in parses)


def is_word(word: str) -> bool:
    """Return whether the dictionary has the word in any form; it also has names of people and places."""
    return _dictionary().word_is_known(word.casefold())


def _is_alike(form: Parse, reading: Parse) -> bool:
    """Return whether it is the same word in another case or number; superlatives and other tenses are other words."""
    of_form, of_word = form.tag, reading.tag
    return (
        of_word.POS in _DECLINED
        and (of_form.POS, of_form.tense) == (of_word.POS, of_word.tense)
        and "Supr" not in of_form
        and "Supr" not in of_word
    )


def _reading(word: str, grammemes: set[str]) -> Parse | None:
    """Return the likeliest of the word's readings that has all of the grammemes, or None."""
    return next((parse for parse in _dictionary().parse(word) if grammemes <= parse.tag.grammemes), None)


def _decline(word: str, reading: Parse, grammemes: set[str]) -> str:
    """Return the word's form with the grammemes, with «е» for «ё» if so written; an indeclinable word is unchanged."""
    forms = [form.word for form in reading.lexeme if grammemes <= form.tag.grammemes]
    declined = max(forms, key=lambda form: _letters_shared(form, reading.word), default=reading.word)
    return declined if "ё" in word or "ё" not in reading.word else declined.replace("ё", "е")


def _letters_shared(form: str, word: str) -> int:
    """Count the letters with which both begin, because «лучший» and «наилучший» are both forms of «хороший»."""
    return len(commonprefix([form, word]))  # noqa: RUF071 - of letters, not of paths


@lru_cache(maxsize=1)
def _dictionary() -> pymorphy3.MorphAnalyzer:
    """Load the dictionary when it is first needed, once per process: it takes about 0.2 s and 20 MB."""
    return pymorphy3.MorphAnalyzer(path=pymorphy3_dicts_ru.get_path())
