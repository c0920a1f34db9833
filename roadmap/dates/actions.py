"""Reads the terms of a plan, and keeps which days they mean."""

from django.db import transaction

from roadmap.dates.models import TermDates, as_kept
from roadmap.dates.queries import read_in_plan, setting_key, term_key
from roadmap.plan.kept_readings import lock_readings, places_of, tie
from roadmap.plan.models import Roadmap
from roadmap.term import READER


@transaction.atomic
def understand_terms(roadmap: Roadmap) -> None:
    """Give each activity and stage of the plan the reading of its term.

    Words that plans of the same years and heading have had before keep their reading; new words are read and kept.
    """
    places = places_of(roadmap, "dates")
    keys = {place: term_key(place.term) for place in places}
    words = {keys[place]: place.term for place in places if keys[place]}
    tie(places, "dates", keys, _find_or_read(roadmap, words))


def _find_or_read(roadmap: Roadmap, words: dict[str, str]) -> dict[str, TermDates]:
    """Return the current reading of each of the words, by their keys; new words are read and kept."""
    municipality, setting = roadmap.programme.municipality, setting_key(roadmap)
    kept = TermDates.objects.current().filter(municipality=municipality, words_key__in=words)
    known = {each.words_key: each for each in kept.filter(setting=setting)}
    if known.keys() >= words.keys():
        return known
    lock_readings(municipality)
    known = {each.words_key: each for each in kept.filter(setting=setting)}
    new = [key for key in words if key not in known]
    elsewhere = dict(kept.exclude(corrected_at=None).values_list("words_key", "setting"))
    made = [read_dates(roadmap, words[key], corrected_in=elsewhere.get(key, "")) for key in new]
    return known | {each.words_key: each for each in TermDates.objects.bulk_create(made)}


def read_dates(roadmap: Roadmap, words: str, *, corrected_in: str = "") -> TermDates:
    """Read the words, and return the reading without saving it.

    `corrected_in` names the setting of other plans where a person has corrected the same words; that makes a doubt.
    """
    meant = read_in_plan(words, roadmap)
    doubts = list(meant.doubts)
    if corrected_in:
        doubts.append(f"В плане на {corrected_in} этот срок исправлен вручную: проверьте, верно ли он понят здесь.")
    return TermDates(
        municipality=roadmap.programme.municipality,
        words=words,
        words_key=term_key(words),
        setting=setting_key(roadmap),
        spans=as_kept(meant.spans),
        doubts=doubts,
        read_by=READER,
    )
