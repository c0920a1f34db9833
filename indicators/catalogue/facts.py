"""Describes an indicator that is not in the catalogue yet: from a list, the ready catalogue or a method's needs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from indicators.quantity.units import titled_with_unit
from portal.text.keys import natural_key

# Heading and name, both as `natural_key` makes them.
NameKey = tuple[str, str]


def name_key(heading: str, name: str) -> NameKey:
    return natural_key(heading), natural_key(name)


@dataclass(frozen=True)
class IndicatorFacts:
    """What a new indicator is to be; `fields` are further fields of the model.

    `weight` and `whole` name indicators that exist already or are made along with it.
    """

    name: str
    heading: str = ""
    unit: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)
    weight: NameKey | None = None
    whole: NameKey | None = None

    @property
    def key(self) -> NameKey:
        return name_key(self.heading, self.name)

    @property
    def with_unit(self) -> str:
        """The title with its unit at the end: «Охват кружками, %»."""
        return titled_with_unit(str(self), self.name, self.unit)

    def __str__(self) -> str:
        return f"{self.heading}: {self.name}" if self.heading else self.name
