from django.apps import AppConfig


class HeavyConfig(AppConfig):
    name = "portal.heavy"
    verbose_name = "Чтение больших файлов"
