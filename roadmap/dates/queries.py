"""What a term means in its plan: as it is kept, or read anew where nothing is kept of these words."""

import datetime
from dataclasses import replace
from functools import lru_cache

from roadmap.dates.models import TermDates
from roadmap.plan.models import Activity, Roadmap, Stage
from roadmap.term import FIRST_YEAR, LAST_YEAR, DateSpan, Term, TermSetting, read_own_year, read_term


def setting_of(roadmap: Roadmap) -> TermSetting:
    """The programme's years, and the one that the plan says it is for: in its period, else in its title."""
    return _setting(*roadmap.programme.period, roadmap.period or roadmap.title or "")


@lru_cache(maxsize=500)
def _setting(start_year: int, end_year: int, heading: str) -> TermSetting:
    first, last = (min(max(year, FIRST_YEAR), LAST_YEAR) for year in (start_year, end_year))
    return TermSetting(DateSpan(datetime.date(first, 1, 1), datetime.date(last, 12, 31)), read_own_year(heading))


def setting_key(roadmap: Roadmap) -> str:
    """«2024–2026», «2024–2026, 2025-2026 учебный год»: terms read in one setting mean the same in all its plans."""
    setting = setting_of(roadmap)
    years = f"{setting.period.start.year}–{setting.period.end.year}"
    return f"{years}, {setting.own}" if setting.own else years


def term_key(words: str | None) -> str:
    """The same words whatever their blanks and capitals; signs stay, as «1–15 мая» is not «1, 15 мая»."""
    return " ".join((words or "").split()).casefold()


def read_in_plan(words: str | None, roadmap: Roadmap) -> Term:
    """What the words mean in the plan: one for 2026/27 asks «ежегодно, май» for that year's May alone."""
    setting = setting_of(roadmap)
    meant = read_term(words or "", setting)
    within = meant.about(setting.own.span) if setting.own else ()
    return replace(meant, spans=within) if within else meant


def term_of(place: Activity | Stage, roadmap: Roadmap) -> Term:
    """Of an activity or a stage, whose `dates` are best selected with it; a stage without a term has its activity's."""
    if isinstance(place, Stage) and not term_key(place.term):
        place = place.activity
    if place.dates and holds(place.dates, place.term, roadmap):
        return place.dates.term
    return read_in_plan(place.term, roadmap)


def holds(dates: TermDates, words: str | None, roadmap: Roadmap) -> bool:
    """Whether it is of these words in this plan; its years or heading may have changed since."""
    return dates.words_key == term_key(words) and dates.setting == setting_key(roadmap)


def known_dates(words: str | None, roadmap: Roadmap) -> TermDates | None:
    """What is kept for these words wherever they stand in the plan."""
    kept = TermDates.objects.current().filter(
        municipality=roadmap.programme.municipality_id, setting=setting_key(roadmap), words_key=term_key(words)
    )
    return kept.first()
