"""Words that aren't known beforehand, declined by a dictionary of Russian."""

import re
from collections.abc import Sequence
from functools import lru_cache
from os.path import commonprefix

import pymorphy3
import pymorphy3_dicts_ru
from pymorphy3.analyzer import Parse

from portal.text.cases import Case


def phrase_in_case(words: Sequence[str], case: Case) -> list[str] | None:
    """An inanimate noun with the adjectives before it, in small letters: «муниципальной», «программы».

    None where the words, which are in the nominative, aren't such a phrase.
    """
    *adjectives, noun = (word.casefold() for word in words)
    # «план-график»: «плана-графика».
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
        agreeing.add(tag.animacy)  # which only these show
    declined = [_declined(word, reading, {case} | agreeing) for word, reading in zip(adjectives, readings, strict=True)]
    parts = zip(noun.split("-"), nouns, strict=True)
    return [*declined, "-".join(_declined(part, reading, {case, reading.tag.number}) for part, reading in parts)]


_RUSSIAN = re.compile(r"[а-яё-]+", re.IGNORECASE)
_LONGEST_BEGINNING = 5


def begun_in_case(text: str, case: Case) -> str:
    """«администрации Заречного района»: the phrase that the text begins with declined, what it governs as it is.

    The text itself where it begins with an abbreviation, which has no cases; empty where its words aren't known.
    """
    words = text.split()
    if not words or (words[0].isupper() and len(words[0]) > 1):
        return "" if text.isupper() and len(words) > 1 else text
    for length in range(1, min(len(words), _LONGEST_BEGINNING) + 1):
        if declined := phrase_in_case(words[:length], case):
            written = [_as_written(form, word) for form, word in zip(declined, words, strict=False)]
            return " ".join([*written, *words[length:]])
    return ""


def _as_written(form: str, word: str) -> str:
    """With the capital letter that the word has."""
    return form[:1].upper() + form[1:] if word[:1].isupper() else form


def noun_gender(text: str) -> str:
    """«masc», «femn» or «neut» of the noun that the text's first phrase ends with; empty where it isn't known."""
    words = text.split()[:_LONGEST_BEGINNING]
    for length in range(1, len(words) + 1):
        if phrase_in_case(words[:length], Case.GENITIVE):
            return _reading(words[length - 1].casefold(), {"NOUN", "inan", "nomn"}).tag.gender or ""
    return ""


@lru_cache(maxsize=20_000)
def base_form(word: str) -> str:
    """A Russian word as a dictionary has it, with «е» for «ё»: «классах» is «класс»; others stay as they are."""
    if not _RUSSIAN.fullmatch(word):
        return word
    return _dictionary().parse(word)[0].normal_form.replace("ё", "е")


_LONG_FORM, _ROOT = 5, 3


@lru_cache(maxsize=20_000)
def forms_of(word: str) -> tuple[str, ...]:
    """A small-lettered Russian word in whatever case and number, with «е» for ё: «педагогов», «педагог», «педагога» …

    The fewest of them: whatever contains a form contains one of these. Short forms that begin otherwise than the word
    are left out, since words contain such by chance («дней» of «день» stands in «средней»).
    """
    if not _RUSSIAN.fullmatch(word):
        return (word,)
    readings = _dictionary().parse(word)
    alike = {form.word.replace("ё", "е") for each in readings for form in each.lexeme if _is_alike(form, each)}
    forms = {word} | {form for form in alike if len(form) >= _LONG_FORM or form[:_ROOT] == word[:_ROOT]}
    return tuple(sorted(form for form in forms if not any(other in form for other in forms - {form})))


_DECLINED = {"NOUN", "ADJF", "PRTF"}


def _is_alike(form: Parse, reading: Parse) -> bool:
    """The same word in another case or number; a superlative, or a participle of another tense, is another word."""
    of_form, of_word = form.tag, reading.tag
    return (
        of_word.POS in _DECLINED
        and (of_form.POS, of_form.tense) == (of_word.POS, of_word.tense)
        and "Supr" not in of_form
        and "Supr" not in of_word
    )


def _reading(word: str, grammemes: set[str]) -> Parse | None:
    """The likeliest of the word's readings that have all of the grammemes."""
    return next((parse for parse in _dictionary().parse(word) if grammemes <= parse.tag.grammemes), None)


def _declined(word: str, reading: Parse, grammemes: set[str]) -> str:
    """With «е» for «ё» where the writer has it so; a word that has no cases stays."""
    forms = [form.word for form in reading.lexeme if grammemes <= form.tag.grammemes]
    declined = max(forms, key=lambda form: _letters_shared(form, reading.word), default=reading.word)
    return declined if "ё" in word or "ё" not in reading.word else declined.replace("ё", "е")


def _letters_shared(form: str, word: str) -> int:
    """From the beginning on: «лучший» and «наилучший» are both forms of «хороший»."""
    return len(commonprefix([form, word]))  # noqa: RUF071 - of letters, not of paths


@lru_cache(maxsize=1)
def _dictionary() -> pymorphy3.MorphAnalyzer:
    """Read when it is first asked, once a process: it takes about 0.2 s and 20 MB."""
    return pymorphy3.MorphAnalyzer(path=pymorphy3_dicts_ru.get_path())
