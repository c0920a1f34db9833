from django.apps import AppConfig


class RoadmapConfig(AppConfig):
    name = "roadmap"
    verbose_name = "Программы"

    def ready(self):
        """The directory knows nothing of plans; here it is told who reads their words anew when it changes,
        and what of theirs goes along when two schools become one.
        """
        # Models are there only now.
        from roadmap.execution.merging import MOVER
        from roadmap.execution.rereading.actions import reread_plans
        from schools.directory.changes import on_directory_change
        from schools.mergers.movers import moves_with_schools

        on_directory_change(reread_plans)
        moves_with_schools(MOVER)
