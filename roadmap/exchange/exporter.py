"""A programme from the database as a document of the interchange format.

What people entered in the portal stands where the format has room for it: a fact that the document does not state,
a report on an activity that it does not report on.
"""

import json
from collections import defaultdict

from django.db.models import Model, Prefetch

from indicators.identification.models import LowResultList
from indicators.values.models import Value
from roadmap.exchange.format import FORMAT
from roadmap.exchange.versions import with_version
from roadmap.execution.models import Assignment
from roadmap.execution.queries.moved import add_moved_reports
from roadmap.execution.queries.reported import reported_assignments, reported_text
from roadmap.plan.models import Activity, Direction, Roadmap, Stage
from roadmap.programmes.models import Programme
from roadmap.targets.models import IndicatorGroup, IndicatorTable
from schools.orders.acts import Act
from schools.orders.models import Order


def programme_as_json(programme: Programme) -> str:
    return json.dumps(programme_as_document(programme), ensure_ascii=False, indent=2) + "\n"


def programme_as_document(programme: Programme, *, with_entered: bool = True) -> dict:
    """With what people entered, or as the document itself states."""
    order_keys = {link.order_id: link.key for link in programme.order_links.all()}
    orders_of_lists = _orders_of_lists(programme, order_keys)
    exported = {
        "format": FORMAT,
        "municipality": programme.requisites,
        "schools": [_stated(school, "name") for school in programme.named_schools.all()],
        "orders": [
            _stated(link, id="key") | _act(link.order) | _order(link.order)
            for link in programme.order_links.select_related("order")
        ]
        + [{"id": order_keys[each.pk]} | _act(each) | _order(each) for each in orders_of_lists],
        "programme": _programme(programme, order_keys, with_entered),
        "annexes": [
            _stated(annex, "annex", "caption", "title", "text")
            | _if_any(annex, "tables")
            | _order_key(annex, order_keys)
            for annex in programme.annexes.all()
        ],
        "low_result_schools": [
            _low_result_list(each, order_keys)
            for each in programme.low_result_lists.order_by("programme_links__position")
            .select_related("period")
            .prefetch_related("listed_schools__criteria")
        ],
    }
    return with_version(_without_unstated(exported, programme.empty_keys))


def _orders_of_lists(programme: Programme, order_keys: dict) -> list[Order]:
    """Those that approved the programme's lists and that it doesn't name itself; they get keys of their own."""
    lists = programme.low_result_lists.exclude(order=None).exclude(order__in=list(order_keys))
    orders = list(Order.objects.filter(pk__in=lists.values("order")).order_by("issued_on", "pk"))
    for each in orders:
        key = each.number or str(each.pk)
        order_keys[each.pk] = f"{key} ({each.pk})" if key in order_keys.values() else key
    return orders


def _stated(record: Model, *keys: str, **renamed: str) -> dict:
    """The keys of the record's fields that the document states; `key="field"` where the names differ."""
    fields = {key: key for key in keys} | renamed
    return {key: getattr(record, name) for key, name in fields.items() if getattr(record, name) is not None}


def _without_unstated(exported: dict, empty_keys: list[str]) -> dict:
    """Without the lists and objects that have nothing in them, unless the document states them so."""
    return {key: value for key, value in exported.items() if value not in ([], {}) or key in empty_keys}


def _order_key(record: Model, order_keys: dict) -> dict:
    return {"order": order_keys[record.order_id]} if record.order_id else {}


def _act(order: Order) -> dict:
    """An order is left unsaid, unless the document says it."""
    is_said = order.act != Act.ORDER or order.act_word is not None
    return {"act": order.act_heading} if is_said else {}


def _order(order: Order) -> dict:
    exported = _stated(order, "number", "issuer", "place", "title", "preamble", "clauses")
    if order.issued_on:
        exported["date"] = order.issued_on.isoformat()
    exported["signatory"] = _stated(order, position="signatory_position", name="signatory_name")
    return _without_unstated(exported, order.empty_keys)


def _programme(programme: Programme, order_keys: dict, with_entered: bool) -> dict:
    approval = _stated(programme, annex="approval_annex", caption="approval_caption")
    if programme.approval_order_id:
        approval["order"] = order_keys[programme.approval_order_id]
    exported = {
        "title": programme.title,
        **_stated(programme, "kind"),
        "period": {"start": programme.start_year, "end": programme.end_year},
        "approved_by": approval,
        "approval_stamp": _stated(programme, position="stamp_position", name="stamp_name"),
        "abbreviations": [_stated(each, "short", "long") for each in programme.abbreviations.all()],
        "passport": [_stated(each, "label", "text") for each in programme.passport.all()],
        "sections": [
            _stated(section, "number", "title", "text") | _if_any(section, "tables")
            for section in programme.sections.all()
            if section.is_stated
        ],
        "indicators": _indicators(programme, with_entered),
        "roadmap": _roadmap(programme, with_entered),
        **_if_any(programme, "resources"),
    }
    return _without_unstated(exported, programme.empty_keys)


