"""Finds acts that a document only names: in a stamp, in its text, and the programme that an act amends."""

from __future__ import annotations

import re
from collections.abc import Iterable

from portal.text.phrases import phrase_in_nominative
from roadmap.recognition.captions import AnnexCaption, caption_of
from roadmap.recognition.placed import PlacedText

_ACT = r"(приказ|постановлени|распоряжени|решени)\w*"
_OF_STAMP = re.compile(rf"\W*(?:от\s|{_ACT})", re.I)
_WITH_NUMBER = re.compile(r"(?:№|\bn(?=\s*\d))\s*\S", re.I)
_APPROVED = re.compile(
    rf"\b(?:программа|план|план-график|карта|мер|проект)(?:\s+(?:мероприятий|работы))?(?:\s+\(?«[^«»]{{1,200}}»\)?)?\s+"
    rf"утвержд[её]н[ао]?\s+{_ACT}\s[^.;№]{{0,200}}?"
    r"\bот\s[^;№]{4,40}№\s*[^\s,;)]+",
    re.I,
)
_AMENDS = re.compile(r"\W*о\s+внесении\s+изменени", re.I)
_APPROVES = re.compile(r"\W*об\s+утверждении\b", re.I)
_AMENDED = re.compile(
    r"\b(?:об\s+утверждении|внести\s+(?:изменени\w+\s+)?в(?:\s+приложение\s+(?:№\s*\d+\s+)?к)?|изменени\w+\s+в)\s+"
    r"((?:[а-яё-]{3,30}\s+){0,3}?(?:программ\w{1,3}|план(?:а|е|-графика?)?|карт[ыуе]|комплекса?\s+мер)\b.{0,400}?)"
    r"(?=,?\s*\(?утвержд|,?\s+следующ|»?\W*$|\.\s)",
    re.I | re.S,
)
_NOUN = re.compile(r"программ|план|карт|комплекс", re.I)
_MOST_LETTERS = 2_000
_WORDS = {"постановлени": "ПОСТАНОВЛЕНИЕ", "распоряжени": "РАСПОРЯЖЕНИЕ", "решени": "РЕШЕНИЕ"}


def act_of_stamp(lines: list[PlacedText]) -> AnnexCaption | None:
    """Return the act that a stamp names («приказ от 29.08.2025 № 114-ОД»), or None."""
    for at, line in enumerate(lines):
        if _OF_STAMP.match(line) and any(map(_WITH_NUMBER.search, lines[at:])):
            found = caption_of(lines[at:])
            return found if found.order_number and found.order_date else None
    return None


def act_in_text(sections: Iterable[dict]) -> dict:
    """Return the order by which the text says that the programme is approved, or {} if it doesn't say so."""
    for section in sections:
        text = section.get("text", PlacedText(""))
        if found := _APPROVED.search(text[:_MOST_LETTERS]):
            caption = caption_of([PlacedText(found[0], getattr(text, "places", ())[:1])])
            if not caption.order_number or not caption.order_date:
                return {}
            number = caption.text.with_text(caption.order_number)
            order = {"id": caption.order_number, "number": number, "date": caption.text.with_text(caption.order_date)}
            word = _WORDS.get(found[1].casefold())
            return order | ({"act": caption.text.with_text(word)} if word else {})
    return {}


def amends(order: dict) -> bool:
    """Return whether an order is titled as one that amends another act."""
    return _AMENDS.match(order.get("title", "")) is not None


def amended_programme(order: dict) -> PlacedText | None:
    """Return, in the nominative, the name of the programme that an order amends; None if it amends none."""
    if not amends(order):
        return None
    for text in (order["title"], *order.get("clauses", [])[:2]):
        if found := _AMENDED.search(text[:_MOST_LETTERS]):
            name = found[1].strip()
            name += "»" if name.count("«") > name.count("»") else ""
            return PlacedText(_in_nominative(name), getattr(text, "places", ()))
    return None


def approved_programme(order: dict) -> PlacedText | None:
    """Return, in the nominative, the programme or plan that an order's title approves; None if it approves none."""
    title = order.get("title", PlacedText(""))
    found = _APPROVES.match(title) and _AMENDED.search(title[:_MOST_LETTERS])
    return title.with_text(_in_nominative(found[1].strip())) if found else None


def _in_nominative(name: str) -> str:
    words = name.split()
    noun_at = next((at for at, word in enumerate(words) if _NOUN.match(word)), None)
    if noun_at is None or (declined := phrase_in_nominative(words[: noun_at + 1])) is None:
        return name
    written = " ".join([*declined, *words[noun_at + 1 :]])
    return written[:1].upper() + written[1:]
