"""Files of older and other programs are read with LibreOffice, where it is installed."""

import datetime
import io
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from portal.heavy.apart import read_apart
from portal.refusals import Refusal
from portal.sources.source import IN_WORKER, TakesLong
from roadmap.recognition.files import read_source
from roadmap.recognition.kept import read_again
from roadmap.recognition.reading import recognise
from tests.roadmap.recognition.papers import regions

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
with_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")


def saved_as(folder: Path, name: str, content: bytes, ending: str) -> bytes:
    """Return the file as LibreOffice saves it."""
    (folder / name).write_bytes(content)
    command = [OFFICE, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", ending]
    command += ["--outdir", str(folder / "made"), str(folder / name)]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603
    return (folder / "made" / f"{Path(name).stem}.{ending}").read_bytes()


def book() -> bytes:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    for line in (
        ("Целевые показатели на 2024–2025 годы",),
        ("№", "Показатель", "2024 год", "2025 год"),
        (1, "Доля выпускников с аттестатом", 0.935, 1),
        (),
        ("План мероприятий",),
        ("№", "Мероприятие", "Дата начала", "Дата окончания", "Ответственные"),
        (1, "Стажировки", datetime.date(2024, 10, 1), datetime.date(2025, 4, 30), "Школа № 1"),
    ):
        sheet.append(line)
    for place in ("C3", "D3"):
        sheet[place].number_format = "0.0%"
    sheet["C7"].number_format, sheet["D7"].number_format = "mmmm yyyy", "dd.mm.yyyy"
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


@with_office
@pytest.mark.parametrize("ending", ["doc", "rtf", "odt"])
def test_a_document_says_the_same_however_it_was_saved(ending, tmp_path):
    """Borders moved slightly by a conversion make no columns; Word adds a paragraph at the end of every document."""
    content = regions.measures_with_a_cut_row().text("").file()
    saved = saved_as(tmp_path, "меры.docx", content, ending)
    with pytest.raises(TakesLong):
        read_source(f"меры.{ending}", saved)
    recognition = recognise(read_source(f"меры.{ending}", saved, IN_WORKER))
    assert recognition.document == recognise(read_source("меры.docx", content)).document
    assert recognition.balance.leftovers == ()


@with_office
def test_an_old_workbook_says_what_its_cells_show(tmp_path):
    saved = saved_as(tmp_path, "план.xlsx", book(), "xls")
    programme = recognise(read_source("план.xls", saved, IN_WORKER)).document["programme"]
    (row,) = programme["indicators"]["groups"][0]["rows"]
    assert row["values"] == {"2024": {"plan": "93,5%"}, "2025": {"plan": "100,0%"}}
    (activity,) = programme["roadmap"]["directions"][0]["activities"]
    assert (activity["start"], activity["end"]) == ("октябрь 2024", "30.04.2025")


@with_office
def test_without_libreoffice_an_old_workbook_is_read_and_what_may_differ_is_said(tmp_path, monkeypatch):
    saved = saved_as(tmp_path, "план.xlsx", book(), "xls")
    monkeypatch.setattr("roadmap.recognition.files.shutil.which", lambda name: None)
    source = read_source("план.xls", saved)
    assert "Стажировки" in [paragraph.text for paragraph in source.paragraphs]
    assert "проценты, числа и даты" in source.remarks[0].text


@with_office
def test_the_workers_own_process_reads_it_within_its_limits(tmp_path):
    saved = saved_as(tmp_path, "меры.docx", regions.measures_with_a_cut_row().text("").file(), "doc")
    _source, recognition = read_again(read_apart("document", "меры.doc", saved, {}))
    assert recognition.document["programme"]["title"].startswith("КОМПЛЕКС МЕР")


@pytest.mark.parametrize("ending", ["doc", "rtf", "odt"])
def test_without_libreoffice_it_is_said_what_to_do(ending, monkeypatch):
    monkeypatch.setattr("roadmap.recognition.files.shutil.which", lambda name: None)
    with pytest.raises(Refusal, match=r"сохраните его как \.docx"):
        read_source(f"меры.{ending}", b"anything", IN_WORKER)
