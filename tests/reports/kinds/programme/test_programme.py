"""The whole programme in the order of its document."""

import pytest

from reports.blocks.content import SignatureLine
from tests.reports.made_documents import (
    PLAN,
    content_of,
    headings,
    programme,
)

pytestmark = pytest.mark.django_db


def test_the_whole_programme_follows_its_sections_and_is_signed_at_the_end():
    made = programme(
        head={"position": "Начальник", "name": "И. Петров"},
        passport=[{"label": "Цель", "text": "Помочь"}],
        sections=[{"number": "1", "title": "Введение", "text": "Слова"}, {"number": "2", "title": "Паспорт"}],
        roadmap=PLAN,
        annexes=[{"title": "Модель", "text": "Текст"}],
        low_result_schools=[{"title": "Список", "schools": [{"school": "Школа № 1"}]}],
    )
    document = content_of(made, "programme")
    assert headings(document) == [
        "Программа помощи школам", "1. Введение", "2. Паспорт", "План", "Модель", "Список",
    ]  # fmt: skip
    assert document.parts[-1].blocks[-1] == SignatureLine("Начальник", "И. Петров")
    assert all(part.blocks for part in document.parts)
