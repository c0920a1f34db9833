"""Finds the kinds of parts of a method, components and wholes: each is a file of a folder."""

from types import ModuleType
from typing import TypeVar, get_args

from pydantic_core import PydanticCustomError

from portal.found import modules_in

P = TypeVar("P")


def parts_in(package: ModuleType, base: type[P]) -> dict[str, type[P]]:
    """Return the class of each file in the package by its kind, sorted by `place`.

    Raises ValueError if a file doesn't have exactly one subclass of `base` whose kind is the file's name.
    """
    found = {_name_of(module): _find_class(module, base) for module in modules_in(package)}
    return dict(sorted(found.items(), key=lambda item: (item[1].place, item[0])))


def _name_of(module: ModuleType) -> str:
    return module.__name__.rpartition(".")[2]


def _find_class(module: ModuleType, base: type[P]) -> type[P]:
    own = [each for each in vars(module).values()
           if isinstance(each, type) and issubclass(each, base) and each.__module__ == module.__name__]  # fmt: skip
    kinds = [get_args(each.model_fields["kind"].annotation) for each in own]
    if kinds != [(_name_of(module),)]:
        raise ValueError(f"{module.__name__} must hold one {base.__name__} of the kind «{_name_of(module)}».")
    return own[0]


def part_from(value: object, kinds: dict[str, type[P]], base: type[P]) -> P:
    """Build a part from a method's JSON with the class of its kind; raises PydanticCustomError for an unknown kind."""
    if isinstance(value, base):
        return value
    kind = value.get("kind") if isinstance(value, dict) else None
    if not isinstance(kind, str) or kind not in kinds:
        raise PydanticCustomError("kind", "В методе стоит «{kind}», а такого портал не знает.", {"kind": str(kind)})
    return kinds[kind].model_validate(value)
