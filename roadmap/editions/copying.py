"""A programme made from another: by the way of its document, so that every word comes along."""

from collections.abc import Iterable

from django.db import transaction

from indicators.identification.lists.expected_results import expected_lines
from indicators.identification.models import ListedSchool
from portal.history.actions import Recorded, record_changes
from roadmap.editions.carrying import KnownBefore, carry_along, share_lists
from roadmap.exchange.exporter import programme_as_document
from roadmap.exchange.format import ProgrammeDocument
from roadmap.exchange.importer import take_in
from roadmap.programmes.drafts import WrongProgrammeState
from roadmap.programmes.models import Programme
from roadmap.term.moving import moved_label, moved_on
from schools.directory.models import School

EXPECTED = "Ожидаемые результаты школы"
_YEARLY = ("title", "period", "term", "start", "end")  # places of a document whose years move on with a new programme


@transaction.atomic
def begin_next(source: Programme, *, start_year: int, title: str, by) -> Programme:
    """A draft for later years from a programme or a template: terms moved on, orders, lists and figures left behind."""
    years = start_year - source.start_year
    shape = programme_as_document(source, with_entered=False)
    programme = shape["programme"]
    programme |= {"title": title, "period": {"start": start_year, "end": source.end_year + years}}
    for key in ("orders", "low_result_schools", "schools"):
        shape.pop(key, None)
    programme.pop("approved_by", None)
    for annex in shape.get("annexes", []):
        annex.pop("order", None)
    if roadmap := programme.get("roadmap"):
        _move_on(roadmap, years)
    if indicators := programme.get("indicators"):
        _begin_anew(indicators, years)
    return _made_from(source, shape, f"сделана из программы {source.years}", by=by, school=source.school)


@transaction.atomic
def keep_as_template(source: Programme, *, by) -> Programme:
    """A template that has the programme's words and none of its orders, lists and figures."""
    template = begin_next(source, start_year=source.start_year, title=source.title, by=by)
    template.status = Programme.TRANSITIONS[template.status]["keep_as_template"]
    template.save(update_fields=["status"])
    return template


@transaction.atomic
def begin_amendment(source: Programme, *, by) -> Programme:
    """A draft of the next revision of an approved programme, as it is approved; its own order approves it.

    WrongProgrammeState: the programme is not the revision in force.
    """
    if "amend" not in Programme.TRANSITIONS[source.status]:
        raise WrongProgrammeState("Менять приказом можно только действующую редакцию; проект правят без приказа.")
    shape = programme_as_document(source, with_entered=False)
    for key in ("order", "caption"):
        shape["programme"].get("approved_by", {}).pop(key, None)
    if shape.get("low_result_schools"):
        del shape["low_result_schools"]
        shape["orders"] = shape.get("orders", [])[: source.order_links.count()]  # without those of the lists
        if not shape["orders"] and "orders" not in source.empty_keys:
            del shape["orders"]
    amendment = _made_from(source, shape, "начаты изменения", by=by, amends=source, school=source.school)
    share_lists(source, amendment)
    return amendment


@transaction.atomic
def roll_out(source: Programme, schools: Iterable[School], *, title: str, by) -> list[Programme]:
    """A draft of a programme of its own for each school (ШППКО), with the activities that schools carry out.

    A school that already has one from this programme is left out. `title` may hold «{школа}».
    """
    having = set(source.copies.exclude(school=None).values_list("school", flat=True))
    made = []
    for school in schools:
        if school.pk in having:
            continue
        made.append(_made_from(source, _for_school(source, school, title), "сделана для школы", by=by, school=school))
    return made


@transaction.atomic
def begin_for_listed(source: Programme, listed: ListedSchool, *, start_year: int, by) -> Programme:
    """A draft of a listed school's own programme, from that year on, that aims at its expected results.

    WrongProgrammeState: the school has one from this programme already.
    """
    school = listed.school
    if source.copies.filter(school=school).exists():
        raise WrongProgrammeState(f"У школы «{school}» уже есть программа, сделанная из этой.")
    years = start_year - source.start_year
    end_year = source.end_year + years
    span = str(start_year) if start_year == end_year else f"{start_year}–{end_year}"
    shape = _for_school(source, school, f"Программа повышения качества образования: {{школа}}, {span}")
    programme = shape["programme"]
    programme["period"] = {"start": start_year, "end": end_year}
    if roadmap := programme.get("roadmap"):
        _move_on(roadmap, years)
    if indicators := programme.get("indicators"):
        _begin_anew(indicators, years)
    _aim_at_expected(programme, listed, start_year)
    return _made_from(source, shape, "сделана для школы списка", by=by, school=school)


