from django.apps import AppConfig


class OnceConfig(AppConfig):
    name = "portal.once"
    verbose_name = "Отправленные формы"
