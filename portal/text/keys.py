"""Words as people search and sort them."""

import re
from functools import reduce
from operator import or_

from django.db.models import Q

from portal.text.phrases import forms_of

_NOT_WORD = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"\d+")


def natural_key(text: str) -> str:
    """A key that sorts and searches Russian names the way people do, on every database.

    Case, «ё», quotation marks, dashes and «№» make no difference; numbers sort by size, so that
    «Школа № 2» stands before «Школа № 10».
    """
    words = _NOT_WORD.sub(" ", text.casefold().replace("ё", "е")).strip()
    return _NUMBER.sub(lambda number: number[0].zfill(6), words)


def has_words(text: str, words: str) -> bool:
    """Whether a text holds every one of the words as `containing` finds them in a database."""
    key = natural_key(text)
    return all(any(form in key for form in forms_of(word)) for word in natural_key(words).split())


def containing(key_field: str, words: str) -> Q:
    """Names whose key holds every one of the words, in any order, in any form: «педагогов» finds «педагог»."""
    found = Q()
    for word in natural_key(words).split():
        found &= reduce(or_, (Q(**{f"{key_field}__contains": form}) for form in forms_of(word)))
    return found
