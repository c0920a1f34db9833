from django.contrib.admin.apps import AdminConfig
from django.utils.module_loading import autodiscover_modules


class PortalAdminConfig(AdminConfig):
    default_site = "portal.admin_site.PortalAdminSite"

    def ready(self):
        """Without pages that nobody has use for: rights go by roles, jobs are told of where they were asked for.

        Nor those of django-allauth: people keep their log-ins and second factors themselves, and these are secrets.
        """
        super().ready()
        from django.contrib import admin
        from django.contrib.auth.models import Group
        from django_tasks_db.models import DBTaskResult

        of_allauth = [model for model in admin.site._registry if model.__module__.startswith("allauth.")]
        admin.site.unregister([Group, DBTaskResult, *of_allauth])
        autodiscover_modules("offers")
