"""Finds which days a term means in its plan: by the kept reading, or read anew if none is kept."""

import datetime
from dataclasses import replace
from functools import lru_cache

from roadmap.dates.models import TermDates
from roadmap.plan.models import Activity, Roadmap, Stage
from roadmap.term import FIRST_YEAR, LAST_YEAR, DateSpan, Term, TermSetting, read_own_year, read_term


def setting_of(roadmap: Roadmap) -> TermSetting:
    """Return what terms of the plan are read by: the programme's years, and the year that the plan's heading names."""
    return _read_setting(*roadmap.programme.period, roadmap.period or roadmap.title or "")


@lru_cache(maxsize=500)
def _read_setting(start_year: int, end_year: int, heading: str) -> TermSetting:
    first, last = (min(max(year, FIRST_YEAR), LAST_YEAR) for year in (start_year, end_year))
    return TermSetting(DateSpan(datetime.date(first, 1, 1), datetime.date(last, 12, 31)), read_own_year(heading))


def setting_key(roadmap: Roadmap) -> str:
    """Return the setting in words: «2024–2026», «2024–2026, 2025-2026 учебный год».

    The same words mean the same days in all plans with the same key.
    """
    setting = setting_of(roadmap)
    years = f"{setting.period.start.year}–{setting.period.end.year}"
    return f"{years}, {setting.own}" if setting.own else years


def term_key(words: str | None) -> str:
    """Return the words without differences of blanks and capitals; signs stay, as «1–15 мая» is not «1, 15 мая»."""
    return " ".join((words or "").split()).casefold()


def read_in_plan(words: str | None, roadmap: Roadmap) -> Term:
    """Read the words in the setting of the plan.

    Where the plan is for one year, only the days in that year are meant: «ежегодно, май» in a plan for 2026/27 is May
    2027.
    """
    setting = setting_of(roadmap)
    meant = read_term(words or "", setting)
    within = meant.about(setting.own.span) if setting.own else ()
    return replace(meant, spans=within) if within else meant


def term_of(place: Activity | Stage, roadmap: Roadmap) -> Term:
    """Return what the term of a place means; a stage without a term goes by its activity's.

    Fetch `dates` with the place to save a query.
    """
    if isinstance(place, Stage) and not term_key(place.term):
        place = place.activity
    if place.dates and holds(place.dates, place.term, roadmap):
        return place.dates.term
    return read_in_plan(place.term, roadmap)


def holds(dates: TermDates, words: str | None, roadmap: Roadmap) -> bool:
    """Return whether the kept reading is still of these words and of the plan's present years and heading."""
    return dates.words_key == term_key(words) and dates.setting == setting_key(roadmap)


def known_dates(words: str | None, roadmap: Roadmap) -> TermDates | None:
    """Return the current reading of these words, which holds everywhere in the plan; None if they weren't read yet."""
    kept = TermDates.objects.current().filter(
        municipality=roadmap.programme.municipality_id, setting=setting_key(roadmap), words_key=term_key(words)
    )
    return kept.first()