def _indicators(programme: Programme, with_entered: bool) -> dict:
    table = getattr(programme, "indicator_table", None)
    if table is None:
        return {}
    facts = _entered_facts(table) if with_entered else {}
    exported = _stated(table, "title", "layout", "columns", periods="period_labels")
    exported["groups"] = [
        _group(group, table.period_labels or [], facts)
        for group in table.groups.prefetch_related("rows__values__period")
    ]
    return {key: value for key, value in exported.items() if key != "groups" or value or "groups" in table.empty_keys}


def _entered_facts(table: IndicatorTable) -> dict[tuple[int, str], str]:
    values = (
        Value.objects.facts()
        .of(None)
        .filter(indicator__rows__group__table=table, period__label__in=table.period_labels or [])
        .exclude(text="")
    )
    return {
        (indicator_id, label): text
        for indicator_id, label, text in values.values_list("indicator", "period__label", "text")
    }


def _group(group: IndicatorGroup, labels: list[str], facts: dict) -> dict:
    rows = []
    for row in group.rows.all():
        stated = {value.period.label: _stated(value, "plan", "fact") for value in row.values.all()}
        for label in labels:
            if entered := facts.get((row.indicator_id, label)):
                stated.setdefault(label, {})["fact"] = entered
        exported = _stated(row, "number", "name", "heading", "unit", "baseline", "target") | _if_any(row, "cells")
        exported["values"] = {label: stated[label] for label in labels if label in stated}
        rows.append(_without_unstated(exported, row.empty_keys))
    return _without_unstated(_stated(group, "title") | {"rows": rows}, group.empty_keys)


def _roadmap(programme: Programme, with_entered: bool) -> dict:
    roadmap = getattr(programme, "roadmap", None)
    if roadmap is None:
        return {}
    exported = _stated(roadmap, "title", "period", "columns")
    exported["directions"] = _directions(roadmap, with_entered)
    return {
        key: value for key, value in exported.items()
        if key != "directions" or value or "directions" in roadmap.empty_keys
    }  # fmt: skip


def _directions(roadmap: Roadmap, with_entered: bool) -> list[dict]:
    children = defaultdict(list)
    reported = reported_assignments() if with_entered else reported_assignments(Assignment.objects.none())
    activities = Activity.objects.prefetch_related("stages", reported)
    for direction in roadmap.directions.prefetch_related(Prefetch("activities", activities)):
        children[direction.parent_id].append(direction)
    if with_entered:
        of_all = (
            activity for each in children.values() for direction in each for activity in direction.activities.all()
        )
        add_moved_reports(roadmap.programme, of_all)

    def export(direction: Direction) -> dict:
        exported = _stated(direction, "number", "title") | {
            "directions": [export(child) for child in children[direction.pk]],
            "activities": [_activity(activity) for activity in direction.activities.all()],
        }
        return _without_unstated(exported, direction.empty_keys)

    return [export(direction) for direction in children[None]]


def _activity(activity: Activity) -> dict:
    exported = _stated(activity, "number", "name") | _of_place(activity)
    if stages := [_stated(stage, "name") | _of_place(stage) for stage in activity.stages.all()]:
        exported["stages"] = stages
    report = reported_text(activity)
    return exported if report is None else exported | {"report": report}


def _of_place(place: Activity | Stage) -> dict:
    """A term that the portal made of other cells is not the document's."""
    term = {} if place.term_is_made else _stated(place, "term")
    words = _stated(place, "start", "end", "responsible", "result", "document")
    return term | words | _if_any(place, "marks", "cells")


def _if_any(record: Model, *fields: str) -> dict:
    """Fields that the document states only where there is something in them."""
    return {field: getattr(record, field) for field in fields if getattr(record, field)}


def _low_result_list(low_result_list: LowResultList, order_keys: dict) -> dict:
    exported = _stated(low_result_list, "title", "annex", "caption", "columns")
    exported |= _order_key(low_result_list, order_keys)
    if low_result_list.period:
        exported["year"] = low_result_list.period.label
    schools = [
        _without_unstated(
            _stated(school, school="name")
            | {"criteria": [_stated(each, "number", "name", "current", "expected") for each in school.criteria.all()]},
            school.empty_keys,
        )
        for school in low_result_list.listed_schools.all()
    ]
    if schools or "schools" in low_result_list.empty_keys:
        exported["schools"] = schools
    return exported
