"""How much of real and made-up Word documents is found in its place, beside a plain rule over three libraries.

The plain rule is what one would write in an afternoon: the biggest table is the roadmap, the first of two columns the
passport, columns are what their titles say first. It is tried on tables as python-docx, mammoth and docx2python give
them. Documents of real departments are read where their folder is there.
"""

import io
import json
import resource
import time

import django

django.setup()

import docx
import lxml.html
import mammoth
from docx2python import docx2python

from portal.sources.source import IN_WORKER
from portal.sources.word import read_word
from roadmap.recognition.columns import plan_column
from roadmap.recognition.reading import recognise
from tests.portal.sources.word_files import cell, paragraph, row, table, word_file
from tests.roadmap.exchange.real_programmes import FOLDER
from tests.roadmap.recognition.laid_out import expected, facts_of, written
from tests.roadmap.recognition.made_programmes import made_programme
from tests.roadmap.recognition.test_real_programmes import ASKED_OF_A_PERSON, flat
from tests.roadmap.recognition.test_variations import WAYS

SEEDS = range(5)
PAGES = 200


Tables = list[list[list[str]]]


def by_python_docx(content: bytes) -> tuple[Tables, list[str]]:
    """Tables as rows of words, and headings."""
    document = docx.Document(io.BytesIO(content))
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    return tables, [each.text for each in document.paragraphs if each.runs and all(run.bold for run in each.runs)]


def by_mammoth(content: bytes) -> tuple[Tables, list[str]]:
    root = lxml.html.fromstring(f"<div>{mammoth.convert_to_html(io.BytesIO(content)).value}</div>")
    tables = [[["\n".join(cell.itertext()) for cell in row.xpath("./td|./th")] for row in table.iter("tr")]
              for table in root.iter("table")]  # fmt: skip
    return tables, [each.text_content() for each in root.xpath("//p[strong]|//h1|//h2")]


def by_docx2python(content: bytes) -> tuple[Tables, list[str]]:
    """What it gives as tables; running text comes as tables of one cell."""
    with docx2python(io.BytesIO(content)) as document:
        read = [[["\n".join(cell) for cell in row] for row in table] for table in document.body]
    lines = [line for table in read if len(table) == 1 and len(table[0]) == 1 for line in table[0][0].split("\n")]
    return [table for table in read if len(table) > 1 or len(table[0]) > 1], lines


LIBRARIES = (by_python_docx, by_mammoth, by_docx2python)


def plain(tables: Tables, headings: list[str]) -> dict:
    """The biggest table is the roadmap, each of its rows an activity."""
    programme = {"title": next((each for each in headings if "рограмм" in each), "")}
    passport = next((rows for rows in tables if rows and len(rows[0]) == 2 and len(rows) > 2), [])
    programme["passport"] = [{"label": row[0], "text": row[1]} for row in passport if len(row) == 2]
    if tables and (biggest := max(tables, key=lambda rows: len(rows) * len(rows[0]) if rows else 0)):
        keys = [plan_column(title) for title in biggest[0]]
        rows = [{str(key): text for key, text in zip(keys, row, strict=False) if key} for row in biggest[1:]]
        programme["roadmap"] = {"directions": [{"title": "", "activities": rows}]}
    return {"programme": programme}


def share(wanted: dict[str, str], found: dict[str, str]) -> float:
    return sum(found.get(key) == text for key, text in wanted.items()) / len(wanted)


def line(name: str, figures: list[float], seconds: float | None = None) -> None:
    shares = "".join(f"{figure:>{10 if place < 2 else 12}.1%}" for place, figure in enumerate(figures))
    print(f"{name:<46}{shares}" + (f"{seconds:>9.2f} s" if seconds is not None else ""))


def many_pages() -> bytes:
    """A programme of about so many pages: half of text, half of a plan of nine activities a page."""
    words = "Школы района вместе с отделом образования поддерживают учителей, которые работают в сложных условиях. " * 4
    text = paragraph(words) * (6 * PAGES // 2)
    plan = [row(*map(cell, ("№", "Мероприятие", "Срок", "Ответственные", "Результат")))]
    for number in range(1, 9 * PAGES // 2 + 1):
        texts = (str(number), words[:90], f"до {number % 28 + 1}.09.2025", "Отдел образования, школа № 3", words[:40])
        plan.append(row(*map(cell, texts)))
    return word_file(paragraph("План мероприятий на 2025 год") + text + table(*plan))


def large() -> None:
    content, began = many_pages(), time.process_time()
    balance = recognise(read_word(content, IN_WORKER)).balance
    seconds, megabytes = time.process_time() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{PAGES} pages, {balance.words} words: {seconds:.2f} s, at most {megabytes} MB, the portal's own among them")


def main() -> None:
    large()
    print(
        f"{'document':<46}{'reader':>10}{'words':>10}{'python-docx':>12}{'mammoth':>12}{'docx2python':>12}{'time':>8}"
    )
    for path in sorted(FOLDER.glob("*.docx")):
        content, began = path.read_bytes(), time.perf_counter()
        recognition = recognise(read_word(content))
        seconds = time.perf_counter() - began
        wanted = flat(json.loads(path.with_suffix(".json").read_text(encoding="utf-8")))
        wanted = {key: text for key, text in wanted.items() if not key.startswith(ASKED_OF_A_PERSON)}
        balance = recognition.balance
        figures = [share(wanted, flat(recognition.document)), balance.understood / balance.words]
        plainly = [share(wanted, flat(plain(*library(content)))) for library in LIBRARIES]
        line(path.stem, [*figures, *plainly], seconds)
    for name, way in WAYS.items():
        figures = []
        for seed in SEEDS:
            programme = made_programme(seed)
            content = written(programme, way, seed)
            recognition, wanted = recognise(read_word(content)), expected(programme, way)
            told = recognition.balance.understood / recognition.balance.words
            plainly = [share(wanted, facts_of(plain(*library(content)))) for library in LIBRARIES]
            figures.append([share(wanted, facts_of(recognition.document)), told, *plainly])
        line(name, [sum(each) / len(each) for each in zip(*figures, strict=True)])


if __name__ == "__main__":
    main()
