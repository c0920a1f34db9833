"""Orders whose words the programme's file has."""

import pytest

from reports.blocks.content import SignatureLine, text_of
from tests.reports.made_documents import (
    content_of,
    programme,
)

pytestmark = pytest.mark.django_db


def test_an_order_prints_clauses_with_numbers_and_the_approving_one_comes_first():
    orders = [
        {"id": "1", "number": "7", "issuer": "Отдел"},
        {"id": "2", "number": "44", "date": "2025-01-20", "preamble": "В целях, п р и к а з ы в а ю:",
         "clauses": ["Утвердить.", "Контроль оставляю за собой."],
         "signatory": {"position": "Начальник", "name": "И. Петров"}},
    ]  # fmt: skip
    document = content_of(programme(orders=orders, approved_by={"order": "2"}), "order")
    first = document.parts[0].blocks
    assert first[1].date == "20 января 2025 г."
    assert [text_of(block) for block in first if block.block == "list_item"] == [
        "1. Утвердить.",
        "2. Контроль оставляю за собой.",
    ]
    assert first[-1] == SignatureLine("Начальник", "И. Петров")
    assert document.parts[1].starts_page
