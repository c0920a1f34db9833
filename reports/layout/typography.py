"""Words that stay on one line, whatever the format."""

import re

# «№ 12», «2025 – 2028» and a letter-spaced «п р и к а з ы в а ю:» stay on one line by no-break spaces. WeasyPrint also
# has `white-space: nowrap`, but ends the line before such words too early.
_TOGETHER = re.compile(r"№ \d[\w/-]{0,12}|(?<!\d)\d{4} [-–] \d{4}(?!\d)|(?<!\w)(?:[^\W\d_] ){3,}[^\W\d_](?!\w):?")
NO_BREAK_SPACE = "\u00a0"


def kept_together(text: str) -> str:
    return _TOGETHER.sub(lambda words: words[0].replace(" ", NO_BREAK_SPACE), text)
