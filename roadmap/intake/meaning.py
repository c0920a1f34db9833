"""Finds doubts about what a recognised document's values, terms and responsibles mean.

They are read as they will be once the document is a programme, with the municipality's catalogue, schools and
department. Wordings that a person has corrected there before raise no doubt. Nothing is stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from indicators.catalogue.models import Indicator
from indicators.quantity.units import unit_in_name
from portal.text.keys import natural_key
from roadmap.dates.models import TermDates
from roadmap.dates.queries import read_in_plan, setting_key, term_key
from roadmap.execution.queries.doubted import NOBODY_REPORTS
from roadmap.plan.models import Roadmap
from roadmap.plan.parted_terms import settled_term
from roadmap.programmes.models import Programme
from roadmap.recognition.accounts import RecognitionDoubt, Weight
from roadmap.responsibles.queries import ReadAgainst, directory_of
from roadmap.targets.catalogue_rows import CatalogueRows
from roadmap.targets.queries.doubts import JudgedText, doubts_of
from schools.directory.models import Municipality

MOST_WORDINGS = 400
"""The most different terms, and the most responsibles, that are read while somebody waits for the page."""
_NEW_SCHOOL_IDS = 10**12  # ids for the document's new schools, above those of any stored one


def doubts_of_meaning(
    document: dict, municipality: Municipality | None, new_schools: Iterable[str]
) -> list[RecognitionDoubt]:
    """Return doubts about values, then terms, then responsibles; without a municipality only by the document itself.

    `new_schools` are names of schools that the document brings and that responsibles may mean.
    """
    programme = document["programme"]
    doubts = list(_doubt_values(programme.get("indicators", {}), municipality))
    if roadmap := programme.get("roadmap"):
        places = list(_walk_places(roadmap.get("directions", [])))
        if period := programme.get("period"):
            doubts += _doubt_terms(_build_plan(roadmap, period, municipality), places)
        doubts += _doubt_responsibles(places, _build_directory(document, municipality, new_schools), municipality)
    return doubts


def _doubt_values(table: dict, municipality: Municipality | None) -> Iterator[RecognitionDoubt]:
    catalogue = CatalogueRows(municipality) if municipality else None
    for row in (row for group in table.get("groups", []) for row in group["rows"]):
        heading, name = row.get("heading"), row.get("name", "")
        known = catalogue.find(heading, name) if catalogue else None
        indicator = known or Indicator(name=name, unit=row.get("unit") or unit_in_name(name))
        values = [("исходное значение", row.get("baseline"), False), ("целевое значение", row.get("target"), True)]
        for value in row.get("values", {}).values():
            values += [("план", value.get("plan"), True), ("факт", value.get("fact"), False)]
        for place, text, is_plan in values:
            for doubt in doubts_of(indicator, [JudgedText(place, text, is_plan=is_plan)]) if text else ():
                yield _make_doubt(str(doubt), text)


def _doubt_terms(plan: Roadmap, places: list[dict]) -> Iterator[RecognitionDoubt]:
    corrected = set()
    if plan.programme.municipality_id:
        kept = TermDates.objects.current().filter(municipality=plan.programme.municipality_id)
        kept = kept.filter(setting=setting_key(plan)).exclude(corrected_at=None)
        corrected = set(kept.values_list("words_key", flat=True))
    read: dict[str, tuple[str, ...]] = {}
    for place in places:
        cells = [place.get("term"), place.get("start"), place.get("end"), *place.get("marks", {}).values()]
        words = settled_term(*(place.get(key) for key in ("term", "start", "end", "marks")))["term"] or ""
        key = term_key(words)
        if not key or key in corrected:
            continue
        if key not in read:
            if len(read) == MOST_WORDINGS:
                yield _note_limit("сроков")
                return
            read[key] = tuple(map(str, read_in_plan(words, plan).doubts))
        for sentence in read[key]:
            yield _make_doubt(f"Срок: {sentence}", next(filter(None, cells)), words)


def _doubt_responsibles(
    places: list[dict], directory: ReadAgainst, municipality: Municipality | None
) -> Iterator[RecognitionDoubt]:
    kept = municipality.executors.current().exclude(corrected_at=None) if municipality else None
    corrected = set(kept.values_list("words_key", flat=True)) if municipality else set()
    read: dict[str, tuple[tuple[str, ...], bool]] = {}
    for place in places:
        words = place.get("responsible") or ""
        key = natural_key(words)
        if not key or key in corrected:
            continue
        if key not in read:
            if len(read) == MOST_WORDINGS:
                yield _note_limit("ответственных")
                return
            meant = directory.read(words)
            reports = meant.department or meant.all_schools or meant.low_result_schools or meant.schools
            read[key] = tuple(map(str, meant.doubts)), bool(reports)
        sentences, reports = read[key]
        for sentence in sentences:
            yield _make_doubt(f"Ответственные: {sentence}", words)
        if not reports and not sentences:
            yield _make_doubt(f"Ответственные: {NOBODY_REPORTS}", words, weight=Weight.NOTE)


def _walk_places(directions: list[dict]) -> Iterator[dict]:
    """Yield activities and their stages at any depth, since both have terms and responsibles of their own."""
    for direction in directions:
        for activity in direction.get("activities", []):
            yield activity
            yield from activity.get("stages", [])
        yield from _walk_places(direction.get("directions", []))


def _build_plan(roadmap: dict, period: dict, municipality: Municipality | None) -> Roadmap:
    """Return an unsaved plan, by whose years and heading terms are dated."""
    programme = Programme(municipality=municipality, start_year=period["start"], end_year=period["end"])
    return Roadmap(programme=programme, title=roadmap.get("title"), period=roadmap.get("period"))


def _build_directory(document: dict, municipality: Municipality | None, new_schools: Iterable[str]) -> ReadAgainst:
    """Return the names by which responsibles are understood: of schools, of the department and the municipality."""
    new = {_NEW_SCHOOL_IDS + number: str(name) for number, name in enumerate(new_schools)}
    if municipality is None:
        department = document["municipality"].get("department", {})
        own = tuple(filter(None, (department.get("name"), department.get("full_name"))))
        return ReadAgainst(new, own, document["municipality"].get("name", ""))
    directory = directory_of(municipality)
    return replace(directory, schools={**directory.schools, **new})


def _note_limit(what: str) -> RecognitionDoubt:
    note = f"Разных {what} больше {MOST_WORDINGS}: сомнения об остальных будут в плане, когда программа внесена."
    return RecognitionDoubt(note, weight=Weight.NOTE)


def _make_doubt(reason: str, text: str, words: str = "", *, weight: Weight = Weight.MEANING) -> RecognitionDoubt:
    places = getattr(text, "places", ())
    return RecognitionDoubt(reason, places[0] if places else "", str(words or text)[:300], weight)
