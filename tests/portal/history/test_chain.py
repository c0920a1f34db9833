"""The chain of the history: nobody changes it through the portal, and whoever does so past it is told where."""

import io
import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections, models, transaction
from hypothesis import given
from hypothesis import strategies as st

from portal.backup.making import make_backup
from portal.backup.restoring import restore_backup
from portal.history.actions import Recorded, record_changes
from portal.history.chain import as_json, contents_digest
from portal.history.models import ChainHead, ChainLink, Change, HistoryIsKept
from portal.history.sealing import seal_links
from portal.history.verifying import verify_chain
from tests.factories import make_municipality
from tests.portal.backup.test_backup import programs  # noqa: F401 - PostgreSQL's own


def past(model) -> models.QuerySet:
    """As whoever has the database writes into it."""
    return models.QuerySet(model)


def record(*actions: str) -> list[Change]:
    place = make_municipality()
    record_changes([Recorded(place, action, {"name": "а"}, {"name": action}) for action in actions], by=None)
    return list(Change.objects.about(place).order_by("pk"))


@pytest.fixture
def entries(db) -> list[Change]:
    record("раньше")
    found = record("один", "два", "три")
    record("позже")
    seal_links()
    return found


def change_words(entry):
    past(Change).filter(pk=entry.pk).update(after={"name": "другое"})


def change_person(entry):
    past(Change).filter(pk=entry.pk).update(through="page")


def delete(entry):
    past(Change).filter(pk=entry.pk)._raw_delete("default")


def insert(entry):
    fresh = {
        name: getattr(entry, name) for name in ("subject_type", "subject_id", "link", "previous_hash", "entry_hash")
    }
    past(Change).bulk_create([Change(**fresh, action="вставлено", salt="1")])


def erase(entry):
    digest = entry.digest_of_contents
    past(Change).filter(pk=entry.pk).update(before={}, after={}, subject_name="", salt="", erased_digest=digest)


@pytest.mark.parametrize("which", [0, 1, 2])
@pytest.mark.parametrize(
    ("touch", "told"),
    [
        (change_words, "запись № {pk} .*: изменена"),
        (change_person, "запись № {pk} .*: изменена"),
        (delete, "удалено записей: 1"),
        (insert, "вставлено записей: 1"),
        (erase, "запись № {pk} .*: содержание убрано"),
    ],
)
def test_what_was_touched_is_told(touch, told, which, entries):
    call_command("verify_history", stdout=io.StringIO())
    touch(entries[which])

    with pytest.raises(CommandError, match=told.format(pk=entries[which].pk)):
        call_command("verify_history", stdout=io.StringIO())


def test_a_deleted_end_of_the_history_is_told(entries):
    last = ChainLink.objects.order_by("number").last()
    past(Change).filter(link=last)._raw_delete("default")
    past(ChainLink).filter(pk=last.pk)._raw_delete("default")

    assert "конец журнала удалён" in verify_chain().faults[0]


def test_a_deleted_link_is_told(entries):
    number = entries[0].link.number
    past(Change).filter(link=entries[0].link)._raw_delete("default")
    past(ChainLink).filter(number=number)._raw_delete("default")

    assert any(f"нет звена № {number}" in fault for fault in verify_chain().faults)


def test_a_history_written_anew_is_told_by_a_seal_that_somebody_noted(entries):
    noted = ChainHead.objects.get()
    for model in (Change, ChainLink, ChainHead):
        past(model).all()._raw_delete("default")
    record("совсем", "другое")
    record("ещё")
    record("и ещё")
    seal_links()

    assert verify_chain().faults == []
    assert "написан заново" in verify_chain({noted.number: noted.seal}).faults[0]
    assert "была записана" in verify_chain({99: noted.seal}).faults[0]


