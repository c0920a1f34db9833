"""Makes a programme from another by writing its document and taking it in, so that every word comes along."""

from collections.abc import Iterable

from django.db import transaction

from indicators.identification.lists.expected_results import expected_lines
from indicators.identification.models import ListedSchool
from portal.history.actions import Recorded, record_changes
from portal.locking import lock_record
from roadmap.editions.carrying import KnownBefore, carry_along, share_lists
from roadmap.exchange.exporter import programme_as_document
from roadmap.exchange.format import ProgrammeDocument
from roadmap.exchange.importer import take_in
from roadmap.programmes.drafts import WrongProgrammeState
from roadmap.programmes.models import Programme
from roadmap.term.moving import moved_label, moved_on
from schools.directory.models import School

EXPECTED = "Ожидаемые результаты школы"
_YEARLY = ("title", "period", "term", "start", "end")  # keys whose words get the years of the new programme


@transaction.atomic
def begin_next(source: Programme, *, start_year: int, title: str, by) -> Programme:
    """Make a draft for later years from a programme or a template.

    Years in titles and terms are moved; orders, lists of schools and, for other years, figures are left out.
    """
    shape = _write_for_years(source, start_year=start_year, title=title)
    return _make_from(source, shape, f"сделана из программы {source.years}", by=by, school=source.school)


@transaction.atomic
def keep_as_template(source: Programme, *, by) -> Programme:
    """Make a template that has the programme's words, without its orders, lists of schools and figures."""
    shape = _write_for_years(source, start_year=source.start_year, title=source.title)
    _drop_figures(shape["programme"].get("indicators", {}))
    template = _make_from(source, shape, f"шаблон сделан из программы {source.years}", by=by, school=source.school)
    template.status = Programme.TRANSITIONS.after("keep_as_template", template.status)
    template.save(update_fields=["status"])
    return template


@transaction.atomic
def begin_amendment(source: Programme, *, by) -> Programme:
    """Make a draft of the next revision of an approved programme, with its text as approved, for another order.

    Raises WrongProgrammeState if the programme isn't the revision in force, or an amendment of it has been begun.
    """
    source = lock_record(source)
    if source.amendments.filter(status=Programme.Status.DRAFT).exists():
        raise WrongProgrammeState("Изменения этой редакции уже начаты.")
    other = WrongProgrammeState("Менять приказом можно только действующую редакцию; проект правят без приказа.")
    Programme.TRANSITIONS.check("amend", source.status, other)
    shape = programme_as_document(source, with_entered=False)
    for key in ("order", "caption"):
        shape["programme"].get("approved_by", {}).pop(key, None)
    if shape.get("low_result_schools"):
        del shape["low_result_schools"]
        shape["orders"] = shape.get("orders", [])[: source.order_links.count()]  # without orders that approve the lists
        if not shape["orders"] and "orders" not in source.empty_keys:
            del shape["orders"]
    amendment = _make_from(source, shape, "начаты изменения", by=by, amends=source, school=source.school)
    share_lists(source, amendment)
    return amendment


@transaction.atomic
def roll_out(source: Programme, schools: Iterable[School], *, title: str, by) -> list[Programme]:
    """Make a draft of its own programme (ШППКО) for each school.

    A school that already has one made from this programme is left out. `title` may contain «{школа}».
    """
    # The lock keeps two requests at once from making two programmes for a school.
    lock_record(source)
    having = set(source.copies.exclude(school=None).values_list("school", flat=True))
    made = []
    for school in schools:
        if school.pk in having:
            continue
        shape = _write_for_school(source, school, title)
        made.append(_make_from(source, shape, "сделана для школы", by=by, school=school))
    return made


@transaction.atomic
def begin_for_listed(source: Programme, listed: ListedSchool, *, start_year: int, by) -> Programme:
    """Make a draft of a listed school's own programme from `start_year` on, with its expected results as targets.

    Raises WrongProgrammeState if the school already has one made from this programme.
    """
    school = listed.school
    lock_record(source)
    if source.copies.filter(school=school).exists():
        raise WrongProgrammeState(f"У школы «{school}» уже есть программа, сделанная из этой.")
    years = start_year - source.start_year
    end_year = source.end_year + years
    span = str(start_year) if start_year == end_year else f"{start_year}–{end_year}"
    shape = _write_for_school(source, school, f"Программа повышения качества образования: {{школа}}, {span}")
    programme = shape["programme"]
    programme["period"] = {"start": start_year, "end": end_year}
    if roadmap := programme.get("roadmap"):
        _move_on(roadmap, years)
    if indicators := programme.get("indicators"):
        _begin_anew(indicators, years)
    _aim_at_expected(programme, listed, start_year)
    return _make_from(source, shape, "сделана для школы списка", by=by, school=school)


def _write_for_years(source: Programme, *, start_year: int, title: str) -> dict:
    """Return the document for years from `start_year` on, without orders and lists of schools."""
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
    return shape


def _write_for_school(source: Programme, school: School, title: str) -> dict:
    """Return the document for a school: with its own title everywhere, without orders and the head's signature."""
    shape = programme_as_document(source, with_entered=False)
    for key in ("orders", "low_result_schools", "annexes", "schools"):
        shape.pop(key, None)
    programme = shape["programme"]
    programme.pop("approved_by", None)
    for part in ("indicators", "roadmap"):
        programme.get(part, {}).pop("title", None)
    shape["municipality"].get("department", {}).pop("head", None)
    return _replace_words(shape, source.title, title.replace("{школа}", school.name))


def _replace_words(value, old: str, new: str):
    """Return the plain value with `old` replaced in all texts in it."""
    if isinstance(value, str):
        return value.replace(old, new)
    if isinstance(value, list):
        return [_replace_words(each, old, new) for each in value]
    return {key: _replace_words(each, old, new) for key, each in value.items()} if isinstance(value, dict) else value


def _aim_at_expected(programme: dict, listed: ListedSchool, start_year: int) -> None:
    """Add a group to the table of indicators: each criterion with its present result and the one expected.

    If several criteria are about one indicator, one about its level is taken before those about growth or rank.
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


def _make_from(source: Programme, shape: dict, action: str, *, by, **fields) -> Programme:
    """Take the document in as a programme made from `source`, with these further fields."""
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
    """Move the years in every title, period and term of the shape, and drop what the document reports."""
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
    """Keep the rows of the table for the new years, and drop their figures; for the same years keep everything."""
    if years:
        indicators["periods"] = [moved_label(label, years) for label in indicators.get("periods", [])]
        _drop_figures(indicators)


def _drop_figures(indicators: dict) -> None:
    for group in indicators.get("groups", []):
        for row in group.get("rows", []):
            for key in ("values", "baseline", "target"):
                row.pop(key, None)


def years_left_behind(programme: Programme) -> list[int]:
    """Return years before the programme's that its text still names, as only titles and terms have been moved."""
    text = str(programme_as_document(programme, with_entered=False))
    first = programme.start_year
    return [year for year in range(first - 10, first) if str(year) in text]
