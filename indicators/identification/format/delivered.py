"""Reads the methods of identification that come with the portal, from the files in `library/`."""

from functools import cache
from pathlib import Path

from indicators.identification.format.shape import IdentificationShape
from schools.methods.delivered import methods_in

_FOLDER = Path(__file__).parent / "library"


@cache
def delivered_identification() -> dict[str, IdentificationShape]:
    return methods_in(_FOLDER, IdentificationShape.model_validate)
