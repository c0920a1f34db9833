"""Programmes of real departments as files of exchange; no part of the project."""

import pytest
from django.conf import settings

FOLDER = settings.BASE_DIR.parent / "shared" / "programmes"
FILES = sorted(FOLDER.glob("*.json"))
needs_programmes = pytest.mark.skipif(not FILES, reason="the folder of real programmes is not here")
