import getpass
import os
import sys
from collections.abc import Callable

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from schools.access.actions import (
    NoAdministrator,
    checked_email,
    checked_name,
    checked_password,
    create_administrator,
)

VARIABLE = "PORTAL_ADMINISTRATOR_PASSWORD"


class Command(BaseCommand):
    help = "Завести администратора всего портала; чего нет среди параметров, команда спросит."

    def add_arguments(self, parser):
        parser.add_argument("--email", help="адрес электронной почты: с ним входят")
        parser.add_argument("--name", help="фамилия, имя, отчество")
        parser.add_argument(
            "--no-input",
            action="store_true",
            help=f"ничего не спрашивать; пароль — в переменной окружения {VARIABLE}",
        )

    def handle(self, *, email, name, no_input, **options):
        self.asks = not no_input and sys.stdin.isatty()
        email = self._find_out(email, "Адрес электронной почты: ", checked_email, "--email")
        name = self._find_out(name, "Фамилия, имя, отчество: ", checked_name, "--name")
        password = self._find_out(
            os.environ.get(VARIABLE),
            "Пароль, не короче 12 знаков (при вводе не виден): ",
            lambda text: self._check_password(text, email, name),
            VARIABLE,
            ask=getpass.getpass,
        )
        create_administrator(email=email, full_name=name, password=password)
        self.stdout.write(f"Администратор {name} заведён. Войдите: {settings.PORTAL_ADDRESS} — портал поведёт дальше.")

    def _find_out(
        self, given: str | None, question: str, check: Callable, where: str, ask: Callable | None = None
    ) -> str:
        """Return what was given, or what the person answers, who is asked until the answer passes the check.

        Raises CommandError if nothing valid was given and nobody can be asked.
        """
        while True:
            if given is None and not self.asks:
                raise CommandError(f"Не хватает: {where}. Задайте или запустите команду в терминале без --no-input.")
            try:
                return check((ask or input)(question) if given is None else given)
            except NoAdministrator as refusal:
                if not self.asks:
                    raise CommandError(str(refusal)) from None
                self.stderr.write(str(refusal))
                given = None
            except (EOFError, KeyboardInterrupt):
                raise CommandError("Прервано, никто не заведён.") from None

    def _check_password(self, text: str, email: str, name: str) -> str:
        checked_password(text, email=email, full_name=name)
        if text != os.environ.get(VARIABLE) and getpass.getpass("Ещё раз: ") != text:
            raise NoAdministrator("Пароли не совпали.")
        return text
