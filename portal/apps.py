from django.contrib.admin.apps import AdminConfig
from django.utils.module_loading import autodiscover_modules


class PortalAdminConfig(AdminConfig):
    default_site = "portal.admin_site.PortalAdminSite"

    def ready(self):
        """Remove pages that nobody needs, as rights depend on roles and jobs are shown where they were asked for.

        Pages of django-allauth are removed too: log-ins and second factors are secrets that people manage themselves.
        """
        super().ready()
        from django.contrib import admin
        from django.contrib.auth.models import Group
        from django_tasks_db.models import DBTaskResult

        of_allauth = [model for model in admin.site._registry if model.__module__.startswith("allauth.")]
        admin.site.unregister([Group, DBTaskResult, *of_allauth])
        autodiscover_modules("offers")
