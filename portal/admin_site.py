from django.contrib.admin import AdminSite


class PortalAdminSite(AdminSite):
    """The administrator's pages: open to whom the authentication backend gives the right, by their role."""

    site_title = site_header = "Управление порталом"
    index_title = "Пользователи, школы, справочники"
    site_url = "/"
    enable_nav_sidebar = False

    def has_permission(self, request) -> bool:
        return request.user.is_active and request.user.has_module_perms("accounts")
