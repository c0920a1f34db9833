"""Collects what is doubtful about a plan's words before it is approved: each wording once, with all its places."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from portal.text.keys import natural_key
from roadmap.execution.queries.asked_places import AskedPlace
from roadmap.execution.queries.expected import MeantSchools
from roadmap.plan.models import Roadmap
from roadmap.responsibles.models import Executors
from roadmap.responsibles.people import people_of
from roadmap.responsibles.queries import ReadAgainst, names_of_department
from roadmap.responsibles.read_responsible import Responsible

NOBODY_REPORTS = "Никто из названных не отчитывается в портале: отчитается отдел."


@dataclass
class DoubtedWords:
    """Words of a plan with the sentences that say what is doubtful about them, and the places that have these words.

    `place` is the first of them: a correction made there can hold for the same words everywhere.
    """

    words: str
    is_term: bool
    sentences: list[str] = field(default_factory=list)
    places: list[AskedPlace] = field(default_factory=list)
    executors: Executors | None = None

    @property
    def place(self) -> AskedPlace:
        return self.places[0]

    @property
    def named(self) -> set[int]:
        return {school.pk for school in self.executors.schools.all()} if self.executors else set()

    @property
    def others_of_them(self) -> int:
        """Return how many places have the words besides the first."""
        return len(self.places) - 1


class DoubtReader:
    """Finds doubts; responsibles are read anew to compare, except readings that a person corrected."""

    def __init__(self, roadmap: Roadmap, meant: MeantSchools, names: Mapping[int, str]):
        self.roadmap, self.meant = roadmap, meant
        municipality = roadmap.programme.municipality
        own_names, people = names_of_department(municipality), people_of(municipality)
        self.against = ReadAgainst(names, own_names, municipality.name, people=people)
        self.found: dict[tuple, DoubtedWords] = {}
        self.of_executors: dict[int, list[str]] = {}

    def read(self, places: Iterable[AskedPlace]) -> list[DoubtedWords]:
        """Return doubts about responsibles, then about terms, each in the document's order."""
        for place in places:
            self._note(place, place.written, place.term.doubts or self._doubt_missing_term(place), is_term=True)
            if not self.meant.own:
                self._note_responsible(place)
        return sorted(self.found.values(), key=lambda each: each.is_term)

    def _note(
        self,
        place: AskedPlace,
        words: str,
        sentences: Iterable[str],
        *,
        is_term: bool,
        executors: Executors | None = None,
    ) -> None:
        if not sentences:
            return
        key = (is_term, natural_key(words), executors and executors.pk)
        if key not in self.found:
            self.found[key] = DoubtedWords(words, is_term, [str(each) for each in sentences], executors=executors)
        self.found[key].places.append(place)

    def _doubt_missing_term(self, place: AskedPlace) -> list[str]:
        if place.written.strip():
            return []
        return ["Срок не указан: отчёта попросят один раз, просрочки не будет."]

    def _note_responsible(self, place: AskedPlace) -> None:
        executors = place.executors
        if executors is None:
            self._note(place, place.responsible, ["Ответственные не указаны: отчитается отдел."], is_term=False)
            return
        if executors.pk not in self.of_executors:
            self.of_executors[executors.pk] = [*self._find_doubts(executors)]
        sentences = self.of_executors[executors.pk]
        self._note(place, place.responsible, sentences, is_term=False, executors=executors)

    def _find_doubts(self, executors: Executors) -> Iterator[str]:
        closed = [school.name for school in executors.schools.all() if school.pk not in self.meant.all]
        if closed:
            yield f"Больше не работает: {', '.join(closed)}. Укажите, кто отчитается вместо."
        if executors.low_result_schools and not self.meant.list_starts:
            yield "Списка школ с низкими результатами в портале нет: пока спросят все школы."
        if executors.corrected_at is not None:
            return
        meant = self.against.read(executors.words)
        yield from map(str, meant.doubts)
        if _parties_of_words(meant) != _parties_of_executors(executors):
            yield "Эти слова читались раньше, теперь портал понял бы их иначе. Проверьте, кто исполняет."
        elif not (meant.department or meant.all_schools or meant.low_result_schools or meant.schools):
            yield NOBODY_REPORTS


def _parties_of_words(meant: Responsible) -> tuple:
    return meant.answered_by_department, meant.all_schools, meant.low_result_schools, set(meant.schools)


def _parties_of_executors(executors: Executors) -> tuple:
    schools = {school.pk for school in executors.schools.all()}
    return executors.department, executors.all_schools, executors.low_result_schools, schools
