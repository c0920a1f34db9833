from django.contrib.admin import AdminSite
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.decorators import method_decorator


class PortalAdminSite(AdminSite):
    """The administration, open to people to whom the authentication backend gives the right by their role."""

    site_title = site_header = "Управление порталом"
    empty_value_display = "—"
    index_title = "Пользователи, школы, справочники"
    site_url = "/"
    enable_nav_sidebar = False

    def has_permission(self, request) -> bool:
        return request.user.is_active and request.user.has_module_perms("accounts")

    @method_decorator(login_not_required)
    def login(self, request, extra_context=None):
        """Redirect to the portal's log-in. Raises PermissionDenied if the person is logged in: they lack the right."""
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login(request.GET.get("next") or reverse("admin:index"))
