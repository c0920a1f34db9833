"""Reads what a method needs of a municipality, 500 schools at a time, and judges the schools."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from indicators.catalogue.models import Indicator, Period, previous_label
from indicators.identification.format.delivered import delivered_identification
from indicators.identification.format.protocol import MUNICIPAL_FIGURES
from indicators.identification.format.sentences import method_in_words
from indicators.identification.format.shape import IdentificationShape, names_of, years_of
from indicators.identification.judging.judge import Judge, JudgedSchool, Judgement, layout_of
from indicators.identification.judging.protocol_writing import ProtocolWriter, figures_of
from indicators.identification.models import Method
from indicators.identification.shared.method_parts import IndicatorName
from indicators.values.models import Value
from portal.refusals import Refusal
from portal.text.keys import natural_key
from schools.directory.models import Municipality, School

SCHOOLS_AT_ONCE = 500
_NO_NOTES = "[]"


class CannotJudge(Refusal):
    """There is no such method or municipality, or the method can't be used for that period."""


@dataclass(frozen=True)
class ChosenIdentificationMethod:
    """A chosen method: a delivered one has a `key`, a municipality's own a `record` too."""

    shape: IdentificationShape
    key: str = ""
    record: Method | None = None


def choose_method(name: str, municipality: Municipality) -> ChosenIdentificationMethod:
    """The newest version of the municipality's method with that name, else the delivered one with that key.

    Raises CannotJudge if there is neither.
    """
    methods = Method.objects.filter(municipality=municipality).newest()
    if own := methods.filter(name_key=natural_key(name)).first():
        return ChosenIdentificationMethod(own.shape, own.origin, own)
    if name in delivered_identification():
        return ChosenIdentificationMethod(delivered_identification()[name], name)
    known = ", ".join([*delivered_identification(), *(f"«{method.name}»" for method in methods)])
    raise CannotJudge(f"Метода «{name}» нет. Есть: {known}.")


def named_indicators(municipality: Municipality, names: Iterable[IndicatorName]) -> dict[IndicatorName, Indicator]:
    """The municipality's indicators by those of the names that it has.

    A name without a heading also finds the only indicator with that name under any heading.
    """
    keys = {name: (natural_key(name.heading), natural_key(name.name)) for name in names}
    found = Indicator.objects.filter(
        municipality=municipality, name_key__in={name_key for _, name_key in keys.values()}
    )
    by_name: dict[str, list[Indicator]] = {}
    for indicator in found:
        by_name.setdefault(indicator.name_key, []).append(indicator)
    named = {}
    for name, (heading_key, name_key) in keys.items():
        alike = by_name.get(name_key, [])
        exact = [indicator for indicator in alike if indicator.heading_key == heading_key]
        chosen = exact or (alike if not heading_key and len(alike) == 1 else [])
        if chosen:
            named[name] = chosen[0]
    return named


@dataclass(frozen=True)
class Inquiry:
    """A method applied to a municipality for a period: what it reads, and its judgements.

    `years_before` more years are read than the method needs. Raises CannotJudge if the method is not valid then.
    """

    municipality: Municipality
    period: Period
    method: IdentificationShape
    years_before: int = 0

    def __post_init__(self):
        start, until = self.method.valid_from, self.method.valid_until
        if (start and self.period.end_on < start) or (until and self.period.start_on > until):
            span = " ".join([f"с {start:%d.%m.%Y}" if start else "", f"по {until:%d.%m.%Y}" if until else ""]).strip()
            raise CannotJudge(f"Метод «{self.method.name}» действует {span}: за {self.period} по нему не судят.")

    @cached_property
    def labels(self) -> list[str]:
        labels = [self.period.label]
        while len(labels) < years_of(self.method) + self.years_before:
            labels.append(previous_label(labels[-1]))
        return labels

    @cached_property
    def catalogue(self) -> dict[IndicatorName, Indicator]:
        return named_indicators(self.municipality, names_of(self.method))

    @cached_property
    def judge(self) -> Judge:
        units = {name: indicator.unit for name, indicator in self.catalogue.items()}
        return Judge(self.method, layout_of(self.method, self.labels, units))

    @property
    def remarks(self) -> list[str]:
        absent = [str(name) for name in names_of(self.method) if name not in self.catalogue]
        if not absent:
            return []
        names = "; ".join(f"«{name}»" for name in absent)
        return [f"В каталоге муниципалитета нет показателей: {names}. Признаки по ним остаются без данных."]

    def judgements(self) -> Iterator[Judgement]:
        """The judgements of all schools, by no particular order; more than 500 schools are read again for each survey.

        So memory holds one batch, and for rankings two numbers for each school.
        """
        read = self._batches
        if (surveys := self.judge.surveys) and len(self._schools) <= SCHOOLS_AT_ONCE:
            batches = list(read())
            read = partial(iter, batches)
        for survey in surveys:
            for batch in read():
                survey(batch)
        self.judge.settle()
        for batch in read():
            yield from map(self.judge.judge, batch)

    def _batches(self) -> Iterator[list[JudgedSchool]]:
        reader = ValueReader(self)
        for start in range(0, len(self._schools), SCHOOLS_AT_ONCE):
            yield reader.read(self._schools[start : start + SCHOOLS_AT_ONCE])

    @cached_property
    def _schools(self) -> list[tuple[int, str, str]]:
        """Id, name and kind of working schools, and of closed ones that have values of the period, ordered by id."""
        of_the_year = Value.objects.facts().filter(school=OuterRef("pk"), period=self.period)
        schools = (
            School.objects.by_themselves()
            .filter(municipality=self.municipality)
            .filter(Q(is_active=True) | Exists(of_the_year))
        )
        return list(schools.order_by("pk").values_list("pk", "name", "kind"))


