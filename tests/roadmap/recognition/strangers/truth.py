"""Compares what a clerk reads in a document with what the reader found: right, doubted, or wrong without a doubt."""

import json
import re
from dataclasses import dataclass

from portal.sources.source import Source
from roadmap.recognition.reading import Recognition

ASKED = {"municipality", "region"}
"""What a person who takes the document in is asked, if the document doesn't say it."""


def plain(words: object) -> str:
    return " ".join(str(words).split())


@dataclass(frozen=True)
class Fact:
    path: str
    wanted: str
    found: str
    is_told: bool

    @property
    def is_right(self) -> bool:
        return self.found == self.wanted


def facts(truth: dict, source: Source, recognition: Recognition) -> list[Fact]:
    told = _Told(source, recognition)
    return [
        Fact(path, wanted, found, found == wanted or told.of(wanted, found) or (path in ASKED and not found))
        for path, wanted, found in _Comparison(recognition.document).of(truth)
    ]


class _Told:
    """Tells whether a doubt or a leftover names some words, their column or their table."""

    def __init__(self, source: Source, recognition: Recognition) -> None:
        self.places = {each.place for each in (*recognition.doubts, *recognition.balance.leftovers)}
        self.paragraphs = [(each.place, plain(each.shown)) for each in source.paragraphs]
        self.reasons = [each.reason for each in recognition.doubts]

    def of(self, wanted: str, found: str) -> bool:
        is_quoted = wanted and found and any(wanted in reason and found in reason for reason in self.reasons)
        return bool(is_quoted) or self._of(wanted) or self._of(found)

    def _of(self, words: str) -> bool:
        if not words:
            return False
        there = [place for place, shown in self.paragraphs if (words in shown if len(words) > 4 else words == shown)]
        there += [place for place, shown in self.paragraphs if len(shown) > 4 and shown in words]
        return any({place, *_column_of(place), place.partition(", ")[0]} & self.places for place in there)


def _column_of(place: str) -> set[str]:
    """Return the places under which a doubt may name the cell's column: the column itself, and its heading."""
    found = re.match(r"(таблица \d+), строка \d+, (столбец \d+)", place)
    if not found:
        return set()
    table, column = found.groups()
    return {f"{table}, {column}", f"{table}, строка 1, {column}, абзац 1"}


