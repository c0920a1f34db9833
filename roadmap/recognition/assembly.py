"""Assembles what was found into one document of the interchange format, and chooses the format's version."""

from __future__ import annotations

import re
from dataclasses import dataclass

from roadmap.recognition.accounts import Accounts, Weight
from roadmap.recognition.headings import begins_title
from roadmap.recognition.identity import municipality_of, other_spelling, schools_of
from roadmap.recognition.named_acts import act_in_text, amended_programme, approved_programme
from roadmap.recognition.placed import PlacedText, joined
from roadmap.recognition.running_text import Part
from roadmap.recognition.years import period_of

_TITLED = ("indicators", "roadmap", "resources")
_AMENDS = "Документ изменяет программу: её название взято из акта, а вносится только то, что в нём изложено."
_TITLED_BY_ORDER = "Своего названия в документе нет: взято из названия приказа."


@dataclass(frozen=True)
class Findings:
    """Everything that was found in a source, before it is put together as one document."""

    parts: list[Part]
    programme: dict
    orders: list[dict]
    abbreviations: list[dict]
    region: PlacedText
    bodies: list[PlacedText]
    """The bodies that the title page names."""
    head: dict | None
    accounts: Accounts


class Assembly:
    """Puts findings together as a document of the interchange format."""

    def __init__(self, found: Findings) -> None:
        self.parts, self.programme, self.orders, self.accounts = (
            found.parts,
            found.programme,
            found.orders,
            found.accounts,
        )
        self.abbreviations, self.region, self.head = found.abbreviations, found.region, found.head
        self.bodies = found.bodies
        self.text_order: dict = {}
        """The order by which the text says that the programme is approved, where nothing else names one."""

    def document(self) -> dict:
        """Return the whole document."""
        titled = next((part for part in self.parts if part.title), self.parts[0])
        programme_part = self.programme.pop("part", None) or titled  # if no part has a title, the first one
        amended = self._title_of_amended(programme_part)
        period = period_of(self._titles(), self.programme)
        if period is None:
            self.accounts.doubt("Годы программы в документе не найдены: укажите их.", weight=Weight.MEANING)
        programme: dict = {"title": amended or (programme_part and programme_part.title)}
        programme["title"] = programme["title"] or self._title_otherwise()
        programme |= {"kind": _kind_of_document(programme["title"])} | ({"period": period} if period else {})
        self.text_order = {} if self._named_orders() else act_in_text(programme_part.sections)
        programme |= self._approval(programme_part)
        if self.abbreviations:
            programme["abbreviations"] = self.abbreviations
        for key in ("passport", "sections", "indicators", "roadmap", "resources"):
            if key == "sections" and programme_part and programme_part.sections:
                programme["sections"] = programme_part.sections
            elif self.programme.get(key):
                programme[key] = self.programme[key]
        document: dict = {"format": "municipal-school-programme/1"}
        document["municipality"] = municipality_of(self.orders, programme, self.region, self.head, self.bodies)
        self._doubt_municipality(document["municipality"]["name"])
        if schools := schools_of(programme, self._lists()):
            document["schools"] = schools
        if orders := [*self._named_orders(), *filter(None, [self.text_order])]:
            document["orders"] = orders
        document["programme"] = programme
        self._further_parts(document, programme_part)
        if needs_version_2(document):
            document["format"] = "municipal-school-programme/2"
        return document

    def _doubt_municipality(self, name: str) -> None:
        acts = [order.get(key, "") for order in self.orders for key in ("issuer", "title", "preamble")]
        if found := other_spelling(name, [*acts, *self._titles(), *self.bodies]):
            text, other = found
            reason = f"Муниципалитет назван «{name}», а здесь «{other}»: где опечатка?"
            self.accounts.doubt(reason, text, weight=Weight.MEANING)

    def _titles(self) -> list[str]:
        found = [part.title for part in self.parts if part.title] + [order.get("title", "") for order in self.orders]
        return [each for each in found if each]

    def _title_of_amended(self, part: Part) -> PlacedText | None:
        """Return the name of the programme that the first order amends, unless the part has it as its own title.

        Another title of the part becomes that of its first table.
        """
        title = amended_programme(self.orders[0]) if self.orders else None
        is_whole = title and part.title and begins_title(part.title)
        if title is None or (is_whole and _kind_of_document(part.title) == _kind_of_document(title)):
            return None
        self.accounts.doubt(_AMENDS, title, weight=Weight.MEANING)
        untitled = (self.programme[key] for key in _TITLED if key in self.programme)
        if part.title and (read := next((each for each in untitled if not each.get("title")), None)) is not None:
            read["title"] = part.title
        elif part.title:
            part.sections.insert(0, {"title": part.title})
        return title

    def _title_otherwise(self) -> PlacedText:
        """Return the title of the roadmap, the indicators, an order or a list, if the document has none of its own."""
        for key in ("roadmap", "indicators"):
            if title := self.programme.get(key, {}).get("title"):
                return title
        if approved := next(filter(None, map(approved_programme, self.orders)), None):
            self.accounts.doubt(_TITLED_BY_ORDER, approved, weight=Weight.MEANING)
            return approved
        found = (each["title"] for each in [*self.orders, *self._lists()] if each.get("title"))
        return next(found, PlacedText(""))

    def _lists(self) -> list[dict]:
        return [listed for part in self.parts for listed in part.lists_of_schools]

    def _approval(self, part: Part | None) -> dict:
        """Return by which order and annex the programme was approved, the caption that says so, and the stamp."""
        approval: dict = {}
        caption = part.caption if part else None
        number = (
            self.orders[0]["id"] if self.orders else (caption and caption.order_number) or self.text_order.get("id")
        )
        if number:
            approval["order"] = str(number)
        if caption and caption.annex:
            approval["annex"] = caption.text.with_text(caption.annex)
        elif self.orders and (
            found := re.search(r"приложени\w*\s*(?:№\s*)?(\d+)", " ".join(self.orders[0].get("clauses", [])[:1]), re.I)
        ):
            approval["annex"] = found[1]
        if caption and caption.text:
            approval["caption"] = caption.text
        read = {"approved_by": approval} if approval else {}
        if stamp := self.programme.get("approval_stamp"):
            read["approval_stamp"] = stamp
        return read

    def _named_orders(self) -> list[dict]:
        """Return the orders that are in the document and those that only captions of its annexes name."""
        orders = list(self.orders)
        known = {str(each.get("number")) for each in orders}
        for each in self.parts:
            caption = each.caption
            if caption and caption.order_number and caption.order_number not in known:
                known.add(caption.order_number)
                order: dict = {"id": caption.order_number, "number": caption.text.with_text(caption.order_number)}
                if caption.order_date:
                    order["date"] = caption.text.with_text(caption.order_date)
                orders.append(order)
        return orders

    def _further_parts(self, document: dict, programme_part: Part | None) -> None:
        """Add the annexes and the lists of schools of all parts to the document."""
        annexes, lists = [], []
        for part in self.parts:
            if part is programme_part:
                lists += part.lists_of_schools
                continue
            head: dict = {}
            if part.caption:
                head = {
                    **({"annex": part.caption.annex} if part.caption.annex else {}),
                    **({"order": part.caption.order_number} if part.caption.order_number else {}),
                    "caption": part.caption.text,
                }
            for listed in part.lists_of_schools:
                title = listed.pop("title", None) or part.title
                lists.append({**({"title": title} if title else {}), **head, **listed})
            if part.lists_of_schools:
                if notes := _annex_text(part).get("text"):  # a list has no place for what stands below it
                    annexes.append({"text": notes})
                continue
            if part.sections or part.title:
                annexes.append({**head, **_annex_text(part)})
            elif head:
                self.accounts.use_text(part.caption.text, "подпись приложения")
        if annexes:
            document["annexes"] = annexes
        if lists:
            document["low_result_schools"] = lists


