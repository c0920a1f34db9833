"""A change in words: no key of the code, no JSON, whatever an action recorded."""

import pytest
from django.urls import reverse

from portal.accounts.roles import Role
from portal.history.words import words_of
from schools.directory.models import School
from tests.factories import make_user


@pytest.mark.parametrize(
    ("recorded", "words"),
    [
        ({"name": "СОШ № 1"}, ["название: СОШ № 1"]),
        ({"is_active": False}, ["работает: нет"]),
        ({"kind": "secondary"}, ["вид: средняя"]),
        ({"order": "Приказ № 5", "annex": ""}, ["приказ: Приказ № 5", "приложение: —"]),
        ({"schools": ["СОШ № 1", "СОШ № 2"]}, ["школы: СОШ № 1; СОШ № 2"]),
        ({"files": [{"file": "a.pdf"}]}, ["файлы: файл: a.pdf"]),
        ({"row-15-reason": "Нет сети"}, ["причина: Нет сети"]),
        ({"asks_from": "2026-08-28"}, ["28.08.2026"]),
        ({"доля «2» по ВПР": "30 %"}, ["доля «2» по ВПР: 30 %"]),
        ({"note": None}, ["замечание: —"]),
        ({}, []),
    ],
)
def test_what_was_recorded_is_told_in_words(recorded, words):
    assert words_of(School, recorded) == words


@pytest.mark.django_db
def test_the_administration_shows_no_hash_of_a_password(client, district):
    client.force_login(make_user(Role.ADMINISTRATOR, None))
    page = client.get(reverse("admin:accounts_user_change", args=[district.director.pk])).content.decode()

    assert "Задать новый пароль" in page
    assert district.director.password.split("$")[-1] not in page
    assert "md5" not in page
