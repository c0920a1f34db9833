"""Writes a programme from the database as a document of the interchange format.

What people entered in the portal is written where the format has a place for it: facts of indicators in place of the
document's, and reports on activities behind its words.
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
    """Return the document as plain values, with what people entered in the portal or only as the document states it."""
    order_keys = {link.order_id: link.key for link in programme.order_links.all()}
    orders_of_lists = _find_orders_of_lists(programme, order_keys)
    exported = {
        "format": FORMAT,
        "municipality": programme.requisites,
        "schools": [_select_stated(school, "name") for school in programme.named_schools.all()],
        "orders": [
            _select_stated(link, id="key") | _write_act(link.order) | _write_order(link.order)
            for link in programme.order_links.select_related("order")
        ]
        + [{"id": order_keys[each.pk]} | _write_act(each) | _write_order(each) for each in orders_of_lists],
        "programme": _write_programme(programme, order_keys, with_entered),
        "annexes": [
            _select_stated(annex, "annex", "caption", "title", "text")
            | _select_filled(annex, "tables")
            | _write_order_key(annex, order_keys)
            for annex in programme.annexes.all()
        ],
        "low_result_schools": [
            _write_low_result_list(each, order_keys)
            for each in programme.low_result_lists.order_by("programme_links__position")
            .select_related("period")
            .prefetch_related("listed_schools__criteria")
        ],
    }
    return with_version(_drop_unstated(exported, programme.empty_keys))


def _find_orders_of_lists(programme: Programme, order_keys: dict) -> list[Order]:
    """Return orders that approved the programme's lists but aren't named by it; adds their keys to `order_keys`."""
    lists = programme.low_result_lists.exclude(order=None).exclude(order__in=list(order_keys))
    orders = list(Order.objects.filter(pk__in=lists.values("order")).order_by("issued_on", "pk"))
    for each in orders:
        key = each.number or str(each.pk)
        order_keys[each.pk] = f"{key} ({each.pk})" if key in order_keys.values() else key
    return orders


def _select_stated(record: Model, *keys: str, **renamed: str) -> dict:
    """Return those fields of the record that the document states (not None); `key="field"` if the names differ."""
    fields = {key: key for key in keys} | renamed
    return {key: getattr(record, name) for key, name in fields.items() if getattr(record, name) is not None}


def _drop_unstated(exported: dict, empty_keys: list[str]) -> dict:
    """Leave out empty lists and objects, unless the document itself has them empty."""
    return {key: value for key, value in exported.items() if value not in ([], {}) or key in empty_keys}


def _write_order_key(record: Model, order_keys: dict) -> dict:
    return {"order": order_keys[record.order_id]} if record.order_id else {}


def _write_act(order: Order) -> dict:
    """Return the kind of act; that it is an order is left out unless the document says so."""
    is_said = order.act != Act.ORDER or order.act_word is not None
    return {"act": order.act_heading} if is_said else {}


def _write_order(order: Order) -> dict:
    exported = _select_stated(order, "number")
    if order.issued_on:
        exported["date"] = order.issued_on.isoformat()
    exported |= _select_stated(order, "issuer", "place", "title", "preamble", "clauses")
    exported["signatory"] = _select_stated(order, position="signatory_position", name="signatory_name")
    return _drop_unstated(exported, order.empty_keys)


def _write_programme(programme: Programme, order_keys: dict, with_entered: bool) -> dict:
    approval = _select_stated(programme, annex="approval_annex", caption="approval_caption")
    if programme.approval_order_id:
        approval["order"] = order_keys[programme.approval_order_id]
    exported = {
        "title": programme.title,
        **_select_stated(programme, "kind"),
        "period": {"start": programme.start_year, "end": programme.end_year},
        "approved_by": approval,
        "approval_stamp": _select_stated(programme, position="stamp_position", name="stamp_name"),
        "abbreviations": [_select_stated(each, "short", "long") for each in programme.abbreviations.all()],
        "passport": [_select_stated(each, "label", "text") for each in programme.passport.all()],
        "sections": [
            _select_stated(section, "number", "title", "text") | _select_filled(section, "tables")
            for section in programme.sections.all()
            if section.is_stated
        ],
        "indicators": _write_indicators(programme, with_entered),
        "roadmap": _write_roadmap(programme, with_entered),
        **_select_filled(programme, "resources"),
    }
    return _drop_unstated(exported, programme.empty_keys)


def _write_indicators(programme: Programme, with_entered: bool) -> dict:
    table = getattr(programme, "indicator_table", None)
    if table is None:
        return {}
    facts = _read_entered_facts(table) if with_entered else {}
    exported = _select_stated(table, "title", "layout", "columns", periods="period_labels")
    exported["groups"] = [
        _write_group(group, table.period_labels or [], facts)
        for group in table.groups.prefetch_related("rows__values__period")
    ]
    return {key: value for key, value in exported.items() if key != "groups" or value or "groups" in table.empty_keys}


def _read_entered_facts(table: IndicatorTable) -> dict[tuple[int, str], str]:
    """Return the municipality's facts entered in the portal, by indicator and period."""
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


