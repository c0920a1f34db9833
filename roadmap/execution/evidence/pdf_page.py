"""Run as a process of its own: a PDF from the standard input, one of its pages as JPEG to the standard output."""

import resource
import sys

import pypdfium2

SECONDS = 2  # of a core
_NO_PAGE = 4


def draw(content: bytes, number: int, side: int, quality: int) -> None:
    document = pypdfium2.PdfDocument(content)
    if number > len(document):
        sys.exit(_NO_PAGE)
    page = document[number - 1]
    picture = page.render(scale=side / max(*page.get_size(), 1)).to_pil()
    picture.convert("RGB").save(sys.stdout.buffer, "JPEG", quality=quality)


if __name__ == "__main__":
    *asked, megabytes = map(int, sys.argv[1:])
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * 2**20, megabytes * 2**20))
    draw(sys.stdin.buffer.read(), *asked)
