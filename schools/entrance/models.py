from django.db import models
from django.db.models import Q

from portal.accounts.roles import Role
from schools.directory.models import Municipality


class SecondFactorDemand(models.Model):
    """The demand that people with a role in a municipality, or in the whole portal, log in with a second factor."""

    municipality = models.ForeignKey(
        Municipality, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name="муниципалитет"
    )
    role = models.CharField("роль", max_length=20, choices=Role)

    class Meta:
        verbose_name = "требование второго фактора"
        verbose_name_plural = "требования второго фактора"
        constraints = [
            models.UniqueConstraint(fields=["municipality", "role"], name="second_factor_demanded_once_of_a_role"),
            models.UniqueConstraint(
                fields=["role"], condition=Q(municipality=None), name="second_factor_demanded_once_in_the_portal"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} — {self.municipality or 'весь портал'}"
