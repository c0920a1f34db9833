"""Tables of transitions are whole, and the diagrams in the docs are drawn from them."""

from indicators.collections.models import Collection, Submission
from roadmap.execution.models import Assignment
from roadmap.programmes.models import Programme
from scripts.draw_states import DOCUMENT, document, tables


def test_the_document_says_what_the_tables_say():
    assert DOCUMENT.read_text(encoding="utf-8") == document(), "make fix draws it anew"


def test_every_table_is_found_and_drawn():
    found = list(tables().values())

    for owner in (Assignment, Programme, Collection, Submission):
        assert owner.TRANSITIONS in found


def test_a_table_tells_of_every_state_and_leads_to_no_other():
    for title, table in tables().items():
        states = set(type(next(iter(table))))
        assert set(table) == states, title
        assert {after for actions in table.values() for after in actions.values()} <= {*states, None}, title
