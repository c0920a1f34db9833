"""How easily a password is guessed, whichever keyboard layout it was typed in."""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError
from zxcvbn import zxcvbn

from portal.text.plurals import counted

ENOUGH = 3  # of 4: beyond about 10⁸ guesses, what an attacker who has the database takes his time for
_MOST = 72  # signs that zxcvbn weighs
_CYRILLIC, _LATIN = "йцукенгшщзхъфывапролджэячсмитьбюё", "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
_LAYOUT = str.maketrans(_CYRILLIC + _CYRILLIC.upper(), _LATIN + _LATIN.upper())
# What people of this trade think of first.
_WORDS = ("пароль", "школа", "директор", "учитель", "портал", "отдел", "образование", "район", "директриса", "завуч")


def score_of(password: str, known: list[str]) -> int:
    """0 to 4 by zxcvbn, the lower of both: as typed, and by the keys that were pressed («йцукен» is «qwerty»)."""
    words = [word.lower() for word in (*_WORDS, *known)]
    return min(
        zxcvbn(typed[:_MOST], user_inputs=[*words, *(word.translate(_LAYOUT) for word in words)])["score"]
        for typed in (password, password.translate(_LAYOUT))
    )


class LongPasswordValidator(MinimumLengthValidator):
    """Django's own, in words that people say."""

    def get_error_message(self) -> str:
        return f"Пароль короткий: нужно не меньше {counted(self.min_length, 'знака', 'знаков', 'знаков')}."

    def get_help_text(self) -> str:
        return f"Не короче {counted(self.min_length, 'знака', 'знаков', 'знаков')}."


class GuessablePasswordValidator:
    """Raises ValidationError for common passwords, rows of keys, dates, repeated signs, and one's own names."""

    def validate(self, password: str, user=None) -> None:
        known = [*user.full_name.split(), user.email, *user.email.split("@")] if user else []
        if score_of(password, known) < ENOUGH:
            raise ValidationError(
                "Этот пароль легко угадать. Возьмите несколько слов, которые рядом не стоят: «чайник в тёмном снегу».",
                code="password_too_guessable",
            )

    def get_help_text(self) -> str:
        return "Не годятся частые пароли, ряды клавиш, даты, повторы, свои имя и адрес. Хороши четыре случайных слова."
