"""Passwords that are guessed first are refused, in either layout; such as people can remember are not."""

import pytest
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError

from portal.accounts.models import User

IVANOVA = User(full_name="Иванова Мария Петровна", email="ivanova@example.org")


@pytest.mark.parametrize(
    "password",
    [
        "йцукенгшщзхъ",  # a row of keys
        "qwertyuiop[]",
        "Пароль123456",
        "парольпароль",
        "Gfhjkm123456",  # the same in the other layout
        "директор2026",
        "школа1234567",
        "ыыыыыыыыыыыы",
        "01.09.2026 г",
        "Иванова12345",  # one's own name
        "ivanova@2026",
        "здравствуйте",  # one word of the dictionary, whatever stands around it
        "Первоклассник",
        "Россия2026!!!",
        "январь-2026!",
        "Екатеринбург1",
        "любовь123456",
        "plhfdcndeqnt",  # «здравствуйте» in the other layout
        "вконтакте2026",
        "короткий",
    ],
)
def test_what_is_guessed_first_is_refused(password):
    with pytest.raises(ValidationError):
        validate_password(password, IVANOVA)


@pytest.mark.parametrize(
    "password", ["чайник в тёмном снегу", "слоны-не-летают-7", "снегчайник14", "correct horse staple", "ш7К.р%ыПм2:ъ"]
)
def test_what_can_be_remembered_is_taken(password):
    validate_password(password, IVANOVA)


def test_a_long_one_is_weighed_quickly_and_taken():
    validate_password("снег и чайник " * 700, IVANOVA)


def test_how_long_is_said_as_people_say_it():
    with pytest.raises(ValidationError, match="нужно не меньше 12 знаков"):
        validate_password("ш7К.р%", IVANOVA)
    assert "Не короче 12 знаков." in password_validators_help_texts()
