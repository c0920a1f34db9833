import os
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portal.backup.contents import Manifest
from portal.backup.restoring import check_backup, restore_backup
from portal.refusals import Refusal
from portal.text.plurals import counted


class Command(BaseCommand):
    help = (
        "Вернуть всё из копии, сделанной командой backup. Остановите портал и обработчик на это время. "
        "Парольная фраза — в переменной PORTAL_BACKUP_PASSPHRASE."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="файл копии")
        parser.add_argument("--check", action="store_true", help="только проверить копию, ничего не меняя")
        parser.add_argument("--no-input", action="store_true", help="не спрашивать")

    def handle(self, *args, file: Path, check: bool, no_input: bool, **options):
        passphrase = os.environ.get("PORTAL_BACKUP_PASSPHRASE", "")
        if not file.is_file():
            raise CommandError(f"Файла «{file}» нет.")
        try:
            if check:
                self._tell("Копия цела", check_backup(file, passphrase=passphrase))
                return
            if not no_input and not self._agreed():
                raise CommandError("Ничего не изменено.")
            self._tell("Восстановлено", restore_backup(file, passphrase=passphrase))
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal

    def _agreed(self) -> bool:
        self.stdout.write("Всё, что сейчас в базе портала, будет заменено тем, что в копии.")
        return input("Наберите «заменить», чтобы продолжить: ").strip().lower() == "заменить"

    def _tell(self, what: str, manifest: Manifest) -> None:
        made = timezone.localtime(manifest.made_at)
        files = counted(len(manifest.files), "файл", "файла", "файлов")
        self.stdout.write(f"{what}: база и {files} на {made:%d.%m.%Y %H:%M}")