def test_each_entry_carries_the_hash_of_the_one_before_it(entries):
    before = ChainLink.objects.get(number=entries[0].link.number - 1)
    first, second, third = entries

    if connection.vendor == "sqlite":  # elsewhere it is sealed when all of this is committed
        assert first.previous_hash == before.seal
    assert (second.previous_hash, third.previous_hash) == (first.entry_hash, second.entry_hash)
    assert third.entry_hash == third.link.last_hash


def test_nobody_changes_or_deletes_history_through_the_portal(entries):
    entry = entries[0]
    entry.action = "другое"
    for deed in (
        entry.save,
        entry.delete,
        entry.link.delete,
        lambda: Change.objects.filter(pk=entry.pk).update(action="другое"),
        lambda: Change.objects.bulk_update([entry], ["action"]),
        lambda: Change.objects.all().delete(),
        lambda: Change._base_manager.all().delete(),
        lambda: ChainLink.objects.all().update(number=1),
    ):
        with pytest.raises(HistoryIsKept):
            deed()
    assert verify_chain().faults == []


values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(st.characters(exclude_categories=["Cs", "Cc"])),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("абв1", max_size=3) | st.integers(0, 20), inner)
    ),
    max_leaves=6,
)


@pytest.mark.django_db
@given(recorded=st.dictionaries(st.text("абв", max_size=3), values, max_size=3))
def test_whatever_an_action_records_is_hashed_as_the_database_gives_it_back(recorded):
    with transaction.atomic():
        place = make_municipality()
        record_changes([Recorded(place, "внесено", {}, recorded)], by=None)
        kept = Change.objects.about(place).get()
        assert kept.after == as_json(recorded)
        assert kept.digest_of_contents == contents_digest(kept.salt, {}, as_json(recorded), kept.reason, str(place))
        assert verify_chain().faults == []
        transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
def test_people_who_write_at_once_make_one_chain():
    place, failures = make_municipality(), []

    def write(number: int) -> None:
        try:
            for step in range(8):
                with transaction.atomic():
                    record_changes([Recorded(place, f"{number}-{step}-{each}") for each in range(3)], by=None)
                    record_changes([Recorded(place, "и ещё")], by=None)
        except Exception as error:
            failures.append(error)
        finally:
            connections.close_all()

    writers = [threading.Thread(target=write, args=[number]) for number in range(4)]
    if connection.vendor == "sqlite":
        for writer in writers:  # the tests' database is in memory and has one connection
            writer.run()
    else:
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()
    found = verify_chain()

    assert failures == []
    assert (found.faults, found.entries, found.links, found.unsealed) == ([], 4 * 8 * 4, 4 * 8 * 2, 0)
    assert found.number == ChainHead.objects.get().number == 64


@pytest.mark.django_db(transaction=True)
def test_what_was_rolled_back_leaves_no_gap():
    record("один")
    with transaction.atomic():
        record("два")
        transaction.set_rollback(True)
    record("три")

    assert (verify_chain().faults, verify_chain().number) == ([], 2)


@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite seals in the transaction itself")
@pytest.mark.django_db(transaction=True)
def test_links_of_an_interrupted_process_are_sealed_by_the_next(monkeypatch):
    monkeypatch.setattr("portal.history.sealing.seal_links", lambda: None)
    [entry] = record("прервано")
    assert (verify_chain().unsealed, verify_chain().faults) == (1, [])
    change_words(entry)
    assert verify_chain().faults
    past(Change).filter(pk=entry.pk).update(after=entry.after)
    monkeypatch.undo()
    record("дальше")

    assert (verify_chain().unsealed, verify_chain().number, verify_chain().faults) == (0, 2, [])


@pytest.mark.django_db(transaction=True)
def test_a_restored_backup_has_a_whole_chain(tmp_path):
    record("один", "два")
    make_backup(tmp_path / "copy.zip")
    record("позже")
    restore_backup(tmp_path / "copy.zip")
    assert (verify_chain().faults, verify_chain().entries) == ([], 2)
    record("после возврата")

    assert (verify_chain().faults, verify_chain().entries) == ([], 3)
