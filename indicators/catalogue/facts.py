"""An indicator before it is in the catalogue: of a list, of the ready catalogue, of a method that needs it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from indicators.quantity.units import unit_in_name
from portal.text.keys import natural_key

# By heading and name, as keys of `natural_key`.
NameKey = tuple[str, str]


def name_key(heading: str, name: str) -> NameKey:
    return natural_key(heading), natural_key(name)


@dataclass(frozen=True)
class IndicatorFacts:
    """A new indicator. It may be weighed by, or be a part of, one that is known or made along with it."""

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
        """«Охват кружками, %», whether the name says it or not."""
        return f"{self}, {self.unit}" if self.unit and unit_in_name(self.name) != self.unit else str(self)

    def __str__(self) -> str:
        return f"{self.heading}: {self.name}" if self.heading else self.name
