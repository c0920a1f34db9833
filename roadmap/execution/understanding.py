"""Says how the portal understands a term and the responsibles, in words for the person who types them."""

from dataclasses import dataclass

from portal.text.keys import natural_key
from roadmap.dates.models import TermDates
from roadmap.dates.queries import holds, known_dates, read_in_plan
from roadmap.plan.models import Activity, Roadmap, Stage
from roadmap.responsibles.models import Executors
from roadmap.responsibles.queries import directory_of
from roadmap.term import Term, write_span

_SHOWN = 6

# What to prefetch with activities so that `understood_place` makes no queries.
READINGS = ("executors__schools", "dates", "stages__dates", "stages__executors__schools")


@dataclass(frozen=True)
class UnderstoodWords:
    """What was understood, in parts, and what is doubtful about it; `is_corrected` if a person decided it."""

    words: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    is_corrected: bool = False


def reading_of_term(text: str | None, roadmap: Roadmap) -> UnderstoodWords:
    """Say which days the words mean: as kept, perhaps corrected by hand, or as they would be read now."""
    if not (text or "").strip():
        return UnderstoodWords()
    known = known_dates(text, roadmap)
    return reading_of_dates(known) if known else _describe_term(read_in_plan(text, roadmap))


def reading_of_dates(dates: TermDates) -> UnderstoodWords:
    return _describe_term(dates.term, is_corrected=dates.is_corrected)


def _describe_term(term: Term, *, is_corrected: bool = False) -> UnderstoodWords:
    doubts = tuple(map(str, term.doubts))
    if not term.spans:
        return UnderstoodWords(("без точного срока, просрочки не будет",), doubts, is_corrected)
    shown = tuple(write_span(span) for span in term.spans[:_SHOWN])
    left = len(term.spans) - _SHOWN
    return UnderstoodWords(shown + ((f"и ещё {left}",) if left > 0 else ()), doubts, is_corrected)


def reading_of_responsible(text: str | None, roadmap: Roadmap) -> UnderstoodWords:
    """Say whom the words mean: as kept, perhaps corrected by hand, or as they would be read now."""
    key = natural_key(text or "")
    if not key:
        return UnderstoodWords()
    municipality = roadmap.programme.municipality
    known = municipality.executors.current().filter(words_key=key).first()
    if known:
        return reading_of_executors(known)
    directory = directory_of(municipality)
    meant = directory.read(text)
    schools = [directory.schools[pk] for pk in meant.schools]
    return _describe_parties(meant, meant.answered_by_department, schools)


def reading_of_executors(executors: Executors) -> UnderstoodWords:
    schools = [school.name for school in executors.schools.all()]
    return _describe_parties(executors, executors.department, schools, is_corrected=executors.is_corrected)


def _describe_parties(meant, department: bool, schools: list[str], *, is_corrected: bool = False) -> UnderstoodWords:
    words = [
        words
        for words, holds in (
            ("отдел", department),
            ("все школы", meant.all_schools),
            ("школы из списка ШНОР того года", meant.low_result_schools),
        )
        if holds
    ]
    words += sorted(schools, key=natural_key)
    return UnderstoodWords((*words, *map(str, meant.others)), tuple(meant.doubts), is_corrected)


@dataclass(frozen=True)
class Understood:
    """How an activity, or a stage of it, is understood: its term and its responsibles."""

    place: Activity | Stage
    term: UnderstoodWords
    responsible: UnderstoodWords
    dates: TermDates | None
    executors: Executors | None

    @property
    def is_stage(self) -> bool:
        return isinstance(self.place, Stage)

    @property
    def term_words(self) -> str:
        return self._find_words("term")

    @property
    def responsible_words(self) -> str:
        return self._find_words("responsible")

    def _find_words(self, name: str) -> str:
        own = (getattr(self.place, name) or "").strip()
        return (getattr(self.place.activity, name) or "").strip() if self.is_stage and not own else own


def understood_places(activity: Activity) -> list[Understood]:
    """Return how the activity or its stages are understood; a stage without words goes by the activity's."""
    roadmap = activity.direction.roadmap
    return [understood_place(activity, stage, roadmap) for stage in activity.asked_places]


def understood_place(activity: Activity, stage: Stage | None, roadmap: Roadmap) -> Understood:
    """Return how a stage, or without one the activity, is understood by its kept readings.

    Makes no queries if the activity came with what `READINGS` names.
    """
    dated = stage if stage and (stage.term or "").strip() else activity
    executors = (stage and stage.executors) or activity.executors
    if dated.dates and holds(dated.dates, dated.term, roadmap):
        term = reading_of_dates(dated.dates)
    else:
        has_term = bool((dated.term or "").strip())
        term = _describe_term(read_in_plan(dated.term, roadmap)) if has_term else UnderstoodWords()
    responsible = (
        reading_of_executors(executors) if executors else UnderstoodWords(("отдел: ответственные не указаны",))
    )
    return Understood(stage or activity, term, responsible, dated.dates, executors)
