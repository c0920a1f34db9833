import json
import re
import sys

from django.core.management.base import BaseCommand, CommandError

from indicators.quantity import read_quantity

# «-3,5», «-5%», «- 5», «-»: no option of a command begins so.
_TEXT_WITH_DASH = re.compile(r"-(?![A-Za-z-])")


class Command(BaseCommand):
    help = "Показать в JSON, как портал понимает значение показателя."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("text", nargs="?", metavar="TEXT", help="без него — построчно со стандартного ввода")
        parser.add_argument("--unit", default="", help="единица измерения показателя")

    def run_from_argv(self, argv):
        """A TEXT that begins with a dash is told from options, wherever it stands."""
        arguments = argv[2:]
        if "--" not in arguments[:-1]:
            dashed = [text for text in arguments if _TEXT_WITH_DASH.match(text) or text == "--"]
            others = [text for text in arguments if text not in dashed]
            arguments = [*others, "--", *dashed] if dashed else others
        super().run_from_argv([*argv[:2], *arguments])

    def handle(self, *, text: str | None, unit: str, **options):
        try:
            for line in sys.stdin if text is None else [text]:
                self.stdout.write(self.explained(line.removesuffix("\n"), unit))
        except UnicodeDecodeError as error:
            raise CommandError(f"Строки на входе не в кодировке UTF-8: {error}.") from None

    @staticmethod
    def explained(text: str, unit: str) -> str:
        explained = json.dumps(read_quantity(text, unit).as_json(), ensure_ascii=False)
        return explained.encode("utf-8", "replace").decode("utf-8")
