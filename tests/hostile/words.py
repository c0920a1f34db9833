"""Texts that are slow to read if a pattern backtracks, or if every word is compared with every other."""

import random

# Repeated up to a length, with what begins and ends them.
_REPEATED = {
    "a long word": ("", "ш", ""),
    "a long word with a capital": ("", "Ш", "ш"),
    "latin letters": ("", "a", ""),
    "digits": ("", "9", ""),
    "digits with blanks": ("", "9 ", ""),
    "numbers and commas": ("", "1,", ""),
    "numbers and points": ("", "1.", ""),
    "blanks": ("а", " ", "б"),
    "no-break blanks": ("а", "\u00a0", "б"),
    "tabulators": ("а", "\t", "б"),
    "line breaks": ("а", "\n", "б"),
    "soft breaks": ("а", "\x0b", "б"),
    "hyphens": ("", "-", ""),
    "dashes with blanks": ("", " – ", ""),
    "open brackets": ("", "(", ""),
    "brackets": ("", "()", ""),
    "quotation marks": ("", "«", ""),
    "quotations": ("", "«а» ", ""),
    "asterisks": ("", "*а ", ""),
    "pairs of asterisks": ("", "**", "а"),
    "semicolons": ("", ";", ""),
    "words and commas": ("", "школа, ", ""),
    "words and no sign": ("", "школа ", ""),
    "short words": ("", "и ", ""),
    "schools": ("", "МБОУ СОШ № 1, ", ""),
    "numbers of schools": ("", "№ 1 – 9, ", ""),
    "months": ("", "январь ", ""),
    "months and years": ("", "до 1 сентября 2021 года, ", ""),
    "ranges": ("", "1-2-", ""),
    "years": ("", "2020-2021 ", ""),
    "per cent": ("", "%", ""),
    "shares": ("", "1 из 2 ", ""),
    "numerals in words": ("", "двадцать ", ""),
    "fields": ("", "{{ а ", ""),
    "addresses": ("", "a@", ".ru"),
    "persons": ("", "Иванов И.И., ", ""),
    "dotted": ("", "а.", ""),
    "slashes": ("", "а/", ""),
    "emojis": ("", "😀", ""),
    "accents": ("", "а\u0301", ""),
    "joined by hyphens": ("", "а-", "а"),
    "quoted cells": ("", '"', ""),
    "tags": ("", "<p>", ""),
    "entities": ("", "&amp;", ""),
    "NUL": ("", "\x00а", ""),
    "lists": ("", "1) а\n", ""),
    "bullets": ("", "- а\n", ""),
    "periods of other scripts": ("", "٣", ""),
    "powers": ("", "1e999 ", ""),
}

_OF_PLANS = [
    "до", "с", "по", "не позднее", "ежегодно", "январь", "июнь", "1", "2021", "года", "–", ";", "(", ")", "в течение",
    "квартал", "школа", "№ 3", "директор", "и",
]  # fmt: skip


def hostile_words(length: int) -> dict[str, str]:
    """Return texts of about this length by what they have."""
    found = {
        name: start + piece * ((length - len(start) - len(end)) // len(piece)) + end
        for name, (start, piece, end) in _REPEATED.items()
    }
    draw = random.Random(length)
    found["different words"] = _filled(length, lambda: f"{draw.choice('абвгд')}{draw.randrange(10**6)}н ")
    found["different numbers"] = _filled(length, lambda: f"{draw.randrange(10**6)}; ")
    found["signs at random"] = _filled(length, lambda: draw.choice("«»()–-,.;:%№/ 0123456789абвШк\n*"))
    found["words of plans"] = _filled(length, lambda: f"{draw.choice(_OF_PLANS)} ")
    return found


def _filled(length: int, piece) -> str:
    pieces, left = [], length
    while left > 0:
        pieces.append(piece())
        left -= len(pieces[-1])
    return "".join(pieces)[:length]
