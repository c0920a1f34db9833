"""Parts of methods that are there by being files of a folder: components, and ways to make a whole of them."""

import pkgutil
from importlib import import_module
from types import ModuleType
from typing import TypeVar, get_args

from pydantic_core import PydanticCustomError

P = TypeVar("P")


def parts_in(package: ModuleType, base: type[P]) -> dict[str, type[P]]:
    """The one class of each file, by its kind, in the order of their places."""
    found = {name: _part_of(import_module(f"{package.__name__}.{name}"), name, base)
             for _, name, _ in pkgutil.iter_modules(package.__path__)}  # fmt: skip
    return dict(sorted(found.items(), key=lambda item: (item[1].place, item[0])))


def _part_of(module: ModuleType, name: str, base: type[P]) -> type[P]:
    own = [each for each in vars(module).values()
           if isinstance(each, type) and issubclass(each, base) and each.__module__ == module.__name__]  # fmt: skip
    kinds = [get_args(each.model_fields["kind"].annotation) for each in own]
    if kinds != [(name,)]:
        raise ValueError(f"{module.__name__} must hold one {base.__name__} of the kind «{name}».")
    return own[0]


def part_from(value: object, kinds: dict[str, type[P]], base: type[P]) -> P:
    """A part of a method's JSON as the class of its kind."""
    if isinstance(value, base):
        return value
    kind = value.get("kind") if isinstance(value, dict) else None
    if not isinstance(kind, str) or kind not in kinds:
        raise PydanticCustomError("kind", "В методе стоит «{kind}», а такого портал не знает.", {"kind": str(kind)})
    return kinds[kind].model_validate(value)
