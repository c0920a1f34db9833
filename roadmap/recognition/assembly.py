"""Findings as one document: programme, orders, annexes, lists; and which version of the format it needs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from roadmap.recognition.accounts import Accounts, Weight
from roadmap.recognition.identity import municipality_of, schools_of
from roadmap.recognition.placed import PlacedText, joined
from roadmap.recognition.running_text import Part
from roadmap.recognition.years import period_of


@dataclass(frozen=True)
class Findings:
    """What reading found, before it is one document."""

    parts: list[Part]
    programme: dict
    orders: list[dict]
    abbreviations: list[dict]
    region: PlacedText
    head: dict | None
    accounts: Accounts


class Assembly:
    """Findings as a document of the interchange format."""

    def __init__(self, found: Findings) -> None:
        self.parts, self.programme, self.orders, self.accounts = (
            found.parts,
            found.programme,
            found.orders,
            found.accounts,
        )
        self.abbreviations, self.region, self.head = found.abbreviations, found.region, found.head

    def document(self) -> dict:
        programme_part = self.programme.pop("part", None) or self.parts[0]  # without a title, what comes first
        period = period_of(self._titles(), self.programme)
        if period is None:
            self.accounts.doubt("Годы программы в документе не найдены: укажите их.", weight=Weight.MEANING)
        programme: dict = {"title": (programme_part and programme_part.title) or self._title_otherwise()}
        programme |= {"kind": _kind(programme["title"])} | ({"period": period} if period else {})
        programme |= self._approval(programme_part)
        if self.abbreviations:
            programme["abbreviations"] = self.abbreviations
        for key in ("passport", "sections", "indicators", "roadmap", "resources"):
            if key == "sections" and programme_part and programme_part.sections:
                programme["sections"] = programme_part.sections
            elif self.programme.get(key):
                programme[key] = self.programme[key]
        document: dict = {"format": "municipal-school-programme/1"}
        document["municipality"] = municipality_of(self.orders, programme, self.region, self.head)
        if schools := schools_of(programme, [p.list_of_schools for p in self.parts if p.list_of_schools]):
            document["schools"] = schools
        orders = self._named_orders(programme_part)
        if orders:
            document["orders"] = orders
        document["programme"] = programme
        self._further_parts(document, programme_part)
        if needs_version_2(document):
            document["format"] = "municipal-school-programme/2"
        return document

    def _titles(self) -> list[str]:
        found = [part.title for part in self.parts if part.title] + [order.get("title", "") for order in self.orders]
        return [each for each in found if each]

    def _title_otherwise(self) -> PlacedText:
        """A document of a table alone is called as the table, the order or the list is."""
        for key in ("roadmap", "indicators"):
            if title := self.programme.get(key, {}).get("title"):
                return title
        lists = [part.list_of_schools for part in self.parts if part.list_of_schools]
        return next((each["title"] for each in [*self.orders, *lists] if each.get("title")), PlacedText(""))

    def _approval(self, part: Part | None) -> dict:
        approval: dict = {}
        caption = part.caption if part else None
        number = self.orders[0]["id"] if self.orders else (caption and caption.order_number)
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

    def _named_orders(self, part: Part | None) -> list[dict]:
        """Those that the document is, and those that captions name."""
        orders = list(self.orders)
        for each in self.parts:
            caption = each.caption
            if caption and caption.order_number and caption.order_number not in {str(o.get("number")) for o in orders}:
                order: dict = {"id": caption.order_number, "number": caption.text.with_text(caption.order_number)}
                if caption.order_date:
                    order["date"] = caption.text.with_text(caption.order_date)
                orders.append(order)
        return orders

    def _further_parts(self, document: dict, programme_part: Part | None) -> None:
        annexes, lists = [], []
        for part in self.parts:
            if part is programme_part:
                if part.list_of_schools:
                    lists.append(part.list_of_schools)
                continue
            head: dict = {}
            if part.caption:
                head = {
                    **({"annex": part.caption.annex} if part.caption.annex else {}),
                    **({"order": part.caption.order_number} if part.caption.order_number else {}),
                    "caption": part.caption.text,
                }
            if part.list_of_schools:
                title = part.list_of_schools.pop("title", None) or part.title
                lists.append({**({"title": title} if title else {}), **head, **part.list_of_schools})
            elif part.sections or part.title:
                annexes.append({**head, **_annex_text(part)})
            elif head:
                self.accounts.use_text(part.caption.text, "подпись приложения")
        if annexes:
            document["annexes"] = annexes
        if lists:
            document["low_result_schools"] = lists


def _annex_text(part: Part) -> dict:
    """Sections of an annex are headings in its text."""
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


def _kind(title: str) -> str:
    words = title.casefold()
    if re.match(r"\W*комплекс\w* мер", words):
        return "measures"
    first = re.search(r"программ|план|дорожн", words)
    return "programme" if first and first[0] == "программ" else "plan"


def needs_version_2(document: dict) -> bool:
    """Whatever version 1 has no place for."""
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
    )
