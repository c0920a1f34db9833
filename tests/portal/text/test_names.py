import pytest

from portal.accounts.models import User
from portal.letters.sending import greeting
from portal.text.names import acting_apart, acting_as


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("и.о. Петрова Анна Ивановна", (True, "Петрова Анна Ивановна")),
        ("И.о. директора Петрова А. И.", (True, "Петрова А. И.")),
        ("Петрова Анна Ивановна (и. о.)", (True, "Петрова Анна Ивановна")),
        ("Петрова Анна Ивановна, и.о.", (True, "Петрова Анна Ивановна")),
        ("врио Ким Олег", (True, "Ким Олег")),
        ("И. О. Петров", (False, "И. О. Петров")),
        ("И.О. Петров", (False, "И.О. Петров")),
        ("Иовлева Мария", (False, "Иовлева Мария")),
        ("", (False, "")),
    ],
)
def test_who_acts_for_another_is_told_by_their_name_alone(written, told):
    assert acting_apart(written) == told


def test_the_post_says_so_once():
    assert acting_as("") == "и.о."
    assert acting_as("директор") == "директор (и.о.)"
    assert acting_as("И.о. директора") == "И.о. директора"


def test_who_was_entered_so_is_called_by_name():
    assert User(full_name="и.о. Петрова Анна Ивановна").short_name == "Петрова А. И."
    assert greeting("и.о. Петрова Анна Ивановна") == "Здравствуйте, Анна Ивановна!"
