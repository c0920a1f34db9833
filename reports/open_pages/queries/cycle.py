"""A programme as the management cycle that inspections look for: from its goals to the effect of its measures."""

import datetime
from dataclasses import dataclass

from indicators.identification.format.sentences import OutlineLine, outline
from indicators.identification.models import Run
from reports.open_pages.models import OpenDocument, OpenProgramme
from reports.open_pages.queries.figures import OpenTable, open_tables, short_label
from reports.open_pages.queries.opened import OpenedMunicipality
from reports.open_pages.queries.plan import OpenPlan, open_plan
from roadmap.evaluation.models import Evaluation
from roadmap.programmes.models import PassportItem, Programme

# Kinds of documents that analyse; all others decide something.
_ANALYSES = ("execution", "evaluation")


@dataclass(frozen=True)
class YearReached:
    """How many of a period's plans were reached, of those that can be compared with a shown fact."""

    label: str
    reached: int
    compared: int


@dataclass(frozen=True)
class ToldMethod:
    """A method by which schools with low results were found; `conditions` is None where it considers none."""

    name: str
    rule: OutlineLine
    conditions: OutlineLine | None


@dataclass(frozen=True)
class ProgrammeCycle:
    mark: OpenProgramme
    passport: list[PassportItem]
    table: OpenTable | None
    plan: OpenPlan | None
    methods: list[ToldMethod]
    evaluations: list[Evaluation]
    documents: list[OpenDocument]

    @property
    def programme(self) -> Programme:
        return self.mark.programme

    @property
    def analyses(self) -> list[OpenDocument]:
        return [each for each in self.documents if each.document.kind in _ANALYSES]

    @property
    def decisions(self) -> list[OpenDocument]:
        return [each for each in self.documents if each.document.kind not in _ANALYSES]

    @property
    def reached(self) -> list[YearReached]:
        return years_reached(self.table) if self.table else []


def years_reached(table: OpenTable) -> list[YearReached]:
    told = []
    for label in table.labels:
        compared = [cell.is_reached for cell in table.cells if cell.label == label and cell.is_reached is not None]
        if compared:
            told.append(YearReached(short_label(label), sum(compared), len(compared)))
    return told


def programme_cycle(opened: OpenedMunicipality, mark: OpenProgramme, on: datetime.date) -> ProgrammeCycle:
    programme = mark.programme
    return ProgrammeCycle(
        mark,
        list(programme.passport.all()) if mark.shows_passport else [],
        open_tables(opened.marks).get(programme.pk) if mark.shows_indicators else None,
        open_plan(programme, on) if mark.shows_roadmap else None,
        _methods(programme) if mark.shows_indicators else [],
        _evaluations(programme) if mark.shows_evaluation else [],
        opened.documents_of(programme),
    )


def _methods(programme: Programme) -> list[ToldMethod]:
    """Return the methods by which schools with low results were found in the programme's years, as each was last.

    No school is named.
    """
    years = programme.start_year, programme.end_year
    confirmed = Run.objects.filter(municipality=programme.municipality_id, confirmed_at__isnull=False)
    runs = confirmed.filter(period__start_on__year__range=years)
    told = {}
    for shape in (run.shape for run in runs.order_by("period__start_on", "pk")):
        conditions = shape.context and outline(shape.context, shape)
        told[shape.name] = ToldMethod(shape.name, outline(shape.rule, shape), conditions)
    return list(told.values())


def _evaluations(programme: Programme) -> list[Evaluation]:
    return list(programme.evaluations.filter(kept_at__isnull=False).select_related("period"))
