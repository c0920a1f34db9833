"""Programmes of real departments: they stand beside the project and are no part of it."""

from pathlib import Path

import pytest

FILES = sorted((Path(__file__).parents[2] / "shared" / "programmes").glob("*.json"))
needs_programmes = pytest.mark.skipif(not FILES, reason="the folder of real programmes is not here")
