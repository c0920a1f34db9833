"""A PDF with a layer of text: lines as paragraphs, tables by the lines drawn. Read in a process with limits."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

from portal.refusals import Refusal
from portal.sources.source import (
    AT_ONCE,
    ReadingLimits,
    Remark,
    Source,
    SourceAlignment,
    SourceBlock,
    SourceCell,
    SourceParagraph,
    SourceTable,
    StyledText,
    TakesLong,
)

_CLOCK = 10  # by the clock it may take so many times as long as of a core
_MORE_PAGES = 4  # what `pdf_pages` answers then
_PAGES = Path(__file__).with_name("pdf_pages.py")
_INSTEAD = "Загрузите документ Word, из которого он сделан."
_REMARK = "Это PDF: абзацы собраны из строк по их месту, таблицы — по нарисованным линиям. Проверьте их особенно."


def read_pdf(content: bytes, limits: ReadingLimits = AT_ONCE) -> Source:
    """Refusal: scanned pages, no PDF, one that is locked or takes too long; the sentence says what to do."""
    if not content.startswith(b"%PDF"):
        raise Refusal(f"Это не PDF или файл повреждён. {_INSTEAD}")
    command = [sys.executable, "-I", str(_PAGES), str(limits.pages), str(limits.seconds)]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=_CLOCK * limits.seconds, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise _takes_long(limits) from None
    if done.returncode in (_MORE_PAGES, -signal.SIGXCPU, -signal.SIGKILL):
        raise _takes_long(limits)
    if done.returncode:
        raise Refusal(f"PDF не читается: он защищён, повреждён или слишком велик. {_INSTEAD}")
    blocks = tuple(_block(each, number) for number, each in enumerate(json.loads(done.stdout), 1))
    if not blocks:
        raise Refusal(
            "В этом PDF нет текста: это отсканированные страницы. Распознайте их программой для распознавания текста и "
            f"сохраните как Word. {_INSTEAD}"
        )
    source = Source(blocks, (Remark(_REMARK),))
    limits.check(len(source.paragraphs))
    return source


def _takes_long(limits: ReadingLimits) -> Refusal:
    return (Refusal if limits.is_final else TakesLong)(f"PDF слишком велик или читается слишком долго. {_INSTEAD}")


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
