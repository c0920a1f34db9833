"""Makes keys by which Russian texts are searched and sorted."""

import re
from functools import reduce
from operator import or_

from django.db.models import Q

from portal.text.phrases import forms_of

_NOT_WORD = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"\d+")
_LETTERS = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-z]")
_MIXED = re.compile(r"(?=.*[а-яё])[а-яёabcehkmoptxacekopxy]+", re.IGNORECASE)
_LIKE_RUSSIAN = re.compile("[ABCEHKMOPTXacekopxy]+")
_LOOK_ALIKES = str.maketrans("ABCEHKMOPTXacekopxy", "АВСЕНКМОРТХасекорху")
_END = 60  # letters, in which a text's last word is looked for first


def natural_key(text: str) -> str:
    """Return a key that sorts and searches Russian names the way people do, in every database.

    Case, «ё», quotation marks, dashes and «№» make no difference; numbers sort by size, so that
    «Школа № 2» stands before «Школа № 10».
    """
    words = _NOT_WORD.sub(" ", text.casefold().replace("ё", "е")).strip()
    return _NUMBER.sub(lambda number: number[0].zfill(6), words)


def in_cyrillic(text: str, *, whole_words: bool = False) -> str:
    """Replace Latin letters within Russian words by the Cyrillic ones that look the same: in «COШ», «MБОУ».

    With `whole_words` also in words that have no other letters, for a text that is Russian for certain: «He», «OO».
    """
    if not _LATIN.search(text):
        return text

    def replace(word: re.Match) -> str:
        is_like_russian = _MIXED.fullmatch(word[0]) or (whole_words and _LIKE_RUSSIAN.fullmatch(word[0]))
        return word[0].translate(_LOOK_ALIKES) if is_like_russian else word[0]

    return _LETTERS.sub(replace, text)


def last_word(text: str) -> str:
    """Return the last word of the text's key, or ""; only the text's end is read if that is enough."""
    _, blank, word = natural_key(text[-_END:]).rpartition(" ")
    return word if blank or len(text) <= _END else natural_key(text).rpartition(" ")[2]


def has_words(text: str, words: str) -> bool:
    """Return whether a text contains all the words, just as `containing` finds them in a database."""
    key = natural_key(text)
    return all(any(form in key for form in forms_of(word)) for word in natural_key(words).split())


def containing(key_field: str, words: str) -> Q:
    """Return a condition for keys that contain all the words, in any order and form: «педагогов» finds «педагог»."""
    found = Q()
    for word in natural_key(words).split():
        found &= reduce(or_, (Q(**{f"{key_field}__contains": form}) for form in forms_of(word)))
    return found
