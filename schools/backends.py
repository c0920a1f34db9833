from django.contrib.auth.backends import ModelBackend

from portal.accounts.roles import Permission
from schools.scope import scope_of


class RoleBackend(ModelBackend):
    """Log-in by e-mail; the right to Django's admin pages follows from the administrator's role alone."""

    def has_perm(self, user_obj, perm, obj=None) -> bool:
        return user_obj.is_active and scope_of(user_obj).has(Permission.ADMINISTER)

    def has_module_perms(self, user_obj, app_label) -> bool:
        return self.has_perm(user_obj, app_label)
