from django.core.management.base import BaseCommand, CommandError

from portal.history.verifying import verify_chain


class Command(BaseCommand):
    help = "Проверить журнал изменений: не изменена ли, не удалена ли, не вставлена ли в нём запись."

    def add_arguments(self, parser):
        parser.add_argument(
            "--known", action="append", default=[], metavar="НОМЕР:ПЕЧАТЬ",
            help="печать звена, записанная раньше вне портала; можно несколько",
        )  # fmt: skip

    def handle(self, *args, known, **options):
        found = verify_chain(dict(map(_parse_seal, known)))
        self.stdout.write(f"Записей: {found.entries}, звеньев: {found.links}.")
        if found.unsealed:
            self.stdout.write(f"Ещё без печати: {found.unsealed}.")
        if found.erased:
            self.stdout.write(f"Записей, содержание которых удалено как персональные данные: {found.erased}.")
        if found.faults:
            raise CommandError(
                "\n".join(["Журнал изменён в обход портала:", *(f"  {fault}." for fault in found.faults)])
            )
        self.stdout.write(self.style.SUCCESS("Цепочка журнала цела."))
        if found.number:
            self.stdout.write(f"Последнее звено и его печать — запишите вне портала: {found.number}:{found.seal}")


def _parse_seal(words: str) -> tuple[int, str]:
    number, _, seal = words.partition(":")
    if not number.isdecimal() or not seal:
        raise CommandError(f"«{words}»: ожидаются номер звена и его печать, «12:3f5a…».")
    return int(number), seal.strip()
