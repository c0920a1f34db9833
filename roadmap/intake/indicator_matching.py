"""Finds a document's indicators for which the catalogue has only similar names, so that a person is asked."""

from __future__ import annotations

from dataclasses import dataclass

from indicators.catalogue.models import Indicator
from portal.refusals import Refusal
from portal.text.keys import natural_key
from roadmap.intake.named_fields import field_of
from roadmap.recognition.placed import PlacedText
from roadmap.targets.catalogue_rows import CatalogueRows, titled
from schools.directory.models import Municipality

NEW = "new"


@dataclass(frozen=True)
class NamedIndicator:
    """An indicator as the document names it, with its places there, and the catalogue's indicators that it may be."""

    title: str
    near: tuple[Indicator, ...]

    @property
    def choices(self) -> list[tuple[str, str]]:
        same = [(str(each.pk), f"это тот же показатель: {each}") for each in self.near]
        return [*same, (NEW, "другой показатель, завести новый")]

    @property
    def key(self) -> str:
        """Return the name of the form field in which the answer is sent."""
        return field_of("indicator", natural_key(self.title))

    @property
    def answers(self) -> list[tuple[str, str, str]]:
        """Return each choice as value, label, and what the page sends when it is chosen."""
        return [(value, label, f"{self.key} {value}") for value, label in self.choices]

    def meant_by(self, choice: str) -> Indicator | None:
        """Return the indicator chosen, or None for a new one; raises Refusal if nothing was chosen."""
        if choice not in dict(self.choices):
            raise Refusal(f"Скажите, тот ли это показатель, что есть в каталоге: «{self.title}».")
        return next((each for each in self.near if str(each.pk) == choice), None)


def question_about(catalogue: CatalogueRows, heading: str | None, name: str | None) -> NamedIndicator | None:
    """Return the question what a named indicator is, or None if the catalogue knows it or has nothing like it."""
    if not natural_key(name or "") or catalogue.find(heading, name) or not (near := catalogue.near(heading, name)):
        return None
    return NamedIndicator(PlacedText(titled(heading, name), getattr(name, "places", ())), tuple(near))


def indicators_in_question(table: dict, municipality: Municipality) -> list[NamedIndicator]:
    """Return the questions about a recognised table's indicators, each name once, in the table's order."""
    catalogue = CatalogueRows(municipality)
    rows = (row for group in table.get("groups", []) for row in group["rows"])
    asked = (question_about(catalogue, row.get("heading"), row.get("name")) for row in rows)
    return list({each.key: each for each in reversed([each for each in asked if each])}.values())[::-1]
