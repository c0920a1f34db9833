from dataclasses import dataclass

from django.db.models import Case, QuerySet, When

from indicators.models import ListedSchool, LowResultList
from roadmap.models import Programme


def listed_school_ids(programme: Programme) -> list[int]:
    """Schools of the programme's own lists of low results, or, where it has none, of the municipality's latest."""
    own = ListedSchool.objects.filter(low_result_list__programmes=programme, school__isnull=False)
    latest = programme.municipality.low_result_lists.first()
    listed = own if own.exists() else ListedSchool.objects.filter(low_result_list=latest, school__isnull=False)
    return list(listed.values_list("school", flat=True))


@dataclass(frozen=True)
class ListedProgramme:
    """A listed school, how much is expected of it, and the programmes that it has of its own."""

    listed: ListedSchool
    expected: int
    programmes: list[Programme]


def programmes_of_list(low_result_list: LowResultList) -> list[ListedProgramme]:
    listed = list(low_result_list.listed_schools.select_related("school").prefetch_related("criteria"))
    own: dict[int, list[Programme]] = {}
    for programme in Programme.objects.current().filter(school__in=[each.school_id for each in listed]):
        own.setdefault(programme.school_id, []).append(programme)
    return [
        ListedProgramme(each, sum(bool(line.expected) for line in each.criteria.all()), own.get(each.school_id, []))
        for each in listed
    ]


def sources_for_schools(municipality_id: int) -> QuerySet[Programme]:
    """What a school's own programme may be made from: templates first, then programmes of the municipality."""
    sources = Programme.objects.exclude(status=Programme.Status.SUPERSEDED)
    is_template = Case(When(status=Programme.Status.TEMPLATE, then=0), default=1)
    return sources.filter(municipality=municipality_id, school=None).order_by(is_template, "-start_year", "title_key")
