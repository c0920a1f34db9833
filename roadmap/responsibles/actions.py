"""Reads the responsibles of a plan, and keeps whom they mean."""

from collections.abc import Iterable

from django.db import transaction

from portal.text.keys import natural_key
from roadmap.plan.kept_readings import lock_readings, places_of, tie
from roadmap.plan.models import Roadmap
from roadmap.responsibles.models import Executors
from roadmap.responsibles.queries import ReadAgainst, directory_of
from schools.directory.models import Municipality


@transaction.atomic
def understand_responsibles(roadmap: Roadmap) -> None:
    """Give each activity and stage of the plan the reading of its «Ответственные».

    Words that the municipality's plans have had before keep their reading; new words are read and kept.
    """
    places = places_of(roadmap, "executors")
    keys = {place: natural_key(place.responsible or "") for place in places}
    words = {keys[place]: place.responsible for place in places if keys[place]}
    tie(places, "executors", keys, _find_or_read(roadmap.programme.municipality, words))


def _find_or_read(municipality: Municipality, words: dict[str, str]) -> dict[str, Executors]:
    """Return the municipality's current reading of each of the words, by their keys; new words are read and kept."""
    kept = municipality.executors.current().filter(words_key__in=words)
    known = {each.words_key: each for each in kept}
    if known.keys() >= words.keys():
        return known
    lock_readings(municipality)
    known = {each.words_key: each for each in kept.all()}
    new = [text for key, text in words.items() if key not in known]
    made = read_executors(municipality, new, directory_of(municipality))
    return known | {each.words_key: each for each in made}


def read_executors(municipality: Municipality, words: Iterable[str], directory: ReadAgainst) -> list[Executors]:
    """Read each of the words, and keep the readings with their doubts."""
    understood = [(text, directory.read(text)) for text in words]
    made = Executors.objects.bulk_create(
        Executors(
            municipality=municipality,
            words=text,
            department=each.answered_by_department,
            all_schools=each.all_schools,
            low_result_schools=each.low_result_schools,
            others=list(each.others),
            doubts=list(each.doubts),
            read_by=directory.key,
        )
        for text, each in understood
    )
    named = Executors.schools.through
    named.objects.bulk_create(
        named(executors=executors, school_id=school_id)
        for executors, (_, each) in zip(made, understood, strict=True)
        for school_id in sorted(each.schools)
    )
    return made