def _for_school(source: Programme, school: School, title: str) -> dict:
    """Under its own title wherever the municipal one stood; the head of the department doesn't sign it."""
    shape = programme_as_document(source, with_entered=False)
    for key in ("orders", "low_result_schools", "annexes", "schools"):
        shape.pop(key, None)
    programme = shape["programme"]
    programme.pop("approved_by", None)
    for part in ("indicators", "roadmap"):
        programme.get(part, {}).pop("title", None)
    shape["municipality"].get("department", {}).pop("head", None)
    return _renamed(shape, source.title, title.replace("{школа}", school.name))


def _renamed(value, old: str, new: str):
    if isinstance(value, str):
        return value.replace(old, new)
    if isinstance(value, list):
        return [_renamed(each, old, new) for each in value]
    return {key: _renamed(each, old, new) for key, each in value.items()} if isinstance(value, dict) else value


def _aim_at_expected(programme: dict, listed: ListedSchool, start_year: int) -> None:
    """A group of the table of indicators: each criterion with its result now and the one expected.

    Of signs about one indicator the first of a level goes before those of growth or of rank.
    """
    expected = [line for line in expected_lines(listed) if line.is_of_this_year and line.criterion.expected]
    lines = {}
    for line in sorted(expected, key=lambda line: not line.is_of_level):
        lines.setdefault((line.heading, line.name), line.criterion)
    if not lines:
        return
    table = programme.setdefault(
        "indicators", {"title": "Показатели", "periods": [str(start_year)], "layout": "periods-in-columns"}
    )
    rows = []
    for (heading, name), criterion in lines.items():
        row = {"name": name, "target": criterion.expected} | ({"heading": heading} if heading else {})
        rows.append(row | ({"baseline": criterion.current} if criterion.current else {}))
    table.setdefault("groups", []).append({"title": EXPECTED, "rows": rows})


def _made_from(source: Programme, shape: dict, action: str, *, by, **fields) -> Programme:
    known = KnownBefore(source.municipality)
    programme = take_in(ProgrammeDocument.model_validate(shape), source.municipality, by=by)
    programme.origin = source
    for name, value in fields.items():
        setattr(programme, name, value)
    programme.save()
    carry_along(source, programme, known)
    record_changes([Recorded(programme, action, after={"title": programme.title, "origin": source.title})], by=by)
    return programme


def _move_on(shape: dict, years: int) -> None:
    """Every title, period and term within moves on; what was reported on stays behind."""
    shape.pop("report", None)
    for key, value in shape.items():
        if key in _YEARLY and isinstance(value, str):
            shape[key] = moved_on(value, years)
        elif key in ("directions", "activities", "stages"):
            for each in value:
                _move_on(each, years)
        elif key == "marks":
            shape[key] = {moved_label(label, years): moved_on(text, years) for label, text in value.items()}
        elif key == "columns":
            shape[key] = [each | {"key": moved_label(each["key"], years)} for each in value]


def _begin_anew(indicators: dict, years: int) -> None:
    """The rows stay; whoever writes the new programme sets new figures for the new years."""
    if years:
        indicators["periods"] = [moved_label(label, years) for label in indicators.get("periods", [])]
        for group in indicators.get("groups", []):
            for row in group.get("rows", []):
                for key in ("values", "baseline", "target"):
                    row.pop(key, None)


def years_left_behind(programme: Programme) -> list[int]:
    """Years before the programme's that its text still names, for a hint: moved on are only titles and terms."""
    text = str(programme_as_document(programme, with_entered=False))
    first = programme.start_year
    return [year for year in range(first - 10, first) if str(year) in text]
