"""Tells a school's history on the lists of low results: since when it is on them, why, when and why it left."""

from dataclasses import dataclass
from itertools import groupby

from indicators.catalogue.models import Period
from indicators.identification.models import LowResultList, RunSchool
from schools.directory.models import School


@dataclass(frozen=True)
class Mention:
    """What a confirmed run, or a list without a run, says of the school."""

    period: Period
    is_listed: bool
    why: str
    decided_otherwise: bool = False
    run_school: int | None = None
    order: str = ""


@dataclass(frozen=True)
class ListedYear:
    """A year with lists; the school is listed if any of them has it.

    `before` says whether it was listed in the previous such year, None in the first one.
    """

    period: Period
    mentions: list[Mention]
    before: bool | None

    @property
    def is_listed(self) -> bool:
        return any(mention.is_listed for mention in self.mentions)

    @property
    def change(self) -> str:
        if self.is_listed:
            return "осталась в списке" if self.before else "вошла в список"
        return "вышла из списка" if self.before else "не в списке"


@dataclass(frozen=True)
class ListingHistory:
    """The years with lists, the latest first."""

    years: list[ListedYear]

    @property
    def sentence(self) -> str:
        if not any(year.is_listed for year in self.years):
            return "В утверждённых списках школы не было."
        if self.years[0].is_listed:
            since = next(year for year in self.years if year.is_listed and not year.before)
            return f"В списке, начиная со списка за {since.period}."
        left = next(year for year in self.years if year.before and not year.is_listed)
        return f"Не в списке: вышла в списке за {left.period}."


def listing_history(school: School) -> ListingHistory:
    """The school's history on the lists that have a year."""
    mentions = sorted(
        [*_from_runs(school), *_from_other_lists(school)],
        key=lambda each: each.period.start_on,
        reverse=True,
    )
    grouped = [(period, list(group)) for period, group in groupby(mentions, key=lambda mention: mention.period)]
    years: list[ListedYear] = []
    before = None
    for period, group in reversed(grouped):
        years.insert(0, ListedYear(period, group, before))
        before = years[0].is_listed
    return ListingHistory(years)


def _from_runs(school: School) -> list[Mention]:
    found = RunSchool.objects.filter(school=school, run__confirmed_at__isnull=False).defer("values")
    return [
        Mention(
            each.run.period, each.is_listed, each.reason or each.protocol.sentence,
            bool(each.decision) and each.decision != each.verdict, each.pk,
            _name_of_order(getattr(each.run, "low_result_list", None)),
        )
        for each in found.select_related("run__period", "run__low_result_list__order").order_by("run__confirmed_at")
    ]  # fmt: skip


def _from_other_lists(school: School) -> list[Mention]:
    lists = LowResultList.objects.filter(municipality=school.municipality_id, run=None, period__isnull=False)
    on = set(lists.filter(listed_schools__school=school).values_list("pk", flat=True))
    return [
        Mention(
            each.period, each.pk in on,
            "Стоит в списке, внесённом на портал." if each.pk in on else "В списке, внесённом на портал, её нет.",
            order=_name_of_order(each),
        )
        for each in lists.select_related("period", "order").order_by("pk")
    ]  # fmt: skip


def _name_of_order(low_result_list: LowResultList | None) -> str:
    return str(low_result_list.order) if low_result_list and low_result_list.order_id else ""
