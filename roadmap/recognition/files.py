"""Chooses the reader for a department's file; LibreOffice, where it is installed, converts older formats first."""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
from pathlib import Path

from portal.refusals import Refusal
from portal.sources.pdf import read_pdf
from portal.sources.source import AT_ONCE, ReadingLimits, Source, TakesLong
from portal.sources.web import read_html
from portal.sources.word import read_word
from roadmap.recognition.older_workbook import read_older_workbook
from roadmap.recognition.workbook import read_workbook_source

_CONVERTED = {".doc", ".rtf", ".odt", ".docm", ".dot"}
_SECONDS = 60
READABLE = ".docx, .xlsx, .odt, .doc, .rtf, .ods, .xls, .pdf, .html"


def read_source(name: str, content: bytes, limits: ReadingLimits = AT_ONCE) -> Source:
    """Read a file by its name's ending.

    Raises Refusal, with a sentence that says what to do, if the portal doesn't read such files or can't read this one.
    Raises TakesLong, unless the limits are final, if it is too large for them or LibreOffice has to convert it first.
    """
    source = _read_by_ending(name, content, limits)
    limits.check_letters(source)
    return source


def _read_by_ending(name: str, content: bytes, limits: ReadingLimits) -> Source:
    ending = Path(name).suffix.lower()
    if ending == ".docx":
        return read_word(content, limits)
    if ending in {".xlsx", ".ods"}:
        return read_workbook_source(io.BytesIO(content), limits)
    if ending in {".html", ".htm"}:
        return read_html(content.decode("utf-8", errors="replace"), limits)
    if ending in _CONVERTED:
        return read_word(_convert(content, ending, limits), limits)
    if ending == ".xls":
        if _find_office() is None:
            return read_older_workbook(content, limits)
        return read_workbook_source(io.BytesIO(_convert(content, ending, limits, "xlsx")), limits)
    if ending == ".pdf":
        return read_pdf(content, limits)
    raise Refusal(f"Файлы «{ending or name}» портал не читает. Загрузите документ в одном из видов: {READABLE}.")


def _find_office() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


def _convert(content: bytes, ending: str, limits: ReadingLimits, to: str = "docx") -> bytes:
    """Convert a file by LibreOffice, in a folder and with a profile of its own, so that files can't affect each other.

    Macros aren't run. Raises Refusal if LibreOffice isn't installed, fails or takes too long, and TakesLong unless the
    limits are final.
    """
    if (program := _find_office()) is None:
        raise Refusal(f"Файлы {ending} здесь не читаются. Откройте файл, сохраните его как .{to} и загрузите ещё раз.")
    if not limits.is_final:
        raise TakesLong("Файл открывается дольше, чем ждёт страница.")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, f"source{ending}")
        source.write_bytes(content)
        command = [program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore"]
        command += ["--convert-to", to, "--outdir", folder, str(source)]
        try:
            subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603
        except subprocess.TimeoutExpired:
            raise Refusal("Файл слишком долго открывается. Сохраните его как .docx и загрузите ещё раз.") from None
        made = Path(folder, f"source.{to}")
        if not made.exists():
            raise Refusal(f"Файл не открывается. Откройте его сами, сохраните как .{to} и загрузите ещё раз.")
        return made.read_bytes()