def _annex_text(part: Part) -> dict:
    """Return an annex's title, text and tables; its sections become headings in its text."""
    pieces, tables = [], []
    for section in part.sections:
        if title := joined(filter(None, [section.get("number", ""), section.get("title", "")]), ". "):
            pieces.append(title.with_text(f"## {title}"))
        text = section.get("text", "")
        for place, table in enumerate(section.get("tables", []), 1):
            tables.append(table)
            text = PlacedText(
                str(text).replace(f"[table {place}]", f"[table {len(tables)}]"), getattr(text, "places", ())
            )
        pieces.append(text)
    read = {"title": part.title} if part.title else {}
    if text := joined(pieces, "\n\n"):
        read["text"] = text
    if tables:
        read["tables"] = tables
    return read


def _kind_of_document(title: str) -> str:
    words = title.casefold()
    if re.match(r"\W*комплекс\w* мер", words):
        return "measures"
    first = re.search(r"программ|план|дорожн", words)
    return "programme" if first and first[0] == "программ" else "plan"


def needs_version_2(document: dict) -> bool:
    """Return whether the document has anything that version 1 of the format has no place for."""
    programme = document["programme"]
    keys = {
        column["key"] for part in ("indicators", "roadmap") for column in programme.get(part, {}).get("columns", [])
    }
    usual = {
        "number",
        "name",
        "baseline",
        "values",
        "target",
        "period",
        "direction",
        "term",
        "responsible",
        "result",
        "document",
        "report",
    }
    periods = programme.get("indicators", {}).get("periods", [])
    return bool(
        keys - usual
        or "resources" in programme
        or any("act" in order for order in document.get("orders", []))
        or any("tables" in each for each in [*programme.get("sections", []), *document.get("annexes", [])])
        or any(re.search("[QH]|-\\d\\d$", period) for period in periods)
        or _has_events(programme.get("roadmap", {}).get("directions", []))
    )


def _has_events(directions: list[dict]) -> bool:
    """Return whether an activity has a control event, which is a stage with a name."""
    return any(
        any("name" in stage for activity in direction.get("activities", []) for stage in activity.get("stages", []))
        or _has_events(direction.get("directions", []))
        for direction in directions
    )
