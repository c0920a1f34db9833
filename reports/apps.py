from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = "Документы"

    def ready(self):
        """Have deleted documents and letterheads kept in «Удалённое»."""
        # Imported here because models aren't loaded before.
        from reports.issue.models import Document
        from reports.letterhead.models import Letterhead
        from schools.archive.kinds import keeps_deleted

        keeps_deleted(Document, Letterhead)
