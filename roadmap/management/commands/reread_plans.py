from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from roadmap.execution.rereading.actions import Reread, apply_new_readings, reread_plans
from roadmap.execution.rereading.queries import changes_waiting
from roadmap.plan.models import Roadmap
from roadmap.programmes.models import Programme
from schools.directory.models import Municipality


class Command(BaseCommand):
    help = (
        "Прочитать заново сроки и ответственных там, где с тех пор изменились портал, список школ или названия отдела. "
        "Проекты меняются сразу; утверждённые программы ждут, пока изменения посмотрят на странице плана, "
        "или меняются с --approved. Исправленное вручную остаётся."
    )

    def add_arguments(self, parser):
        parser.add_argument("--municipality", type=int, help="номер муниципалитета; без него — все")
        parser.add_argument("--approved", action="store_true", help="применить и к утверждённым программам")
        parser.add_argument("--dry-run", action="store_true", help="только показать, ничего не менять")

    def handle(self, *, municipality: int | None, approved: bool, dry_run: bool, verbosity: int, **options):
        chosen = Municipality.objects.filter(pk=municipality) if municipality else Municipality.objects.all()
        if municipality and not chosen:
            raise CommandError(f"Муниципалитета № {municipality} нет.")
        with transaction.atomic():
            changed = [change for each in chosen for change in self._reread(each, approved)]
            transaction.set_rollback(dry_run)
        if dry_run:
            self.stdout.write(f"Изменилось бы: {changed.count('changed')}. Ничего не изменено.")
        elif changed or verbosity:
            self.stdout.write(f"Понято заново: {changed.count('changed')}.")

    def _reread(self, municipality: Municipality, approved: bool):
        for change in reread_plans(municipality=municipality, by=None):
            self.stdout.write(_describe_change(municipality, change))
            yield "changed"
        in_force = Roadmap.objects.filter(
            programme__municipality=municipality, programme__status=Programme.Status.APPROVED
        )
        for roadmap in in_force.select_related("programme__municipality"):
            if approved:
                apply_new_readings(roadmap=roadmap, by=None)
            elif waiting := changes_waiting(roadmap):
                self.stdout.write(f"{roadmap.programme}: ждёт просмотра слов — {len(waiting)}.")


def _describe_change(municipality: Municipality, change: Reread) -> str:
    held = " (в утверждённых программах — после просмотра)" if change.is_in_force else ""
    return f"{municipality}: {change.what} «{change.words}»: было «{change.before}», теперь «{change.after}»{held}"
