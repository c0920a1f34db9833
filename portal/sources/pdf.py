"""Reads a PDF that has text, in a process with limits: paragraphs from lines, tables by the lines drawn."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

from portal.refusals import Refusal
from portal.sources.pdf_lines import joined_lines, over_pages
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

_CLOCK = 10  # it may take so many times as long by the clock as in processor time
_TOO_MUCH = 4  # the exit code of `pdf_pages` for it
# Megabytes of address space, including libraries, for a small file and for one that only the worker reads.
_MEGABYTES, _MEGABYTES_OF_LARGE, _SMALL = 200, 700, 2**20
_PAGES = Path(__file__).with_name("pdf_pages.py")
_INSTEAD = "Загрузите документ Word, из которого он сделан."
_REMARK = "Это PDF: абзацы собраны из строк по их месту, таблицы — по нарисованным линиям. Проверьте их особенно."


def read_pdf(content: bytes, limits: ReadingLimits = AT_ONCE) -> Source:
    """Return the document's paragraphs and tables.

    Raises Refusal if it is no PDF, locked or scanned; TakesLong, or under final limits Refusal, if it takes too long.
    """
    if not content.startswith(b"%PDF"):
        raise Refusal(f"Это не PDF или файл повреждён. {_INSTEAD}")
    command = [sys.executable, "-I", str(_PAGES), str(limits.pages), str(limits.seconds)]
    command.append(str(_MEGABYTES_OF_LARGE if limits.is_final and len(content) > _SMALL else _MEGABYTES))
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=_CLOCK * limits.seconds, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise _takes_long(limits) from None
    if done.returncode in (_TOO_MUCH, -signal.SIGXCPU, -signal.SIGKILL):
        raise _takes_long(limits)
    if done.returncode:
        raise Refusal(f"PDF не читается: он защищён, повреждён или слишком велик. {_INSTEAD}")
    blocks = tuple(_build_block(each, number) for number, each in enumerate(over_pages(json.loads(done.stdout)), 1))
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


def _build_block(read: dict, number: int) -> SourceBlock:
    if "cells" not in read:
        place = f"страница {read['page']}, абзац {number}"
        piece = StyledText(joined_lines(read["lines"]), bold=read["bold"])
        return SourceParagraph(place, (piece,), alignment=SourceAlignment(read["alignment"]), size=read["size"])
    place = f"страница {read['page']}, таблица {number}"
    cells = []
    for row, column, rows, columns, written in read["cells"]:
        at = f"{place}, строка {row + 1}, столбец {column + 1}"
        texts = [joined_lines(lines, is_narrow=True) for lines in written] or [""]
        paragraphs = tuple(
            SourceParagraph(f"{at}, абзац {number}", (StyledText(text),) if text else ())
            for number, text in enumerate(texts, 1)
        )
        cells.append(SourceCell(at, row, column, rows, columns, paragraphs))
    return SourceTable(place, read["rows"], read["columns"], tuple(cells))
