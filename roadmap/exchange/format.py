"""The shape of the programme interchange format in both versions, with a class for each object of the file.

A key that the file leaves out is left out again when it is written. So a field that may be absent has `None` only as
«not set», an explicit `null` is a fault, and dumping leaves out what is not set.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from roadmap.programmes.written import (
    ActWord,
    Date,
    FurtherColumn,
    MoneyColumn,
    Name,
    PeriodLabel,
    PlanColumnKey,
    Words,
    Year,
)

FORMAT = "municipal-school-programme/1"
# `versions.py` finds what only this version allows.
FORMAT_2 = "municipal-school-programme/2"
FORMATS = (FORMAT, FORMAT_2)
MOST_COLUMNS = 1_000


class ExchangeShape(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    def as_json(self) -> dict:
        return self.model_dump(exclude_unset=True)

    def states(self, key: str) -> bool:
        return key in self.model_fields_set

    def empty_keys(self) -> list[str]:
        """Return the keys that the file has with an empty list or object."""
        return [key for key in type(self).model_fields if self.states(key) and self._is_empty(getattr(self, key))]

    @staticmethod
    def _is_empty(value) -> bool:
        return value in ([], {}) or (isinstance(value, ExchangeShape) and not value.model_fields_set)


class Person(ExchangeShape):
    position: Words = None
    name: Words = None


class DepartmentShape(ExchangeShape):
    name: Words = None
    full_name: Words = None
    head: Person = None


class MunicipalityShape(ExchangeShape):
    name: Name
    region: Words = None
    department: DepartmentShape = None


class NamedSchool(ExchangeShape):
    # It is the only key of the object, and even so it may be absent.
    name: Name = None


class OrderShape(ExchangeShape):
    id: Name = None
    act: ActWord = None
    number: Words = None
    date: Date = None
    issuer: Words = None
    place: Words = None
    title: Words = None
    preamble: Words = None
    clauses: list[Words] = None
    signatory: Person = None


class YearsShape(ExchangeShape):
    start: Year
    end: Year


class Approval(ExchangeShape):
    order: Words = None
    annex: Words = None
    caption: Words = None


class AbbreviationShape(ExchangeShape):
    short: Words = None
    long: Words = None


class PassportRow(ExchangeShape):
    label: Words = None
    text: Words = None


class TableShape(ExchangeShape):
    """A table that the portal keeps as it is; a joined cell's words are in its upper left place.

    Each item of `merged` is the row and column of that place, from 0, and how many rows and columns are joined.
    """

    title: Words = None
    header_rows: Annotated[int, Field(ge=0)] = None
    rows: list[list[Words]] = None
    merged: list[Annotated[list[Annotated[int, Field(ge=0)]], Field(min_length=4, max_length=4)]] = None


class SectionShape(ExchangeShape):
    number: Words = None
    title: Words = None
    text: Words = None
    tables: Annotated[list[TableShape], Field(min_length=1)] = None


class ResourcesShape(ExchangeShape):
    """The programme's resources: money by years and sources; `years` has the period of a column by its heading, where
    a person said it."""

    title: Words = None
    table: TableShape
    years: Annotated[dict[Words, MoneyColumn], Field(min_length=1)] = None


class IndicatorColumn(ExchangeShape):
    key: Literal["number", "name", "baseline", "values", "target", "period", "unit"] | FurtherColumn
    title: Words = None


class PlanAndFactShape(ExchangeShape):
    plan: Words = None
    fact: Words = None


class IndicatorShape(ExchangeShape):
    number: Words = None
    name: Words = None
    heading: Words = None
    baseline: Words = None
    unit: Words = None
    values: dict[PeriodLabel, PlanAndFactShape] = None
    target: Words = None
    cells: Annotated[dict[FurtherColumn, Words], Field(min_length=1)] = None


class IndicatorGroupShape(ExchangeShape):
    title: Words = None
    rows: list[IndicatorShape] = None


class IndicatorsShape(ExchangeShape):
    title: Words = None
    periods: list[PeriodLabel] = None
    layout: Literal["periods-in-columns", "periods-in-rows"] = None
    columns: Annotated[list[IndicatorColumn], Field(max_length=MOST_COLUMNS)] = None
    groups: list[IndicatorGroupShape] = None


class RoadmapColumn(ExchangeShape):
    key: (
        Literal["number", "direction", "name", "term", "start", "end", "responsible", "result", "document", "report"]
        | PlanColumnKey
    )
    title: Words = None


class StageShape(ExchangeShape):
    name: Words = None
    term: Words = None
    start: Words = None
    end: Words = None
    marks: Annotated[dict[PeriodLabel, Words], Field(min_length=1)] = None
    cells: Annotated[dict[FurtherColumn, Words], Field(min_length=1)] = None
    responsible: Words = None
    result: Words = None
    document: Words = None


class ActivityShape(ExchangeShape):
    number: Words = None
    name: Words = None
    term: Words = None
    start: Words = None
    end: Words = None
    marks: Annotated[dict[PeriodLabel, Words], Field(min_length=1)] = None
    cells: Annotated[dict[FurtherColumn, Words], Field(min_length=1)] = None
    responsible: Words = None
    result: Words = None
    document: Words = None
    stages: Annotated[list[StageShape], Field(min_length=1)] = None
    report: Words = None


class DirectionShape(ExchangeShape):
    number: Words = None
    title: Words = None
    directions: list["DirectionShape"] = None
    activities: list[ActivityShape] = None


class RoadmapShape(ExchangeShape):
    title: Words = None
    period: Words = None
    columns: Annotated[list[RoadmapColumn], Field(max_length=MOST_COLUMNS)] = None
    directions: list[DirectionShape] = None


class ProgrammeShape(ExchangeShape):
    title: Name
    kind: Literal["programme", "measures", "plan"] = None
    period: YearsShape
    approved_by: Approval = None
    approval_stamp: Person = None
    abbreviations: list[AbbreviationShape] = None
    passport: list[PassportRow] = None
    sections: list[SectionShape] = None
    indicators: IndicatorsShape = None
    roadmap: RoadmapShape = None
    resources: ResourcesShape = None


class AnnexShape(ExchangeShape):
    annex: Words = None
    order: Words = None
    caption: Words = None
    title: Words = None
    text: Words = None
    tables: Annotated[list[TableShape], Field(min_length=1)] = None


class CriterionShape(ExchangeShape):
    number: Words = None
    name: Words = None
    current: Words = None
    expected: Words = None


class ListedSchoolShape(ExchangeShape):
    school: Words = None
    criteria: list[CriterionShape] = None


class LowResultListShape(ExchangeShape):
    title: Words = None
    year: PeriodLabel = None
    order: Words = None
    annex: Words = None
    caption: Words = None
    columns: list[Words] = None
    schools: list[ListedSchoolShape] = None


class ProgrammeDocument(ExchangeShape):
    format: Literal["municipal-school-programme/1", "municipal-school-programme/2"]
    municipality: MunicipalityShape
    schools: list[NamedSchool] = None
    orders: list[OrderShape] = None
    programme: ProgrammeShape
    annexes: list[AnnexShape] = None
    low_result_schools: list[LowResultListShape] = None
