from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from portal.fields import NaturalKeyField
from portal.text.names import acting_apart


class UserManager(BaseUserManager.from_queryset(models.QuerySet)):
    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields) -> "User":
        return self.create_user(email, password, is_superuser=True, **fields)

    def get_by_natural_key(self, email: str) -> "User":
        return self.get(email__iexact=email)


class User(AbstractBaseUser, PermissionsMixin):
    """A person who logs in by e-mail. What they may do follows from their memberships (schools.Membership)."""

    email = models.EmailField("адрес электронной почты", unique=True)
    full_name = models.CharField("фамилия, имя, отчество", max_length=200)
    position = models.CharField("должность", max_length=300, blank=True)
    is_active = models.BooleanField("может входить", default=True, help_text="Уволенному — снять, а не удалять.")
    is_demonstration = models.BooleanField("из показательных данных", default=False, editable=False)
    joined_at = models.DateTimeField("заведён", default=timezone.now, editable=False)
    name_key = NaturalKeyField(source="full_name")

    objects = UserManager()
    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        verbose_name = "пользователь"
        verbose_name_plural = "пользователи"
        ordering = ["name_key"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_once_in_any_case",
                violation_error_message="Пользователь с таким адресом уже есть.",
            )
        ]

    def __str__(self) -> str:
        return self.full_name or self.email

    @property
    def short_name(self) -> str:
        """Return «Иванова М. П.» for «Иванова Мария Петровна»."""
        surname, *names = acting_apart(self.full_name)[1].split() or [self.email]
        return " ".join([surname, *(f"{name[0]}." for name in names)])


class Invitation(models.Model):
    """Lets a person set a password by a code, once and until a day. Only the code's digest is kept."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="invitation", verbose_name="кого"
    )
    code_digest = models.CharField("отпечаток кода", max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField("когда выдано", default=timezone.now)
    expires_at = models.DateTimeField("до когда действует")

    class Meta:
        verbose_name = "приглашение"
        verbose_name_plural = "приглашения"

    def __str__(self) -> str:
        return f"Приглашение: {self.user}"
