"""Nothing is written past the history: every way to a write also writes an entry, but for what is explained."""

import re

import pytest

from tests.write_paths import functions, functions_of, untold

# Functions that write without an entry, by their rooms, and why each may.
EXPLAINED = {
    "portal.accounts.invitations:accept_invitation": "its view sends `password_set`, which portal.logs records",
    "portal.accounts.invitations:withdraw_invitation": "of `password_set`, which portal.logs records",
    "portal.accounts.models:UserManager.create_user": "Django's own `createsuperuser`, on the server's console",
    "portal.accounts.sessions:": "that somebody is at work, every few minutes: no fact of the department",
    "portal.heavy.": "a file that waits to be read, for one person; what is made of it is recorded",
    "portal.history.": "the history itself",
    "portal.letters.sending:": "each letter is a record of its own with its attempts, shown in the administration",
    "portal.once.": "keys of posted forms, for some hours",
    "roadmap.execution.evidence.waiting:": "pieces of a file on their way; the report that it stands in is recorded",
    "schools.directory.actions:keep_former_name": "from a form of the administration, whose KeepsHistory records it",
}


@pytest.fixture(scope="module")
def house():
    return functions()


def test_every_write_has_its_entry(house):
    found = untold(house, tuple(EXPLAINED))
    told = {f"{name}, lines {house[name].lines}, by way of {', '.join(sorted(ways))}" for name, ways in found.items()}
    assert told == set(), "record_changes belongs into the same transaction"


@pytest.mark.parametrize("explained", EXPLAINED)
def test_no_explanation_outlives_its_function(explained, house):
    assert any(name.startswith(explained) for name in untold(house))


def test_the_walk_sees_what_writes(house):
    """Records, querysets, rows at once, a file with its record; functions and methods."""
    for name in (
        "indicators.collections.actions:open_collection",
        "roadmap.execution.actions.deriving:derive_assignments",
        "roadmap.exchange.importer:DocumentImporter._create_text",
        "schools.archive.actions:Deletion.take",
        "reports.bundles.removing:remove_old_bundles",
    ):
        assert house[name].lines, name


FORGETFUL = """
from portal.history.actions import Recorded, record_changes

def keep(record, by):
    _write(record)
    record_changes([Recorded(record, "kept")], by=by)

def _write(record):
    record.save()

def forget(records):
    for record in records:
        _write(record)

def rename(records, name):
    records.filter(name="").update(name=name)

class Maker:
    def run(self):
        self.make()
    def make(self):
        self.model.objects.bulk_create([])

def make_all():
    Maker().run()

def keep_picture(picture, storage):
    picture.save("name.png")
    storage.delete("name.png")
    dict().update({"a": 1})
"""


def test_a_forgotten_entry_is_found():
    found = untold(functions_of({"made.up": FORGETFUL}))
    assert found == {
        "made.up:_write": {"made.up:forget"},
        "made.up:rename": {"made.up:rename"},
        "made.up:Maker.make": {"made.up:make_all"},
    }
    mended = re.sub(r"(def (?:forget|rename|make_all).*:\n)", r"\1    record_changes([], by=None)\n", FORGETFUL)
    assert untold(functions_of({"made.up": mended})) == {}
