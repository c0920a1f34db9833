from django.apps import AppConfig


class BackupConfig(AppConfig):
    name = "portal.backup"
    verbose_name = "Резервные копии"
