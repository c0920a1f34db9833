"""Finds what is there by being there: each module of a folder is one of its kind."""

from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType


def modules_in(package: ModuleType) -> list[ModuleType]:
    """Import and return the modules of a package, from all directories of its search path, by their names."""
    return [import_module(f"{package.__name__}.{found.name}") for found in iter_modules(package.__path__)]
