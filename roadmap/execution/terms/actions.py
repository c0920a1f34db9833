"""Corrects by hand which days a term means."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from portal.history.actions import Recorded, record_changes
from roadmap.dates.models import TermDates, as_kept
from roadmap.dates.queries import known_dates, setting_key, term_key
from roadmap.execution.correcting import NothingToCorrect, own_exception, settle
from roadmap.plan.kept_readings import roadmap_of_place
from roadmap.plan.models import Activity, Stage
from roadmap.term import DateSpan


@transaction.atomic
def correct_dates(place: Activity | Stage, spans: Iterable[DateSpan], *, everywhere: bool, by) -> TermDates:
    """Set which days the term of a place means, none if it has no date.

    It holds for the same words in plans of the same years and heading, or here alone. The assignments of approved
    programmes are derived anew at once. Raises NothingToCorrect if the place has no words.
    """
    dates = _find_or_make_reading(place, everywhere=everywhere)
    before = dates.as_history() if dates.pk else {}
    dates.spans, dates.doubts = as_kept(sorted(set(spans))), []
    dates.corrected_at, dates.corrected_by = timezone.now(), by
    dates.save()
    record_changes([Recorded(dates, "дни срока исправлены", before, dates.as_history())], by=by)
    settle(place, "dates", dates, everywhere=everywhere, by=by)
    return dates


def _find_or_make_reading(place: Activity | Stage, *, everywhere: bool) -> TermDates:
    """Return the reading to correct: that of the words, or the place's exception; a new one, not saved, if none is."""
    key = term_key(place.term)
    if not key:
        raise NothingToCorrect("Нет слов, которые можно понять: срок не указан.")
    roadmap = roadmap_of_place(place)
    new = TermDates(
        municipality=roadmap.programme.municipality,
        words=place.term,
        words_key=key,
        setting=setting_key(roadmap),
        is_exception=not everywhere,
    )
    known = known_dates(place.term, roadmap) if everywhere else own_exception(place, "dates")
    return known or new
