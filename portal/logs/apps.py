from django.apps import AppConfig


class LogsConfig(AppConfig):
    name = "portal.logs"
    verbose_name = "Журнал работы"

    def ready(self):
        from portal.logs import log_ins

        log_ins.listen()
