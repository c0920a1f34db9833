import re

# «-», «- май»: no option of a command begins so.
_TEXT_WITH_DASH = re.compile(r"-(?![A-Za-z-])")


class DashedText:
    """For commands with a TEXT: one that begins with a dash is told from options, wherever it stands."""

    def run_from_argv(self, argv):
        arguments = argv[2:]
        if "--" not in arguments[:-1]:
            dashed = [text for text in arguments if _TEXT_WITH_DASH.match(text)]
            others = [text for text in arguments if text not in dashed]
            arguments = [*others, "--", *dashed] if dashed else others
        super().run_from_argv([*argv[:2], *arguments])
