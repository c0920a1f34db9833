"""Finds the pinned packages as they are installed, and what each states about its licence."""

import re
from dataclasses import dataclass
from functools import cache
from importlib import metadata

from django.conf import settings

_PINNED = re.compile(r"^([\w.-]+)==", re.MULTILINE)
_TEXT_OF_LICENCE = re.compile(r"(licen[cs]es?|copying|notice|authors)\b[^/]*", re.IGNORECASE)
_SIGNS_OF_TEXT = {"", ".txt", ".md", ".rst"}
_OF_LICENCE = "License ::"


@dataclass(frozen=True)
class Component:
    name: str
    version: str
    licence: str
    """As its author states it: an SPDX expression or the package's own words; "" if it states nothing."""
    files: tuple[metadata.PackagePath, ...]
    """Texts of its licence and of those of programs that it contains."""

    @property
    def text(self) -> str:
        """Return all its texts, each below the name of its file."""
        parts = (f"{file.name}\n\n{file.locate().read_text(errors='replace').strip()}" for file in self.files)
        return "\n\n\n".join(parts) + "\n"


@cache
def components() -> dict[str, Component]:
    """Return by name the packages that `requirements.lock` pins and that are installed; some are for other systems."""
    found = {}
    for name in _PINNED.findall((settings.BASE_DIR / "requirements.lock").read_text()):
        try:
            found[name] = _component(name, metadata.distribution(name))
        except metadata.PackageNotFoundError:
            continue
    return found


def _component(name: str, installed: metadata.Distribution) -> Component:
    files = (file for file in installed.files or [] if _is_text_of_licence(file))
    return Component(name, installed.version, stated_licence(installed.metadata), tuple(files))


def stated_licence(stated: metadata.PackageMetadata) -> str:
    """Return the licence by its PEP 639 expression, else by an older package's short words or its classifiers."""
    if expression := stated.get("License-Expression"):
        return expression
    short = stated.get("License") or ""
    named = [line.split(" :: ")[-1] for line in stated.get_all("Classifier") or [] if line.startswith(_OF_LICENCE)]
    # Some packages put the whole text of the licence there, others only «Dual License».
    is_told_better = "\n" in short or len(named) > 1 or not short
    return ", ".join(named) if named and is_told_better else short


def _is_text_of_licence(file: metadata.PackagePath) -> bool:
    return bool(_TEXT_OF_LICENCE.match(file.name)) and (
        file.suffix.lower() in _SIGNS_OF_TEXT or "licenses" in file.parts
    )
