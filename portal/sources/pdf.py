"""A PDF with a layer of text: lines as paragraphs, tables by the lines drawn. Read in a process with limits."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from portal.refusals import Refusal
from portal.sources.source import (
    MOST_PARAGRAPHS,
    TOO_LONG,
    Remark,
    Source,
    SourceAlignment,
    SourceBlock,
    SourceCell,
    SourceParagraph,
    SourceTable,
    StyledText,
)

_SECONDS = 30  # by the clock; of a core it takes no more than `pdf_pages` allows itself
_PAGES = Path(__file__).with_name("pdf_pages.py")
_INSTEAD = "Загрузите документ Word, из которого он сделан."
_REMARK = "Это PDF: абзацы собраны из строк по их месту, таблицы — по нарисованным линиям. Проверьте их особенно."


def read_pdf(content: bytes) -> Source:
    """Refusal: scanned pages, no PDF, one that is locked or takes too long; the sentence says what to do."""
    if not content.startswith(b"%PDF"):
        raise Refusal(f"Это не PDF или файл повреждён. {_INSTEAD}")
    command = [sys.executable, "-I", str(_PAGES)]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise Refusal(f"PDF читается слишком долго. {_INSTEAD}") from None
    if done.returncode:
        raise Refusal(f"PDF не читается: он защищён, повреждён или слишком велик. {_INSTEAD}")
    blocks = tuple(_block(each, number) for number, each in enumerate(json.loads(done.stdout), 1))
    if not blocks:
        raise Refusal(
            "В этом PDF нет текста: это отсканированные страницы. Распознайте их программой для распознавания текста и "
            f"сохраните как Word. {_INSTEAD}"
        )
    source = Source(blocks, (Remark(_REMARK),))
    if len(source.paragraphs) > MOST_PARAGRAPHS:
        raise Refusal(TOO_LONG)
    return source


def _block(read: dict, number: int) -> SourceBlock:
    if "cells" not in read:
        place = f"страница {read['page']}, абзац {number}"
        piece = StyledText(read["text"], bold=read["bold"])
        return SourceParagraph(place, (piece,), alignment=SourceAlignment(read["alignment"]), size=read["size"])
    place = f"страница {read['page']}, таблица {number}"
    cells = []
    for row, column, rows, columns, text in read["cells"]:
        at = f"{place}, строка {row + 1}, столбец {column + 1}"
        paragraphs = (SourceParagraph(at, (StyledText(text),) if text else ()),)
        cells.append(SourceCell(at, row, column, rows, columns, paragraphs))
    return SourceTable(place, read["rows"], read["columns"], tuple(cells))
