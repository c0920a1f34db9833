"""How people log in, and what Django's admin pages allow them."""

from axes.backends import AxesStandaloneBackend
from django.conf import settings
from django.contrib.auth.backends import ModelBackend

from portal.accounts.roles import Permission
from schools.access.scope import scope_of


class RoleBackend(AxesStandaloneBackend, ModelBackend):
    """Logs people in by e-mail; only the role of administrator gives a right to Django's admin pages."""

    def authenticate(self, request, username=None, password=None, **credentials):
        """Return the user; raises AxesBackendPermissionDenied after too many wrong passwords."""
        super().authenticate(request, username, password, **credentials)
        return ModelBackend.authenticate(self, request, username, password, **credentials)

    def user_can_authenticate(self, user) -> bool:
        """Return whether the user may log in; people of the demonstration may only where it is allowed.

        Django asks it in each session too, so that their sessions end when the demonstration is no longer allowed.
        """
        return super().user_can_authenticate(user) and (settings.DEMONSTRATION_ALLOWED or not user.is_demonstration)

    def has_perm(self, user_obj, perm, obj=None) -> bool:
        return user_obj.is_active and scope_of(user_obj).has(Permission.ADMINISTER)

    def has_module_perms(self, user_obj, app_label) -> bool:
        return self.has_perm(user_obj, app_label)