def _write_group(group: IndicatorGroup, labels: list[str], facts: dict) -> dict:
    rows = []
    for row in group.rows.all():
        stated = {value.period.label: _select_stated(value, "plan", "fact") for value in row.values.all()}
        for label in labels:
            if entered := facts.get((row.indicator_id, label)):
                stated.setdefault(label, {})["fact"] = entered
        exported = _select_stated(row, "number", "name", "heading", "unit", "baseline", "target") | _select_filled(
            row, "cells"
        )
        exported["values"] = {label: stated[label] for label in labels if label in stated}
        rows.append(_drop_unstated(exported, row.empty_keys))
    return _drop_unstated(_select_stated(group, "title") | {"rows": rows}, group.empty_keys)


def _write_roadmap(programme: Programme, with_entered: bool) -> dict:
    roadmap = getattr(programme, "roadmap", None)
    if roadmap is None:
        return {}
    exported = _select_stated(roadmap, "title", "period", "columns")
    exported["directions"] = _write_directions(roadmap, with_entered)
    return {
        key: value for key, value in exported.items()
        if key != "directions" or value or "directions" in roadmap.empty_keys
    }  # fmt: skip


def _write_directions(roadmap: Roadmap, with_entered: bool) -> list[dict]:
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
        exported = _select_stated(direction, "number", "title") | {
            "directions": [export(child) for child in children[direction.pk]],
            "activities": [_write_activity(activity) for activity in direction.activities.all()],
        }
        return _drop_unstated(exported, direction.empty_keys)

    return [export(direction) for direction in children[None]]


def _write_activity(activity: Activity) -> dict:
    exported = _select_stated(activity, "number", "name") | _write_place(activity)
    if stages := [_select_stated(stage, "name") | _write_place(stage) for stage in activity.stages.all()]:
        exported["stages"] = stages
    report = reported_text(activity)
    return exported if report is None else exported | {"report": report}


def _write_place(place: Activity | Stage) -> dict:
    """Return the words of a place, without a term that the portal made of other cells."""
    term = {} if place.term_is_made else _select_stated(place, "term")
    words = _select_stated(place, "start", "end", "responsible", "result", "document")
    return term | words | _select_filled(place, "marks", "cells")


def _select_filled(record: Model, *fields: str) -> dict:
    """Return those of the fields that aren't empty."""
    return {field: getattr(record, field) for field in fields if getattr(record, field)}


def _write_low_result_list(low_result_list: LowResultList, order_keys: dict) -> dict:
    exported = _select_stated(low_result_list, "title", "annex", "caption", "columns")
    exported |= _write_order_key(low_result_list, order_keys)
    if low_result_list.period:
        exported["year"] = low_result_list.period.label
    schools = [
        _drop_unstated(
            _select_stated(school, school="name")
            | {
                "criteria": [
                    _select_stated(each, "number", "name", "current", "expected") for each in school.criteria.all()
                ]
            },
            school.empty_keys,
        )
        for school in low_result_list.listed_schools.all()
    ]
    if schools or "schools" in low_result_list.empty_keys:
        exported["schools"] = schools
    return exported
