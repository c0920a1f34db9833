import os
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portal.backup.keeping import new_name, remove_old_backups
from portal.backup.making import make_backup
from portal.refusals import Refusal
from portal.text.plurals import counted


class Command(BaseCommand):
    help = (
        "Записать базу данных и загруженные файлы одним файлом; работать в это время можно. "
        "Парольная фраза, если нужна, — в переменной PORTAL_BACKUP_PASSPHRASE."
    )

    def add_arguments(self, parser):
        parser.add_argument("target", type=Path, help="файл копии или папка: в ней файл назовётся по дате")
        parser.add_argument("--keep", type=int, default=0, help="сколько копий оставить в папке")
        parser.add_argument("--keep-days", type=int, default=0, help="копии старше стольких дней удалить")

    def handle(self, *args, target: Path, keep: int, keep_days: int, **options):
        now = timezone.now()
        in_folder = target.is_dir() or not target.suffix
        path = target / new_name(now) if in_folder else target
        if (keep or keep_days) and not in_folder:
            raise CommandError("--keep и --keep-days — для папки: укажите её вместо файла.")
        try:
            manifest = make_backup(path, passphrase=os.environ.get("PORTAL_BACKUP_PASSPHRASE", ""))
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(
            f"Копия сделана: {path}, в ней база и {counted(len(manifest.files), 'файл', 'файла', 'файлов')}."
        )
        for name in manifest.missing:
            self.stderr.write(f"Не скопирован, удалён во время копирования: {name}")
        if keep or keep_days:
            for gone in remove_old_backups(target, keep=keep, days=keep_days, now=now):
                self.stdout.write(f"Удалена старая копия {gone.name}.")
