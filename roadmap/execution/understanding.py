"""How the portal understands a term and a responsible, in words for the person who types them."""

from dataclasses import dataclass

from portal.text.keys import natural_key
from roadmap.dates.models import TermDates
from roadmap.dates.queries import holds, known_dates, read_in_plan
from roadmap.plan.models import Activity, Roadmap, Stage
from roadmap.responsibles.models import Executors
from roadmap.responsibles.queries import directory_of
from roadmap.term import Term, write_span

_SHOWN = 6

# What has to come with activities so that none of them asks for its own.
READINGS = ("executors__schools", "dates", "stages__dates", "stages__executors__schools")


@dataclass(frozen=True)
class UnderstoodWords:
    """What was understood, in parts, and what is doubtful about it; `is_corrected` by a person."""

    words: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    is_corrected: bool = False


def reading_of_term(text: str | None, roadmap: Roadmap) -> UnderstoodWords:
    """The days that the words mean, by hand perhaps; without days there is no overdue."""
    if not (text or "").strip():
        return UnderstoodWords()
    known = known_dates(text, roadmap)
    return reading_of_dates(known) if known else _told(read_in_plan(text, roadmap))


def reading_of_dates(dates: TermDates) -> UnderstoodWords:
    return _told(dates.term, is_corrected=dates.is_corrected)


def _told(term: Term, *, is_corrected: bool = False) -> UnderstoodWords:
    doubts = tuple(map(str, term.doubts))
    if not term.spans:
        return UnderstoodWords(("без точного срока, просрочки не будет",), doubts, is_corrected)
    shown = tuple(write_span(span) for span in term.spans[:_SHOWN])
    left = len(term.spans) - _SHOWN
    return UnderstoodWords(shown + ((f"и ещё {left}",) if left > 0 else ()), doubts, is_corrected)


def reading_of_responsible(text: str | None, roadmap: Roadmap) -> UnderstoodWords:
    """Whom the words mean: as understood before, by hand perhaps, or as they would be if they were saved."""
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
    return _reading(meant, meant.answered_by_department, schools)


def reading_of_executors(executors: Executors) -> UnderstoodWords:
    schools = [school.name for school in executors.schools.all()]
    return _reading(executors, executors.department, schools, is_corrected=executors.is_corrected)


def _reading(meant, department: bool, schools: list[str], *, is_corrected: bool = False) -> UnderstoodWords:
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
    """A place of the document that has a term or responsibles of its own: an activity, or a stage of it."""

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
        return self._own_or_activitys("term")

    @property
    def responsible_words(self) -> str:
        return self._own_or_activitys("responsible")

    def _own_or_activitys(self, name: str) -> str:
        own = (getattr(self.place, name) or "").strip()
        return (getattr(self.place.activity, name) or "").strip() if self.is_stage and not own else own


def understood_places(activity: Activity) -> list[Understood]:
    """The activity, or its stages, each with the activity's words where it has none."""
    roadmap = activity.direction.roadmap
    return [understood_place(activity, stage, roadmap) for stage in activity.asked_places]


def understood_place(activity: Activity, stage: Stage | None, roadmap: Roadmap) -> Understood:
    """As it is kept; asks the database nothing where `dates` and `executors__schools` came with the activity."""
    dated = stage if stage and (stage.term or "").strip() else activity
    executors = (stage and stage.executors) or activity.executors
    if dated.dates and holds(dated.dates, dated.term, roadmap):
        term = reading_of_dates(dated.dates)
    else:
        term = _told(read_in_plan(dated.term, roadmap)) if (dated.term or "").strip() else UnderstoodWords()
    responsible = (
        reading_of_executors(executors) if executors else UnderstoodWords(("отдел: ответственные не указаны",))
    )
    return Understood(stage or activity, term, responsible, dated.dates, executors)
