"""Creates the first administrator of an installation."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.history.actions import Recorded, record_changes
from portal.refusals import Refusal
from schools.access.models import Membership


class NoAdministrator(Refusal):
    pass


def checked_email(email: str) -> str:
    """Return the address as it will be kept; raises NoAdministrator if it is wrong, or if somebody has it already."""
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError:
        raise NoAdministrator(f"«{email}» не похоже на адрес электронной почты.") from None
    if User.objects.filter(email__iexact=email).exists():
        raise NoAdministrator(
            f"Пользователь {email} уже есть. Роль ему даёт другой администратор в разделе «Управление»; "
            "забытый пароль меняет команда «manage.py changepassword»."
        )
    return email


def checked_name(full_name: str) -> str:
    if not (words := " ".join(full_name.split())):
        raise NoAdministrator("Назовите человека: фамилия, имя, отчество.")
    return words


def checked_password(password: str, *, email: str, full_name: str) -> str:
    try:
        validate_password(password, User(email=email, full_name=full_name))
    except ValidationError as error:
        raise NoAdministrator(" ".join(error.messages)) from None
    return password


@transaction.atomic
def create_administrator(*, email: str, full_name: str, password: str) -> User:
    """Create an administrator of the whole portal, from the installation's console."""
    email, full_name = checked_email(email), checked_name(full_name)
    user = User.objects.create_user(
        email, checked_password(password, email=email, full_name=full_name), full_name=full_name
    )
    Membership.objects.create(user=user, role=Role.ADMINISTRATOR)
    record_changes([Recorded(user, "создан первый администратор", after={"email": email})], by=None)
    return user
