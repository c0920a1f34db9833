"""The ways to make a whole of components: the files beside this one, and wherever else the package looks."""

import sys
from functools import cache
from typing import Annotated

from pydantic import BeforeValidator, SerializeAsAny

from roadmap.evaluation.listed_parts import part_from, parts_in
from roadmap.evaluation.whole import MethodWhole


@cache
def whole_kinds() -> dict[str, type[MethodWhole]]:
    """Return the wholes' classes by kind, in the order in which people see them."""
    return parts_in(sys.modules[__name__], MethodWhole)


def _build_whole(value: object) -> MethodWhole:
    return part_from(value, whole_kinds(), MethodWhole)


# The type of a method's field that may hold any whole.
AnyWhole = Annotated[SerializeAsAny[MethodWhole], BeforeValidator(_build_whole)]
