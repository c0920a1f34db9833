from django.core.management.base import BaseCommand
from django.template.defaultfilters import filesizeformat
from django.utils import timezone

from schools.archive.stray_files import remove_stray_files, stray_files


class Command(BaseCommand):
    help = "Удалить файлы старше суток, которых не знает ни одна запись: остатки прерванных действий."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="только показать, ничего не удалять")

    def handle(self, *args, dry_run, **options):
        found = (stray_files if dry_run else remove_stray_files)(now=timezone.now())
        for each in found:
            self.stdout.write(each.name)
        size = filesizeformat(sum(each.size for each in found))
        self.stdout.write(f"{'Ничьих файлов' if dry_run else 'Удалено ничьих файлов'}: {len(found)} ({size})")
