"""The portal's settings for tests: nothing of the developer's data, nothing slow, nothing forgiven."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from tests.templates import UndefinedFails

data = Path(tempfile.mkdtemp(prefix="portal-tests-"))
atexit.register(shutil.rmtree, data, ignore_errors=True)
for name in [name for name in os.environ if name.startswith(("PORTAL_", "EMAIL_", "CLAMD"))]:
    del os.environ[name]
os.environ |= {"PORTAL_DATA": str(data), "PORTAL_SECRET_KEY": "of-the-tests"}

from portal.settings import *  # noqa: E402, F403 — after its environment is set

STATIC_ROOT.mkdir()
STORAGES["default"]["BACKEND"] = "django.core.files.storage.InMemoryStorage"
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
DATABASES["default"]["CONN_MAX_AGE"] = 0  # a kept connection would hold the test database at its end
DATABASES["default"]["TEST"] = {"MIGRATE": False}  # tables come from the models, see `django_db_setup` of conftest.py
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = UndefinedFails()
