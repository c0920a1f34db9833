from django.contrib.admin import AdminSite


class PortalAdminSite(AdminSite):
    """The administrator's pages; `is_staff` is never set by hand, it follows from the role."""

    site_title = site_header = "Управление порталом"
    index_title = "Пользователи, школы, справочники"
    site_url = "/"
    enable_nav_sidebar = False
