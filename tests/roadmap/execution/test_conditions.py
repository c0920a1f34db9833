"""What a person asks of the pages of reports and waivers, and is told where it can't be understood."""

from urllib.parse import urlencode

import pytest
from django.urls import reverse

from roadmap.execution.models import Assignment

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("page", ["review-list", "assignment-waivers"])
def test_a_condition_that_is_not_understood_is_told(browse, page):
    answer = browse("coordinator").get(reverse(page), {"activity": "77777"})

    assert answer.status_code == 422
    assert "Мероприятие: Выберите корректный вариант" in answer.content.decode()


@pytest.mark.parametrize("page", ["review-list", "assignment-waivers"])
def test_a_condition_that_there_is_not_is_told(browse, page):
    answer = browse("coordinator").get(reverse(page), {"activty": "1"})

    assert answer.status_code == 422
    assert "условие, которого портал не знает: «activty»" in answer.content.decode()


@pytest.mark.parametrize("asked", [{"activty": "1"}, {"activity": "77777"}])
def test_whoever_asked_wrongly_waives_nothing(browse, in_force, asked):
    """«Everything that was found» is not everything that there is."""
    waive = {"step": "waive", "everything": "on", "because": "Школу закрыли"}
    answer = browse("coordinator").post(f"{reverse('assignment-waivers')}?{urlencode(asked)}", waive)

    assert answer.status_code == 422
    assert Assignment.objects.unfinished().exists()
    assert not Assignment.objects.waived().exists()
