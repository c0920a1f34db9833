from django.conf import settings
from django.db import models
from django.db.models import Q

from portal.accounts.roles import Role


class Membership(models.Model):
    """A role of a person in a municipality, in a school or in the whole portal; a person may have several."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships", verbose_name="пользователь"
    )
    role = models.CharField("роль", max_length=20, choices=Role)
    municipality = models.ForeignKey(
        "schools.Municipality", on_delete=models.PROTECT, null=True, blank=True, verbose_name="муниципалитет"
    )
    school = models.ForeignKey("schools.School", on_delete=models.PROTECT, null=True, blank=True, verbose_name="школа")

    class Meta:
        verbose_name = "роль пользователя"
        verbose_name_plural = "роли пользователя"
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(role=Role.DIRECTOR, school__isnull=False, municipality__isnull=True)
                    | Q(role=Role.OBSERVER, school__isnull=False, municipality__isnull=True)
                    | Q(
                        role__in=[Role.COORDINATOR, Role.SPECIALIST, Role.OBSERVER],
                        municipality__isnull=False,
                        school__isnull=True,
                    )
                    | Q(role=Role.ADMINISTRATOR, school__isnull=True)
                ),
                name="membership_has_its_place",
                violation_error_message=(
                    "Директору укажите школу; координатору и специалисту — муниципалитет; наблюдателю — что-то одно; "
                    "администратору — муниципалитет или ничего, если он ведёт весь портал."
                ),
            ),
            models.UniqueConstraint(
                fields=["user", "role", "school"],
                condition=Q(school__isnull=False),
                name="membership_once_in_a_school",
                violation_error_message="Такая роль у пользователя уже есть.",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "municipality"],
                condition=Q(municipality__isnull=False),
                name="membership_once_in_a_municipality",
                violation_error_message="Такая роль у пользователя уже есть.",
            ),
            models.UniqueConstraint(
                fields=["user", "role"],
                condition=Q(municipality__isnull=True, school__isnull=True),
                name="membership_once_in_the_portal",
                violation_error_message="Такая роль у пользователя уже есть.",
            ),
        ]

    def __str__(self) -> str:
        place = self.school or self.municipality or "весь портал"
        return f"{self.get_role_display()} — {place}"
