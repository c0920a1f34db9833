"""Finds dates as acts write them: «11 сентября 2019 года», «20.01.2025 г.», ««14» октября 2024 г.»."""

from __future__ import annotations

import datetime
import re

from roadmap.recognition.columns import month_of

_WRITTEN = re.compile(r"[«\"“]?\s*(\d{1,2})\s*[»\"”]?\s+([а-яё]{3,9})\s+(\d{4})", re.I)
_FIGURES = re.compile(r"(?<!\d)(\d{1,2})\s?\.\s?(\d{1,2})\s?\.\s?(\d{4}|\d{2})(?!\d)")


def date_in(text: str) -> datetime.date | None:
    """Return the first complete date in the text, or None; days that don't exist (31 February) are ignored."""
    found = []
    if (written := _WRITTEN.search(text)) and (month := month_of(written[2])):
        found.append((written.start(), int(written[3]), month, int(written[1])))
    if figures := _FIGURES.search(text):
        year = int(figures[3]) + (2000 if len(figures[3]) == 2 else 0)
        found.append((figures.start(), year, int(figures[2]), int(figures[1])))
    for _place, year, month, day in sorted(found):
        try:
            return datetime.date(year, month, day)
        except ValueError:
            continue
    return None
