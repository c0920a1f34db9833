"""What a plan of 300 and of 2,000 rows costs as PDF, beside others given the same content. Run by `make bench`.

The portal with WeasyPrint and pydyf as they are, as it is with versions that it wasn't made fast for; WeasyPrint with
the plainest table and automatic widths, on the same page and in the same letters; LibreOffice converting the same as
.docx; Typst for the floor. Every figure is of a process of its own: the processor's seconds without its imports
(LibreOffice's start is in its own), the median of three, each way in turn, and the most memory that it held. Only the
ratios mean anything on another machine.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from html import escape
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

import typst

from benchmarks.documents_content import plan
from reports.blocks.content import Content, Table, TableCell, TableRow

RUNS = 3


def table_of(content: Content) -> Table:
    return next(block for block in content.parts[0].blocks if isinstance(block, Table))


def ours(content: Content, folder: Path) -> None:
    from reports.layout.pdf import render_pdf  # noqa: PLC0415 - it changes WeasyPrint, which the other way uses as it is

    (folder / "plan.pdf").write_bytes(render_pdf(content))


def ours_stepped_aside(content: Content, folder: Path) -> None:
    from reports.layout.fast_weasyprint import stepped_aside  # noqa: PLC0415 - as above

    with stepped_aside():
        ours(content, folder)


def plain_html(content: Content, folder: Path) -> None:
    from weasyprint import HTML  # noqa: PLC0415 - as above

    def row(each: TableRow, tag: str) -> str:
        cells = (f'<{tag} rowspan="{c.rowspan}" colspan="{c.colspan}">{escape(c.text)}</{tag}>' for c in each.cells)
        return f"<tr>{''.join(cells)}</tr>"

    table = table_of(content)
    head = "".join(row(each, "th") for each in table.header)
    rows = "".join(row(each, "td") for each in table.rows)
    style = (
        "<style>@page {size: A4 landscape; margin: 25mm 15mm 15mm 20mm} body {font: 12pt Liberation Serif} "
        "table {border-collapse: collapse} "
        "th, td {border: 1px solid}</style>"
    )
    HTML(string=f"{style}<table><thead>{head}</thead><tbody>{rows}</tbody></table>").write_pdf(folder / "plan.pdf")


def word_by_libreoffice(content: Content, folder: Path) -> None:
    """The file is written before and not timed."""
    command = ["soffice", f"-env:UserInstallation={folder.as_uri()}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", folder, folder / "plan.docx"], check=True, capture_output=True)  # noqa: S603


def write_word(content: Content, path: Path) -> None:
    from reports.layout.docx.rendering import render_docx  # noqa: PLC0415 - nothing that the other ways load

    path.write_bytes(render_docx(content))


def by_typst(content: Content, folder: Path) -> None:
    def cell(each: TableCell) -> str:
        words = each.text.replace("\\", "\\\\").replace('"', '\\"')
        return f'table.cell(colspan: {each.colspan}, rowspan: {each.rowspan})[#"{words}"]'

    table = table_of(content)
    rows = [cell(each) for row in table.rows for each in row.cells]
    header = ", ".join(cell(each) for row in table.header for each in row.cells)
    source = (
        '#set page("a4", flipped: true)\n#set text(11pt, font: "Liberation Serif", lang: "ru")\n'
        f"#table(columns: (1fr,) * {len(table.columns)}, table.header({header}), {', '.join(rows)})"
    )
    (folder / "plan.pdf").write_bytes(typst.compile(source.encode(), format="pdf"))


WAYS: dict[str, Callable[[Content, Path], None]] = {
    "ours": ours,
    "aside": ours_stepped_aside,
    "plain": plain_html,
    "LibreOffice": word_by_libreoffice,
    "Typst": by_typst,
}


def processor_seconds() -> float:
    """Of this process and those that it has started and seen end."""
    used = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def measure_here(way: str, rows: int) -> None:
    """In a process of its own: seconds and the most kilobytes held, its children's for LibreOffice."""
    content = plan(rows)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        WAYS[way](plan(1), folder) if way != "LibreOffice" else write_word(content, folder / "plan.docx")
        start = processor_seconds()
        WAYS[way](content, folder)
        seconds = processor_seconds() - start
        assert (folder / "plan.pdf").stat().st_size
    whose = resource.RUSAGE_CHILDREN if way == "LibreOffice" else resource.RUSAGE_SELF
    print(seconds, resource.getrusage(whose).ru_maxrss)


def measured(*ways: tuple[str, int]) -> list[tuple[float, float]]:
    """Seconds and megabytes of each way with so many rows: medians."""
    printed: list[list[tuple[float, float]]] = [[] for _ in ways]
    for _ in range(RUNS):
        for (way, rows), found in zip(ways, printed, strict=True):
            command = [sys.executable, "-m", "benchmarks.documents", way, str(rows)]
            ended = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
            seconds, kilobytes = map(float, ended.stdout.split())
            found.append((seconds, kilobytes / 1024))
    return [tuple(statistics.median(figures) for figures in zip(*found, strict=True)) for found in printed]


def main() -> None:
    names = {
        "aside": "WeasyPrint as it is",
        "plain": "WeasyPrint, plain table",
        "LibreOffice": "LibreOffice, from .docx",
        "Typst": "Typst",
    }
    (seconds, megabytes), *others, (long, memory), (long_aside, _) = measured(
        ("ours", 300), *((way, 300) for way in names), ("ours", 2000), ("aside", 2000)
    )
    print(f"300 rows:   {'the portal':<26}{seconds:6.2f} s {megabytes:6.0f} MB")
    for name, (other, held) in zip(names.values(), others, strict=True):
        share = f"the portal takes {seconds / other:.2f} of the time"
        print(f"            {name:<26}{other:6.2f} s {held:6.0f} MB   {share}")
    growth = f"{long / seconds:.1f} × the time, {memory / megabytes:.1f} × the memory"
    print(f"2,000 rows: {'the portal':<26}{long:6.2f} s {memory:6.0f} MB   {growth}")
    print(f"            {names['aside']:<26}{long_aside:6.2f} s   the portal takes {long / long_aside:.2f} of the time")


if __name__ == "__main__":
    if len(sys.argv) > 2:
        measure_here(sys.argv[1], int(sys.argv[2]))
    else:
        main()
