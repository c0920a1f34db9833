"""The components that an evaluation can have: the files beside this one, and wherever else the package looks."""

import sys
from functools import cache
from typing import Annotated

from pydantic import BeforeValidator, SerializeAsAny

from roadmap.evaluation.component import MethodComponent
from roadmap.evaluation.listed_parts import part_from, parts_in


@cache
def component_kinds() -> dict[str, type[MethodComponent]]:
    """Return the components' classes by kind, in the order in which people see them."""
    return parts_in(sys.modules[__name__], MethodComponent)


def _build_component(value: object) -> MethodComponent:
    return part_from(value, component_kinds(), MethodComponent)


# The type of a method's field that may hold any component.
AnyComponent = Annotated[SerializeAsAny[MethodComponent], BeforeValidator(_build_component)]
