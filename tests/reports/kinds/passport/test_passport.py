"""The passport as an annex of its order."""

import pytest

from reports.blocks.content import Caption
from tests.reports.made_documents import (
    blocks,
    content_of,
    programme,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("approved_by", "lines"),
    [
        ({"order": "2", "annex": "1", "caption": "Приложение\nк приказу"}, ("Приложение", "к приказу")),
        ({"order": "2", "annex": "1"}, ("Приложение № 1", "к приказу от 20.01.2025 № 44")),
        ({"order": "2"}, None),
        ({"order": "2", "annex": "1", "caption": ""}, None),
    ],
)
def test_a_caption_is_as_typed_or_made_of_the_order(approved_by, lines):
    order = {"id": "2", "number": "44", "date": "2025-01-20"}
    passport = [{"label": "Цель", "text": "Помочь"}]
    document = content_of(programme(orders=[order], approved_by=approved_by, passport=passport), "passport")
    assert [caption.lines for caption in blocks(document, Caption)] == ([lines] if lines else [])
