"""How the portal understands a term and a responsible, in words for the person who types them."""

from dataclasses import dataclass

from portal.text import natural_key
from roadmap.models import Activity, Executors, Roadmap, Stage
from roadmap.queries.expected import understood_term
from roadmap.responsible import read_responsible
from roadmap.term import write_span

_SHOWN = 6


@dataclass(frozen=True)
class Reading:
    """What was understood, in parts, and what is doubtful about it; `is_corrected` by a person."""

    words: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    is_corrected: bool = False


def reading_of_term(text: str | None, roadmap: Roadmap) -> Reading:
    """The days that the words mean; without days there is no overdue."""
    if not (text or "").strip():
        return Reading()
    term = understood_term(text, roadmap)
    doubts = tuple(map(str, term.doubts))
    if not term.spans:
        return Reading(("без точного срока, просрочки не будет",), doubts)
    shown = tuple(write_span(span) for span in term.spans[:_SHOWN])
    left = len(term.spans) - _SHOWN
    return Reading(shown + ((f"и ещё {left}",) if left > 0 else ()), doubts)


def reading_of_responsible(text: str | None, roadmap: Roadmap) -> Reading:
    """Whom the words mean: as understood before, by hand perhaps, or as they would be if they were saved."""
    key = natural_key(text or "")
    if not key:
        return Reading()
    municipality = roadmap.programme.municipality
    known = municipality.executors.filter(is_exception=False, words_key=key).first()
    if known:
        return reading_of_executors(known)
    schools = dict(municipality.schools.values_list("pk", "name"))
    meant = read_responsible(text, schools)
    return _reading(meant, [schools[pk] for pk in meant.schools], meant.others)


def reading_of_executors(executors: Executors) -> Reading:
    schools = [school.name for school in executors.schools.all()]
    return _reading(executors, schools, executors.others, is_corrected=executors.corrected_at is not None)


def _reading(meant, schools: list[str], others, *, is_corrected: bool = False) -> Reading:
    words = [
        words
        for words, holds in (
            ("отдел", meant.department),
            ("все школы", meant.all_schools),
            ("школы из списка ШНОР того года", meant.low_result_schools),
        )
        if holds
    ]
    words += sorted(schools, key=natural_key)
    return Reading((*words, *map(str, others)), is_corrected=is_corrected)


@dataclass(frozen=True)
class Understood:
    """A place of the document that has a term or responsibles of its own: an activity, or a stage of it."""

    place: Activity | Stage
    term: Reading
    responsible: Reading
    executors: Executors | None

    @property
    def is_stage(self) -> bool:
        return isinstance(self.place, Stage)


def understood_places(activity: Activity) -> list[Understood]:
    """The activity, or its stages, each with the activity's words where it has none."""
    roadmap = activity.direction.roadmap
    return [_understood(activity, stage, roadmap) for stage in list(activity.stages.all()) or [None]]


def _understood(activity: Activity, stage: Stage | None, roadmap: Roadmap) -> Understood:
    executors = (stage and stage.executors) or activity.executors
    return Understood(
        stage or activity,
        reading_of_term((stage and stage.term) or activity.term, roadmap),
        reading_of_executors(executors) if executors else Reading(("отдел: ответственные не указаны",)),
        executors,
    )


def undated_terms(roadmap: Roadmap) -> set[str]:
    """The terms of the roadmap's rows that can't be dated, or only with doubt."""
    rows = Activity.objects.filter(direction__roadmap=roadmap).values_list("term", "stages__term")
    terms = {term for row in rows for term in row if term and term.strip()}
    understood = {term: understood_term(term, roadmap) for term in terms}
    return {term for term, meant in understood.items() if not meant.spans or meant.doubts}
