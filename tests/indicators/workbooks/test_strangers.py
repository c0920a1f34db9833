"""Workbooks of three made-up departments, imported through the page: nothing is silently wrong or silently lost."""

import importlib

import pytest

from tests.indicators.workbooks.strangers.walk import Walk, make_department

pytestmark = pytest.mark.django_db

# Of each file: at first sight how many values are taken and how many cells wrongly without a word; then, once a person
# has answered, again both, how many are still asked about, how many answers that took, and on how many pages.
FILES = {
    "stone_ege": ((63, 0), (63, 0, 0), (0, 1)),
    "stone_vpr": ((30, 0), (38, 0, 0), (3, 1)),
    "stone_years": ((0, 0), (122, 0, 0), (3, 2)),
    "stone_staff": ((0, 0), (30, 0, 2), (3, 2)),
    "stone_school_sheets": (
        (10, 1),
        (174, 0, 0),
        (1, 1),
    ),  # a summary is taken, the sheets that it contradicts wait
    "archan_social": ((18, 0), (68, 0, 13), (5, 1)),
    "archan_progress": ((27, 0), (87, 0, 0), (5, 2)),
    "archan_oge": ((54, 1), (64, 1, 0), (1, 1)),  # a share that doesn't fit the marks beside it
    "archan_conditions": ((0, 0), (83, 0, 0), (5, 2)),
    "archan_messy": ((7, 0), (31, 0, 0), (2, 2)),
    "toyon_programme": ((0, 0), (97, 0, 0), (5, 3)),
    "toyon_indicator_sheets": ((0, 0), (215, 0, 0), (10, 2)),
    "toyon_plan_fact": ((0, 0), (79, 1, 8), (5, 2)),  # a sum with a value that another sheet contradicts
    "toyon_register": ((0, 0), (27, 0, 0), (2, 2)),
}
AS_TEXT = {"stone_staff", "archan_conditions"}


@pytest.mark.parametrize(
    ("name", "as_csv"), [*((name, False) for name in FILES), *((name, True) for name in sorted(AS_TEXT))]
)
def test_a_strange_workbook(name, as_csv):
    module = importlib.import_module(f"tests.indicators.workbooks.strangers.{name}")
    (taken, badly), (right, bad, asked), (answers, steps) = FILES[name]
    walk = Walk(module, *make_department(module.DEPARTMENT), as_csv=as_csv)

    first = walk.judged(walk.first_sight())
    assert (first.wrong, first.missing) == ([], [])
    assert first.right >= taken
    assert len(first.bad) <= badly, first.bad

    after = walk.judged(walk.answered())
    assert (after.wrong, after.missing) == ([], [])
    assert after.right >= right
    assert len(after.bad) <= bad, after.bad
    assert after.asked <= asked
    assert (after.answers <= answers, after.steps <= steps) == (True, True), (after.answers, after.steps)
