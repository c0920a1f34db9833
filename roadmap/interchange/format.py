"""The programme interchange format, version 1: the shape of the file, one class for each object in it.

A key that the file leaves out is left out again when it is written: fields that may be absent have no value
of their own (`None` stands only for «not set», an explicit `null` is a fault), and dumping excludes what is not set.
"""

import datetime
import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

FORMAT = "municipal-school-programme/1"
_TAG = re.compile(r"<(?!/?u>)[A-Za-z/!]")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_PERIOD = re.compile(r"[0-9]{4}(-[0-9]{4})?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _words(text: str) -> str:
    if tag := _TAG.search(text):
        raise PydanticCustomError(
            "words",
            "Тег «{tag}…» не допускается: из разметки бывает только <u> и </u>.",
            {"tag": text[tag.start() : tag.start() + 12]},
        )
    if _UNSTORABLE.search(text):
        raise PydanticCustomError(
            "words", "В тексте есть знак, которого не бывает в документе (код 0 или обломок пары)."
        )
    return text


def _period(text: str) -> str:
    if not _PERIOD.fullmatch(text):
        raise PydanticCustomError("period", "Период пишется годом («2026») или учебным годом («2026-2027»).")
    return text


def _date(text: str) -> str:
    try:
        if not _DATE.fullmatch(text):
            raise ValueError
        datetime.date.fromisoformat(text)
    except ValueError:
        raise PydanticCustomError("date", "Такой даты нет: дата пишется «ГГГГ-ММ-ДД», например «2026-09-01».") from None
    return text


Words = Annotated[str, AfterValidator(_words)]
Name = Annotated[str, Field(min_length=1), AfterValidator(_words)]
Year = Annotated[int, Field(ge=1900, le=2200)]
PeriodLabel = Annotated[str, AfterValidator(_period)]
Date = Annotated[str, AfterValidator(_date)]


class Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    def as_json(self) -> dict:
        return self.model_dump(exclude_unset=True)

    def states(self, key: str) -> bool:
        return key in self.model_fields_set

    def empty_keys(self) -> list[str]:
        """Keys that are stated and hold an empty list or object."""
        return [key for key in type(self).model_fields if self.states(key) and self._is_empty(getattr(self, key))]

    @staticmethod
    def _is_empty(value) -> bool:
        return value in ([], {}) or (isinstance(value, Shape) and not value.model_fields_set)


class Person(Shape):
    position: Words = None
    name: Words = None


class Department(Shape):
    name: Words = None
    full_name: Words = None
    head: Person = None


class MunicipalityShape(Shape):
    name: Name
    region: Words = None
    department: Department = None


class NamedSchool(Shape):
    # The one key of its object, and still it may be absent.
    name: Name = None


class OrderShape(Shape):
    id: Name = None
    number: Words = None
    date: Date = None
    issuer: Words = None
    place: Words = None
    title: Words = None
    preamble: Words = None
    clauses: list[Words] = None
    signatory: Person = None


class Years(Shape):
    start: Year
    end: Year


class Approval(Shape):
    order: Words = None
    annex: Words = None
    caption: Words = None


class AbbreviationShape(Shape):
    short: Words = None
    long: Words = None


class PassportRow(Shape):
    label: Words = None
    text: Words = None


class SectionShape(Shape):
    number: Words = None
    title: Words = None
    text: Words = None


class IndicatorColumn(Shape):
    key: Literal["number", "name", "baseline", "values", "target", "period"]
    title: Words = None


class PlanAndFact(Shape):
    plan: Words = None
    fact: Words = None


class IndicatorShape(Shape):
    number: Words = None
    name: Words = None
    heading: Words = None
    baseline: Words = None
    values: dict[PeriodLabel, PlanAndFact] = None
    target: Words = None


class IndicatorGroupShape(Shape):
    title: Words = None
    rows: list[IndicatorShape] = None


class Indicators(Shape):
    title: Words = None
    periods: list[PeriodLabel] = None
    layout: Literal["periods-in-columns", "periods-in-rows"] = None
    columns: list[IndicatorColumn] = None
    groups: list[IndicatorGroupShape] = None


class RoadmapColumn(Shape):
    key: Literal["number", "direction", "name", "term", "responsible", "result", "document", "report"]
    title: Words = None


class StageShape(Shape):
    term: Words = None
    responsible: Words = None
    result: Words = None
    document: Words = None


class ActivityShape(Shape):
    number: Words = None
    name: Words = None
    term: Words = None
    responsible: Words = None
    result: Words = None
    document: Words = None
    stages: Annotated[list[StageShape], Field(min_length=1)] = None
    report: Words = None


class DirectionShape(Shape):
    number: Words = None
    title: Words = None
    directions: list["DirectionShape"] = None
    activities: list[ActivityShape] = None


class RoadmapShape(Shape):
    title: Words = None
    period: Words = None
    columns: list[RoadmapColumn] = None
    directions: list[DirectionShape] = None


class ProgrammeShape(Shape):
    title: Name
    kind: Literal["programme", "measures", "plan"] = None
    period: Years
    approved_by: Approval = None
    approval_stamp: Person = None
    abbreviations: list[AbbreviationShape] = None
    passport: list[PassportRow] = None
    sections: list[SectionShape] = None
    indicators: Indicators = None
    roadmap: RoadmapShape = None


class AnnexShape(Shape):
    annex: Words = None
    order: Words = None
    caption: Words = None
    title: Words = None
    text: Words = None


class CriterionShape(Shape):
    number: Words = None
    name: Words = None
    current: Words = None
    expected: Words = None


class ListedSchoolShape(Shape):
    school: Words = None
    criteria: list[CriterionShape] = None


class LowResultListShape(Shape):
    title: Words = None
    year: PeriodLabel = None
    order: Words = None
    annex: Words = None
    caption: Words = None
    columns: list[Words] = None
    schools: list[ListedSchoolShape] = None


class Document(Shape):
    format: Literal["municipal-school-programme/1"]
    municipality: MunicipalityShape
    schools: list[NamedSchool] = None
    orders: list[OrderShape] = None
    programme: ProgrammeShape
    annexes: list[AnnexShape] = None
    low_result_schools: list[LowResultListShape] = None
