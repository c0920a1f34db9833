"""Finds listed schools with their programmes, and what each revision has of its own."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, Count, QuerySet, When

from indicators.identification.models import ListedSchool, LowResultList
from roadmap.execution.models import Assignment
from roadmap.programmes.editions import Edition
from roadmap.programmes.models import Programme, ProgrammeList


def listed_school_ids(programme: Programme) -> list[int]:
    """Return ids of schools in the programme's lists of low results, or in the municipality's latest if it has none."""
    own = ListedSchool.objects.filter(low_result_list__programmes=programme, school__isnull=False)
    latest = programme.municipality.low_result_lists.first()
    listed = own if own.exists() else ListedSchool.objects.filter(low_result_list=latest, school__isnull=False)
    return list(listed.values_list("school", flat=True))


@dataclass(frozen=True)
class ListedProgramme:
    """A listed school, the number of its criteria with an expected result, and its own programmes."""

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


@dataclass(frozen=True)
class EditionBelongings:
    """A revision with lists of schools of its own, and how many reports stayed with it.

    A report stays with a superseded revision if the later one removed what it is about.
    """

    edition: Edition
    stayed: int
    lists: list[LowResultList]


def belongings_of(editions: Iterable[Edition], programme: Programme, user) -> list[EditionBelongings]:
    """Return what each revision has of its own; lists that `programme` has too are left out, as its page shows them."""
    programmes = {each.programme.pk: each for each in editions}
    superseded = [pk for pk, each in programmes.items() if each.programme.status == Programme.Status.SUPERSEDED]
    path = "activity__direction__roadmap__programme"
    stayed = Assignment.objects.visible_to(user).reported().filter(**{f"{path}__in": superseded}).order_by()
    counts = dict(stayed.values_list(path).annotate(Count("pk")))
    own = ProgrammeList.objects.filter(programme=programme).values("low_result_list")
    links = ProgrammeList.objects.filter(programme__in=programmes).exclude(low_result_list__in=own)
    links = links.select_related("low_result_list__period")
    lists: dict[int, list[LowResultList]] = {}
    for link in links.filter(low_result_list__in=LowResultList.objects.visible_to(user)):
        lists.setdefault(link.programme_id, []).append(link.low_result_list)
    return [EditionBelongings(each, counts.get(pk, 0), lists.get(pk, [])) for pk, each in programmes.items()]


def sources_for_schools(municipality_id: int) -> QuerySet[Programme]:
    """Return what a school's own programme may be made from: templates first, then the municipality's programmes."""
    sources = Programme.objects.exclude(status=Programme.Status.SUPERSEDED)
    is_template = Case(When(status=Programme.Status.TEMPLATE, then=0), default=1)
    return sources.filter(municipality=municipality_id, school=None).order_by(is_template, "-start_year", "title_key")
