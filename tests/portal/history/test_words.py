"""What a change was from and to, in words."""

import pytest

from portal.history.words import words_of
from reports.issue.models import Document
from roadmap.execution.models import Assignment


@pytest.mark.parametrize(
    ("side", "words"),
    [
        ({"rows": [{"id": 7, "title": "Цель", "text": "Помочь"}, {"id": 8, "title": "Сроки", "text": ""}]},
         "строки: название: Цель; текст: Помочь | название: Сроки"),
        ({"edits": [{"place": 3, "was": "до", "now": "после"}]}, "правки текста: было: до; стало: после; где: 3"),
        ({"rows": [{"id": 7, "name": "Обученность", "plans": {"2026": "41"}, "unknown": "да"}]},
         "строки: название: Обученность; план: 2026: 41; да"),
        ({"text": "2026-09-30"}, "текст: 30.09.2026"),
        ({"text": "2026-13-45"}, "текст: 2026-13-45"),
        ({"status": "issued", "repealed_on": "2026-09-30"}, "состояние: издан; отменён с: 30.09.2026"),
    ],
)  # fmt: skip
def test_a_change_is_told_without_keys_and_ids(side, words):
    assert "; ".join(words_of(Document, side, empty="")) == words


def test_what_became_empty_is_told_where_it_is_asked_for_and_states_by_their_labels():
    side = {"text": "", "status": "done"}

    assert words_of(Assignment, side) == ["состояние: выполнено", "что сделано: —"]
    assert words_of(Assignment, side, empty="") == ["состояние: выполнено"]
