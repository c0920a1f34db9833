from django.db import transaction

from portal.text import natural_key
from roadmap.models import Activity, Executors, Roadmap, Stage
from roadmap.responsible import read_responsible


@transaction.atomic
def understand_responsibles(roadmap: Roadmap) -> None:
    """Tie each activity and stage to the reading of its «Ответственные»; words met before are understood as then.

    An exception that was made for a place stays as long as its words do.
    """
    places = [
        *Activity.objects.filter(direction__roadmap=roadmap).select_related("executors"),
        *Stage.objects.filter(activity__direction__roadmap=roadmap).select_related("executors"),
    ]
    keys = {place: natural_key(place.responsible or "") for place in places}
    readings = _readings(roadmap, {keys[place]: place.responsible for place in places if keys[place]})
    for model in (Activity, Stage):
        changed = []
        for place in places:
            reading = readings.get(keys[place])
            kept = place.executors and place.executors.is_exception and place.executors.words_key == keys[place]
            if type(place) is model and not kept and place.executors != reading:
                place.executors = reading
                changed.append(place)
        model.objects.bulk_update(changed, ["executors"], batch_size=500)


def _readings(roadmap: Roadmap, words: dict[str, str]) -> dict[str, Executors]:
    """The municipality's reading of each of the words, by their key; new ones are read and kept."""
    municipality = roadmap.programme.municipality
    known = {each.words_key: each for each in municipality.executors.filter(is_exception=False, words_key__in=words)}
    if known.keys() >= words.keys():
        return known
    names = dict(municipality.schools.values_list("pk", "name"))
    understood = {key: read_responsible(text, names) for key, text in words.items() if key not in known}
    made = Executors.objects.bulk_create(
        Executors(
            municipality=municipality,
            words=words[key],
            department=each.department,
            all_schools=each.all_schools,
            low_result_schools=each.low_result_schools,
            others=list(each.others),
        )
        for key, each in understood.items()
    )
    named = Executors.schools.through
    named.objects.bulk_create(
        named(executors=executors, school_id=school_id)
        for executors, each in zip(made, understood.values(), strict=True)
        for school_id in sorted(each.schools)
    )
    return known | {each.words_key: each for each in made}
