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
    """Say which days the term of a place means, none for no date: for the same words in such plans, or here alone.

    The assignments of approved programmes follow at once. The place needs words: NothingToCorrect without.
    """
    dates = _to_correct(place, everywhere=everywhere)
    before = dates.as_history() if dates.pk else {}
    dates.spans, dates.doubts = as_kept(sorted(set(spans))), []
    dates.corrected_at, dates.corrected_by = timezone.now(), by
    dates.save()
    record_changes([Recorded(dates, "дни срока исправлены", before, dates.as_history())], by=by)
    settle(place, "dates", dates, everywhere=everywhere, by=by)
    return dates


def _to_correct(place: Activity | Stage, *, everywhere: bool) -> TermDates:
    """The reading that the correction goes to: the words' own, or the place's exception, made where there is none."""
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
