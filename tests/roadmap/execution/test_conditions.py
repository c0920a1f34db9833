"""What a person asks of the pages of reports and waivers, and is told where it can't be understood."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("page", ["review-list", "assignment-waivers"])
def test_a_condition_that_is_not_understood_is_told(browse, page):
    answer = browse("coordinator").get(reverse(page), {"activity": "77777"})

    assert answer.status_code == 200
    assert "Мероприятие: Выберите корректный вариант" in answer.content.decode()
