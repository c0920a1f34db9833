"""The base of commands that print as JSON how the portal reads a document's words: `explain_value`, `explain_term`."""

import json
import re
import sys
from collections.abc import Callable, Iterator

from django.core.management.base import BaseCommand, CommandError

# «-3,5», «-5%», «- май», «-», «--»: no command-line option begins so.
_TEXT_WITH_DASH = re.compile(r"-(?![A-Za-z-])|--$")
# Takes the fields of what was written, and where it stood (to begin a refusal with); returns how it is understood.
Explain = Callable[[dict, str], dict]


class ExplainCommand(BaseCommand):
    """Explains a TEXT, or each line of the standard input, which is a text or, if `keys` are given, a JSON object."""

    requires_system_checks = []
    keys = ""

    def add_arguments(self, parser):
        lines = "построчно в JSON" if self.keys else "построчно"
        parser.add_argument("text", nargs="?", metavar="TEXT", help=f"без него — {lines} со стандартного ввода")

    def run_from_argv(self, argv):
        """Put a TEXT that begins with a dash behind «--», so that it isn't taken for an option."""
        arguments = argv[2:]
        if "--" not in arguments[:-1]:
            dashed = [text for text in arguments if _TEXT_WITH_DASH.match(text)]
            others = [text for text in arguments if text not in dashed]
            arguments = [*others, "--", *dashed] if dashed else others
        super().run_from_argv([*argv[:2], *arguments])

    def handle(self, *, text: str | None, **options):
        explain = self.explain_with(**options)
        try:
            for fields, place in self._lines() if text is None else [({"text": text}, "")]:
                line = json.dumps(explain(fields, place), ensure_ascii=False)
                self.stdout.write(line.encode("utf-8", "replace").decode("utf-8"))
        except UnicodeDecodeError as error:
            raise CommandError(f"Строки на входе не в кодировке UTF-8: {error}.") from None

    def explain_with(self, **options) -> Explain:
        """Return the function that explains one text; the command defines it."""
        raise NotImplementedError

    def _lines(self) -> Iterator[tuple[dict, str]]:
        for number, line in enumerate(sys.stdin, 1):
            if not self.keys:
                yield {"text": line.removesuffix("\n")}, ""
            elif line.strip():
                yield self._fields(line, number), f"Строка {number}: "

    def _fields(self, line: str, number: int) -> dict:
        try:
            fields = json.loads(line)
        except ValueError as error:
            raise CommandError(f"Строка {number} — не JSON: {error}.") from None
        if not isinstance(fields, dict):
            raise CommandError(f"Строка {number}: нужен объект {{{self.keys}}}.")
        return fields
