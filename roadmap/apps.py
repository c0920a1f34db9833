from django.apps import AppConfig


class RoadmapConfig(AppConfig):
    name = "roadmap"
    verbose_name = "Программы"

    def ready(self):
        """Register with the apps below what they call here.

        That is what reads plans anew when schools change, what moves when two schools are joined, and which models are
        kept when deleted.
        """
        # Models are there only now.
        from indicators.identification.models import Criterion, ListedSchool
        from roadmap.dates.models import TermDates
        from roadmap.editions.actions import put_programme_back
        from roadmap.editor.actions.restoring import put_rows_back, put_stages_back
        from roadmap.execution.evidence.waiting import folders_that_wait
        from roadmap.execution.merging import MOVER
        from roadmap.execution.rereading.actions import reread_plans
        from roadmap.intake.changes.lists import put_criteria_back, put_listed_back
        from roadmap.intake.models import Intake
        from roadmap.plan.models import Activity, Direction, Stage
        from roadmap.programmes.actions import put_parts_back
        from roadmap.programmes.models import Programme, ProgrammeList, ProgrammeOrder
        from roadmap.programmes.text_parts import PARTS
        from roadmap.responsibles.models import Executors
        from roadmap.tables.models import StruckTables
        from roadmap.tables.struck import put_tables_back
        from roadmap.targets.actions import put_targets_back
        from roadmap.targets.models import IndicatorRow
        from schools.archive.kinds import KeptKind, keeps_deleted, made_anew
        from schools.archive.stray_files import keeps_files
        from schools.directory.changes import on_directory_change
        from schools.mergers.movers import moves_with_schools

        on_directory_change(reread_plans)
        moves_with_schools(MOVER)
        keeps_files(folders_that_wait)
        keeps_deleted(Intake)
        made_anew(Executors, TermDates)
        keeps_deleted(Programme, kind=KeptKind(of_school=True, put_back=put_programme_back))
        keeps_deleted(Activity, Direction, kind=KeptKind(of_school=True, put_back=put_rows_back))
        keeps_deleted(Stage, kind=KeptKind(of_school=True, put_back=put_stages_back))
        keeps_deleted(ListedSchool, kind=KeptKind(of_school=True, put_back=put_listed_back))
        parts = {part.model for part in PARTS.values()}
        keeps_deleted(*parts, ProgrammeOrder, ProgrammeList, kind=KeptKind(of_school=True, put_back=put_parts_back))
        keeps_deleted(StruckTables, kind=KeptKind(of_school=True, put_back=put_tables_back))
        keeps_deleted(Criterion, kind=KeptKind(of_school=True, put_back=put_criteria_back))
        keeps_deleted(IndicatorRow, kind=KeptKind(of_school=True, put_back=put_targets_back))
