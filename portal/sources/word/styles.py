"""Tells how paragraphs and words look: by their own properties, then those of their styles, then the document's."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from lxml import etree

from portal.refusals import Refusal
from portal.sources.word.names import Tags, is_on, is_switched_on, value, w, whole_number

_DEEPEST = 30  # styles that are based on each other
_MOST_PROPERTIES = 200  # of one style; Word knows some fifty


@dataclass(frozen=True)
class NumberedBy:
    """The list by which a paragraph is numbered, and its level in it."""

    list_id: str
    level: int


@dataclass(frozen=True)
class Look:
    """How words look, and whether they are hidden."""

    bold: bool = False
    italic: bool = False
    underlined: bool = False
    is_hidden: bool = False
    size: float = 0

    def changed_by(self, properties: etree._Element) -> Look:
        """Return the look with what nearer properties state."""
        changes: dict = {}
        for child in properties:
            match child.tag:
                case Tags.bold:
                    changes["bold"] = is_switched_on(child)
                case Tags.italic:
                    changes["italic"] = is_switched_on(child)
                case Tags.underlined:
                    changes["underlined"] = child.get(w("val"), "single") != "none"
                case Tags.hidden | Tags.hidden_on_the_web:
                    changes["is_hidden"] = is_switched_on(child)
                case Tags.size:
                    changes["size"] = whole_number(child.get(w("val"))) / 2
        return replace(self, **changes) if changes else self


class Styles:
    """The styles of one document."""

    def __init__(self, root: etree._Element | None) -> None:
        self.root = root
        if root is not None and any(len(each) > _MOST_PROPERTIES for each in root.iter(w("pPr"), w("rPr"))):
            raise Refusal("Стили документа устроены необычно. Сохраните его в Word заново и загрузите ещё раз.")
        self._chains: dict[str, list[etree._Element]] = {}
        self._looks: dict[tuple[str | None, str | None], Look] = {}

    @cached_property
    def _by_id(self) -> dict[str, etree._Element]:
        if self.root is None:
            return {}
        return {style.get(w("styleId"), ""): style for style in self.root.iterchildren(w("style"))}

    @cached_property
    def _default_id(self) -> str:
        for name, style in self._by_id.items():
            if style.get(w("type")) == "paragraph" and style.get(w("default")) in {"1", "true", "on"}:
                return name
        return ""

    @cached_property
    def _document(self) -> etree._Element | None:
        defaults = None if self.root is None else self.root.find(w("docDefaults"))
        return None if defaults is None else defaults.find(f"{w('rPrDefault')}/{w('rPr')}")

    def name(self, style_id: str | None) -> str:
        """Return the style's name in the program («heading 1»), in lower case."""
        style = self._by_id.get(style_id or self._default_id)
        return "" if style is None else (value(style, "name") or "").lower()

    def chain(self, style_id: str | None) -> list[etree._Element]:
        """Return the style and those that it is based on, the nearest first; a circle of styles is cut."""
        style_id = style_id or self._default_id
        if style_id not in self._chains:
            found: list[etree._Element] = []
            following = self._by_id.get(style_id)
            while following is not None and following not in found and len(found) < _DEEPEST:
                found.append(following)
                following = self._by_id.get(value(following, "basedOn") or "")
            self._chains[style_id] = found
        return self._chains[style_id]

    def paragraph_properties(self, paragraph: etree._Element) -> list[etree._Element]:
        """Return the paragraph's properties and those of its styles, the nearest first."""
        own = paragraph.find(w("pPr"))
        styled = [style.find(w("pPr")) for style in self.chain(value(own, "pStyle"))]
        return [each for each in (own, *styled) if each is not None]

    def look(self, run: etree._Element, paragraph_style: str | None) -> Look:
        """Return the run's look by its own properties, its style's, its paragraph's style's and the document's."""
        own = run.find(w("rPr"))
        character = value(own, "rStyle")
        styled = self._styled_look(character, paragraph_style)
        return styled if own is None or not len(own) else styled.changed_by(own)

    def _styled_look(self, character: str | None, paragraph_style: str | None) -> Look:
        key = (character, paragraph_style)
        if key not in self._looks:
            styles = (self.chain(character) if character else []) + self.chain(paragraph_style)
            found = [style.find(w("rPr")) for style in styles] + [self._document]
            look = Look()
            for properties in reversed([each for each in found if each is not None]):
                look = look.changed_by(properties)
            self._looks[key] = replace(look, underlined=False)
        return self._looks[key]

    def numbered_by(self, properties: list[etree._Element]) -> NumberedBy | None:
        """Return what numbers the paragraph by the nearest properties that name a list; list 0 means none (17.9.18)."""
        level = None
        for each in properties:
            numbering = each.find(w("numPr"))
            if numbering is None:
                continue
            if level is None and (stated := value(numbering, "ilvl")) is not None:
                level = whole_number(stated)
            if (list_id := value(numbering, "numId")) is not None:
                return None if list_id == "0" else NumberedBy(list_id, min(max(level or 0, 0), 8))
        return None


def stated(properties: list[etree._Element], name: str) -> bool:
    """Return whether a property is on, as the nearest properties that state it say."""
    for each in properties:
        if (found := is_on(each, name)) is not None:
            return found
    return False


def nearest(properties: list[etree._Element], name: str, attribute: str = "val") -> str | None:
    """Return the attribute of that child in the nearest properties that have it."""
    for each in properties:
        if (found := value(each, name, attribute)) is not None:
            return found
    return None
