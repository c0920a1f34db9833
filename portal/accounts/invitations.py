"""Codes by which people set a password themselves: their first one, or a new one for a forgotten one."""

import datetime
import secrets

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from portal.accounts.models import Invitation, User

DAYS, DAYS_OF_FORGOTTEN = 14, 3
# Without letters and digits that look alike on paper.
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_LENGTH, _PIECE = 12, 4


def invite(user: User, *, days: int = DAYS) -> str:
    """Make a code and return it this once, since only its digest is kept. An earlier code becomes invalid."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
    now = timezone.now()
    Invitation.objects.update_or_create(
        user=user,
        defaults={"code_digest": _digest(letters), "made_at": now, "expires_at": now + datetime.timedelta(days=days)},
    )
    return "-".join(letters[place : place + _PIECE] for place in range(0, _LENGTH, _PIECE))


def invitation_by(code: str) -> Invitation | None:
    """Return the valid invitation with that code, in whatever case and with whatever dashes it was typed, or None."""
    letters = "".join(filter(str.isalnum, code)).upper()
    holding = Invitation.objects.filter(expires_at__gt=timezone.now(), user__is_active=True).select_related("user")
    return holding.filter(code_digest=_digest(letters)).first()


@transaction.atomic
def accept_invitation(*, invitation: Invitation, password: str) -> User | None:
    """Set the person's password and return the person; None if the code was used meanwhile."""
    if not Invitation.objects.filter(pk=invitation.pk, code_digest=invitation.code_digest).delete()[0]:
        return None
    user = invitation.user
    user.set_password(password)
    user.save(update_fields=["password"])
    return user


def withdraw_invitation(sender, user: User, **kwargs) -> None:
    """Delete the code of somebody who set a password in some other way, so that nobody else can use it."""
    Invitation.objects.filter(user=user).delete()


def _digest(letters: str) -> str:
    return salted_hmac("portal.accounts.invitations", letters, algorithm="sha256").hexdigest()
