"""How the portal understood an activity's words: when, and by whom."""

from dataclasses import dataclass

from roadmap.models import Activity, Executors, Stage
from roadmap.queries.expected import understood_term
from roadmap.term import Term, write_span


@dataclass(frozen=True)
class Understood:
    """One place of the document that has a term or responsibles of its own: the activity, or a stage of it."""

    place: Activity | Stage
    term: Term
    executors: Executors | None

    @property
    def is_stage(self) -> bool:
        return isinstance(self.place, Stage)

    @property
    def days(self) -> list[str]:
        return [write_span(span) for span in self.term.spans]

    @property
    def whom(self) -> list[str]:
        return whom(self.executors)


def understood_places(activity: Activity) -> list[Understood]:
    """The activity, or its stages, each with the activity's words where it has none."""
    roadmap = activity.direction.roadmap
    return [
        Understood(
            stage or activity,
            understood_term((stage and stage.term) or activity.term, roadmap),
            (stage and stage.executors) or activity.executors,
        )
        for stage in list(activity.stages.all()) or [None]
    ]


def whom(executors: Executors | None) -> list[str]:
    """The parties in words, the department's first."""
    if executors is None:
        return ["отдел: ответственные не указаны"]
    said = [
        (executors.department, "отдел"),
        (executors.all_schools, "все школы"),
        (executors.low_result_schools, "школы из списка ШНОР"),
    ]
    return [words for is_meant, words in said if is_meant] + [school.name for school in executors.schools.all()]