class ValueReader:
    """Reads the values of schools into the method's layout."""

    def __init__(self, inquiry: Inquiry):
        layout = inquiry.judge.layout
        self.width = len(layout)
        periods = dict(Period.objects.filter(label__in=layout.labels).values_list("label", "pk"))
        self.periods = list(periods.values())
        self.indicators = [indicator.pk for indicator in inquiry.catalogue.values()]
        self.slots = {
            (inquiry.catalogue[name].pk, periods[label]): layout.slot(place, offset)
            for place, name in enumerate(layout.indicators) if name in inquiry.catalogue
            for offset, label in enumerate(layout.labels) if label in periods
        }  # fmt: skip

    def read(self, schools: Sequence[tuple[int, str, str]]) -> list[JudgedSchool]:
        """Read the values of these schools, given as id, name and kind.

        The query asks for a range of ids, which is faster than a list; other schools in the range are skipped.
        """
        texts: dict[int, list[str | None]] = {pk: [None] * self.width for pk, _, _ in schools}
        if not texts:
            return []
        rows = (
            Value.objects.facts()
            .filter(
                school__gte=min(texts), school__lte=max(texts), indicator__in=self.indicators, period__in=self.periods
            )
            .order_by()
            .values_list("school_id", "indicator_id", "period_id", "text", "notes")
        )
        slots = self.slots
        notes: dict[int, dict[int, list[str]]] = {}
        for school_id, indicator_id, period_id, text, noted in _fetch_rows(rows):
            if school := texts.get(school_id):
                school[slots[indicator_id, period_id]] = text
                if text and noted != _NO_NOTES:
                    notes.setdefault(school_id, {})[slots[indicator_id, period_id]] = json.loads(noted)
        return [JudgedSchool(pk, name, texts[pk], kind, notes.get(pk, {})) for pk, name, kind in schools]


def _fetch_rows(values: QuerySet) -> Iterator[tuple]:
    """A queryset's rows as the database returns them; Django's conversion would take as long as judging."""
    try:
        sql, params = values.query.sql_with_params()
    except EmptyResultSet:
        return
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        while rows := cursor.fetchmany(10_000):
            yield from rows


def run_as_json(inquiry: Inquiry) -> dict:
    """A run that is not kept: the method, the municipality's figures and the protocol of each school, as JSON."""
    protocol = ProtocolWriter(inquiry.judge)
    schools = [{"school_id": each.school.key} | protocol.of(each).as_json() for each in inquiry.judgements()]
    return {
        "method": inquiry.method.name,
        "version": inquiry.method.version,
        "year": inquiry.period.label,
        "municipality": inquiry.municipality.name,
        "sentence": method_in_words(inquiry.method),
        "remarks": inquiry.remarks,
        "figures": MUNICIPAL_FIGURES.dump_python(figures_of(inquiry.judge), mode="json"),
        "schools": sorted(schools, key=lambda school: natural_key(school["school"])),
    }
