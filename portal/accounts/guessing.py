"""Refuses passwords that are easy to guess, in whichever keyboard layout they were typed."""

import re

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError
from zxcvbn import zxcvbn

from portal.text.phrases import is_word
from portal.text.plurals import counted

ENOUGH = 3  # of 4; it takes more than about 10⁸ guesses, which cost an attacker with the database some time
_GUESSES_BESIDE_A_WORD = 10**7  # more than a year with punctuation around it would take
_MOST = 72  # characters that zxcvbn considers
_CYRILLIC, _LATIN = "йцукенгшщзхъфывапролджэячсмитьбюё", "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
_LAYOUT = str.maketrans(_CYRILLIC + _CYRILLIC.upper(), _LATIN + _LATIN.upper())
_BACK = str.maketrans(_LATIN + _LATIN.upper(), _CYRILLIC + _CYRILLIC.upper())
# The words that occur first to people in this field.
_WORDS = ("пароль", "школа", "директор", "учитель", "портал", "отдел", "образование", "район", "директриса", "завуч")


def is_a_word_and_little_more(password: str) -> bool:
    """Return whether it is one Russian word, unknown to zxcvbn, with little else: «Россия2026!!!», in either layout."""
    return any(_is_a_word_and_little_more(typed[:_MOST].lower()) for typed in (password, password.translate(_BACK)))


def _is_a_word_and_little_more(password: str) -> bool:
    words = [run for run in re.findall("[а-яё]{3,}", password) if is_word(run)]
    rest = password.replace(words[0], "", 1) if len(words) == 1 else password
    return len(words) == 1 and (not rest or zxcvbn(rest)["guesses"] < _GUESSES_BESIDE_A_WORD)


def score_of(password: str, known: list[str]) -> int:
    """Return zxcvbn's score from 0 to 4, the lower one of both layouts («йцукен» is «qwerty»).

    `known` are words that an attacker knows of the person.
    """
    words = [word.lower() for word in (*_WORDS, *known)]
    return min(
        zxcvbn(typed[:_MOST], user_inputs=[*words, *(word.translate(_LAYOUT) for word in words)])["score"]
        for typed in (password, password.translate(_LAYOUT))
    )


class LongPasswordValidator(MinimumLengthValidator):
    """Django's validator with sentences in plain Russian."""

    def get_error_message(self) -> str:
        return f"Пароль короткий: нужно не меньше {counted(self.min_length, 'знака', 'знаков', 'знаков')}."

    def get_help_text(self) -> str:
        return f"Не короче {counted(self.min_length, 'знака', 'знаков', 'знаков')}."


class GuessablePasswordValidator:
    """Raises ValidationError for common passwords, rows of keys, dates, repeated characters, and one's own names."""

    def validate(self, password: str, user=None) -> None:
        known = [*user.full_name.split(), user.email, *user.email.split("@")] if user else []
        if score_of(password, known) < ENOUGH or is_a_word_and_little_more(password):
            raise ValidationError(
                "Этот пароль легко угадать. Возьмите несколько слов, которые рядом не стоят: «чайник в тёмном снегу».",
                code="password_too_guessable",
            )

    def get_help_text(self) -> str:
        return (
            "Не годятся частые пароли, одно слово с числом, ряды клавиш, даты, повторы, свои имя и адрес. "
            "Хороши четыре случайных слова."
        )
