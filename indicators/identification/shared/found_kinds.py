"""Finds kinds of rules and measures in their folders, and reads parts of a method by the shape of their kind."""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any

from pydantic_core import PydanticKnownError

from portal.found import modules_in

RULES, MEASURES = "indicators.identification.rules", "indicators.identification.measures"


@cache
def kinds_in(package: str) -> dict[str, Any]:
    """The `KIND` of each module in the folder, by its name in JSON, in the order in which forms offer them."""
    kinds = [module.KIND for module in modules_in(import_module(package))]
    return {each.name: each for each in sorted(kinds, key=lambda kind: (kind.place, kind.name))}


def read_as_its_kind(package: str, parent: type) -> Callable[[object], object]:
    """A pydantic validator that reads an object by the shape of the kind which its `kind` names."""

    def read(value: object) -> object:
        if isinstance(value, parent):
            return value
        if not isinstance(value, dict):
            raise PydanticKnownError("model_attributes_type")
        if "kind" not in value:
            raise PydanticKnownError("union_tag_not_found", {"discriminator": "'kind'"})
        kinds, name = kinds_in(package), value["kind"]
        if not isinstance(name, str) or name not in kinds:
            expected = ", ".join(f"'{each}'" for each in kinds)
            raise PydanticKnownError(
                "union_tag_invalid", {"discriminator": "'kind'", "tag": str(name), "expected_tags": expected}
            )
        return kinds[name].shape.model_validate(value)

    return read


def name_of_kind(shape: type) -> str:
    """The value of `kind` in the JSON of that shape."""
    (name,) = shape.model_fields["kind"].annotation.__args__
    return name
