"""Identifies low results in the made-up district: three years of values, two confirmed lists, one school overruled."""

import datetime
import json
from pathlib import Path

from indicators.catalogue.models import Indicator, Period
from indicators.identification.judging.inquiry import Inquiry, choose_method
from indicators.identification.lists.actions import name_order, write_expected
from indicators.identification.lists.expected_results import expected_lines
from indicators.identification.methods.actions import copy_delivered
from indicators.identification.models import LowResultList, RunSchool
from indicators.identification.runs.actions import confirm_run, decide, keep_run
from indicators.values.actions import EntryWay, ValueEntry, enter_values
from indicators.values.address import CellAddress
from portal.accounts.models import User
from schools.directory.models import Municipality
from schools.orders.models import Order

_FILE = Path(__file__).parent / "identification.json"
_GROUP = "Идентификация школ с низкими результатами"


def identify(municipality: Municipality, *, specialist: User, coordinator: User) -> None:
    """Identify schools by the district's own copy of a delivered method; the earlier list gets its order."""
    told = json.loads(_FILE.read_text(encoding="utf-8"))
    for name, kind in told["kinds"].items():
        municipality.schools.filter(name=name).update(kind=kind)
    _enter(told, municipality, by=specialist)
    copy_delivered(key=told["method"], municipality=municipality, name=told["name"], by=coordinator)
    chosen = choose_method(told["name"], municipality)
    for label in ("2025", "2026"):
        inquiry = Inquiry(municipality, Period.objects.get(label=label), chosen.shape)
        run = keep_run(inquiry=inquiry, chosen=chosen, by=coordinator)
        for each in told["decisions"]:
            if each["year"] == label:
                school = run.schools.get(name=each["school"])
                decide(school=school, decision=each["decision"], reason=each["reason"], by=coordinator)
        for school in run.schools.exclude(verdict=RunSchool.Verdict.UNKNOWN).filter(decision=""):
            decide(school=school, decision=school.verdict, by=coordinator)
        confirm_run(run=run, by=coordinator)
    _approve(told["order"], municipality, by=coordinator)
    _expect(told["expected"], municipality, by=coordinator)


def _enter(told: dict, municipality: Municipality, *, by: User) -> None:
    last = Indicator.objects.filter(municipality=municipality).order_by("position").last()
    indicators = [
        Indicator.objects.create(
            municipality=municipality, heading=heading, name=name, unit="%", group=_GROUP, possible_max=100,
            rule=Indicator.Rule.MEAN, direction=Indicator.Direction(*direction or ["less"]),
            position=last.position + place,
        )
        for place, (heading, name, *direction) in enumerate(told["indicators"], start=1)
    ]  # fmt: skip
    schools = {school.name: school.pk for school in municipality.schools.all()}
    periods = Period.objects.labelled(list(told["values"]))
    entries = [
        ValueEntry(CellAddress(indicator.pk, label, schools[school]), text)
        for label, of_schools in told["values"].items() for school, texts in of_schools.items()
        for indicator, text in zip(indicators, texts, strict=False) if text
    ]  # fmt: skip
    by_id = {indicator.pk: indicator for indicator in indicators}
    enter_values(entries, indicators=by_id, periods=periods, way=EntryWay.IMPORT, by=by)


def _approve(order: dict, municipality: Municipality, *, by: User) -> None:
    made = Order(
        municipality=municipality, number=order["number"], title=order["title"],
        issued_on=datetime.date.fromisoformat(order["issued_on"]),
    )  # fmt: skip
    low_result_list = LowResultList.objects.get(municipality=municipality, run__period__label=order["year"])
    name_order(low_result_list=low_result_list, order=made, annex=order["annex"], by=by)


def _expect(told: dict, municipality: Municipality, *, by: User) -> None:
    """Write the results that the portal proposes for some schools; others of the list still wait for theirs."""
    low_result_list = LowResultList.objects.get(municipality=municipality, run__period__label=told["year"])
    for listed in low_result_list.listed_schools.filter(name__in=told["schools"]):
        lines = [line for line in expected_lines(listed) if line.is_of_this_year and line.is_low]
        write_expected(listed=listed, expected={line.criterion.pk: line.proposal for line in lines}, by=by)