class _Comparison:
    def __init__(self, document: dict) -> None:
        self.document = document
        self.programme = document.get("programme", {})
        self.roadmap = self.programme.get("roadmap", {})

    def of(self, truth: dict):
        period = self.programme.get("period", {})
        municipality = self.document.get("municipality", {})
        yield from self._one("title", truth, self.programme.get("title"))
        yield from self._one("period", truth, f"{period.get('start')}-{period.get('end')}")
        yield from self._one("municipality", truth, municipality.get("name"))
        yield from self._one("region", truth, municipality.get("region"))
        yield from self._one("roadmap title", truth, self.roadmap.get("title"))
        stamp = self.programme.get("approval_stamp", {})
        for key, wanted in truth.get("stamp", {}).items():
            yield f"stamp.{key}", wanted, plain(stamp.get(key, ""))
        yield from self._order(truth.get("order", {}))
        passport = {plain(row["label"]): plain(row["text"]) for row in self.programme.get("passport", [])}
        for label, text in truth.get("passport", {}).items():
            yield f"passport.{label}", text, passport.get(label, "")
        sections = {
            plain(each.get("title", "")): plain(each.get("text", "")) for each in self.programme.get("sections", [])
        }
        for title, begins in truth.get("sections", {}).items():
            yield f"section.{title}", begins, sections.get(title, "")[: len(begins)]
        yield from self._indicators(truth.get("indicators", []))
        yield from self._activities(truth.get("activities", []))
        yield from self._schools(truth.get("schools", {}))
        money = self.programme.get("resources", {}).get("table", {}).get("rows", [])
        rows = {"|".join(map(plain, row)) for row in money}
        for wanted in truth.get("resources", []):
            yield f"money.{wanted[:40]}", wanted, wanted if wanted in rows else ""
        words = plain(json.dumps(self.document, ensure_ascii=False))
        for wanted in truth.get("kept", []):
            yield f"kept.{wanted}", wanted, wanted if wanted in words else ""

    def _one(self, key: str, truth: dict, found: object):
        if key in truth:
            yield key, truth[key], plain(found or "")

    def _order(self, truth: dict):
        order = (self.document.get("orders") or [{}])[0]
        signatory = order.get("signatory", {})
        found = {
            **{key: plain(order.get(key, "")) for key in ("act", "number", "date", "place", "title")},
            "clauses": str(len(order.get("clauses", []))),
            "signatory": plain(signatory.get("name", "")),
            "position": plain(signatory.get("position", "")),
        }
        for key, wanted in truth.items():
            yield f"order.{key}", wanted, found[key]

    def _indicators(self, wanted: list[dict]):
        table = self.programme.get("indicators", {})
        titles = _keys_by_title(table)
        rows = {plain(row.get("name", "")): (row, plain(group.get("title", "")))
                for group in table.get("groups", []) for row in group["rows"]}  # fmt: skip
        for each in wanted:
            row, group = rows.get(each["name"], ({}, ""))
            for key, text in each.items():
                if key == "group":
                    found = group
                elif key[:4].isdigit():
                    period, _slash, kind = key.partition("/")
                    value = row.get("values", {}).get(period, {})
                    found = value.get(kind, "") if kind else value.get("plan", value.get("fact", ""))
                elif key in titles:
                    found = row.get("cells", {}).get(titles[key], row.get(titles[key], ""))
                else:
                    found = row.get(key, "")
                yield f"indicator.{each['name'][:30]}.{key}", text, plain(found)

    def _activities(self, wanted: list[dict]):
        titles = _keys_by_title(self.roadmap)
        rows = {plain(each.get("name", "")): (each, title)
                for each, title in _each_activity(self.roadmap.get("directions", []), [])}  # fmt: skip
        for each in wanted:
            row, titles_above = rows.get(each["name"], ({}, []))
            if row.get("stages"):
                yield f"stages.{each['name'][:30]}", each.get("stages", "0"), str(len(row["stages"]))
            for key, text in each.items():
                if key == "stages":
                    continue
                if key == "marks":
                    for place, mark in text.items():
                        found = _mark(row, titles, place, mark)
                        yield f"activity.{each['name'][:30]}.{place}", mark, plain(found)
                    continue
                if key == "direction":
                    found = text if text in titles_above else "".join(titles_above[:1])
                elif key == "cells":
                    found = "|".join(plain(cell) for cell in row.get("cells", {}).values())
                elif key in titles:
                    found = row.get(titles[key], row.get("cells", {}).get(titles[key], ""))
                else:
                    found = row.get(key, (row.get("stages") or [{}])[0].get(key, ""))
                yield f"activity.{each['name'][:30]}.{key}", text, plain(found)
        extra = set(rows) - {each["name"] for each in wanted}
        if wanted:
            yield from ((f"extra activity.{name[:40]}", "", name) for name in sorted(extra))

    def _schools(self, wanted: dict):
        lists = self.document.get("low_result_schools", [])
        found = {plain(each["school"]): {plain(row["name"]): plain(row.get("current", "")) for row in each["criteria"]}
                 for listed in lists for each in listed["schools"]}  # fmt: skip
        for school, criteria in wanted.items():
            yield f"school.{school}", school, school if school in found else ""
            for name, text in criteria.items():
                yield f"school.{school}.{name}", text, found.get(school, {}).get(name, "")


def _keys_by_title(table: dict) -> dict[str, str]:
    return {plain(each["title"]): each["key"] for each in table.get("columns", []) if each.get("title")}


def _mark(row: dict, titles: dict, place: str, mark: str) -> str:
    periods, _slash, title = place.partition("/")
    marks = row.get("marks", {})
    under = [marks.get(period, "") for period in periods.split(",")]
    if all(each == mark for each in under):
        return mark
    keys = [key for words, key in titles.items() if title and title in words]
    return next((row.get("cells", {}).get(key, marks.get(key, "")) for key in keys), "; ".join(filter(None, under)))


def _each_activity(directions: list[dict], above: list[str]):
    """Yield each activity with the first lines of the titles above it, the nearest first."""
    for direction in directions:
        titles = [plain(direction.get("title", "").partition("\n")[0]), *above]
        for activity in direction.get("activities", []):
            yield activity, titles
        yield from _each_activity(direction.get("directions", []), titles)
