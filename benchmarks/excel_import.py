"""How long an import of a workbook of 108 000 cells takes, against openpyxl's read-only mode just reading it.

    python -m tests.postgres python -m benchmarks.excel_import     on PostgreSQL
    PORTAL_DATA=/tmp/bench python -m benchmarks.excel_import       on SQLite, in a folder of its own

300 schools × 60 indicators × 6 years, as a specialist, through the two pages as a browser asks for them: upload,
comparison, confirmation, the page after each. The database must be empty; the script fills it and empties it again.
"""

import io
import os
import random
import re
import statistics
import sys
import time
from collections.abc import Callable

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from indicators.catalogue.models import Indicator, Period
from indicators.values.actions import EntryWay
from indicators.values.locks import Locks
from indicators.values.models import Value
from indicators.values.queries.grid import municipality_grid
from indicators.workbooks.writing import SheetOfValues, write_workbook
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.history.models import Change
from schools.access.models import Membership
from schools.directory.models import Municipality, School

SCHOOLS, INDICATORS, YEARS = 300, 60, [str(year) for year in range(2021, 2027)]
CELLS = SCHOOLS * INDICATORS * len(YEARS)
RUNS = int(sys.argv[1]) if len(sys.argv) > 1 else 3
WORDS = ["-", "н/д", "не менее 70", "12 из 40", "1 (9%)", "3,8–4,0"]


class District:
    def __init__(self):
        self.municipality = Municipality.objects.create(name="Замерный район")
        user = User.objects.create_user("specialist@bench.example", None, full_name="Замеров")
        Membership.objects.create(user=user, role=Role.SPECIALIST, municipality=self.municipality)
        for number in range(SCHOOLS):
            School.objects.create(municipality=self.municipality, name=f"МБОУ «Школа № {number}»")
        for number in range(INDICATORS):
            limit = 30 if number % 3 == 0 else None
            Indicator.objects.create(
                municipality=self.municipality, name=f"Показатель {number}", group=f"Группа {number // 10}",
                unit="%", usual_max=95, jump_limit=limit, position=number,
            )  # fmt: skip
        self.client = Client()
        self.client.force_login(user)

    def workbook(self, share_changed: float = 1) -> bytes:
        """The export of all years, in which that share of the cells is then filled in anew."""
        schools, indicators = list(School.objects.all()), list(Indicator.objects.all())
        sheets = []
        for label in YEARS:
            grid = municipality_grid(
                self.municipality, Period.from_label(label), schools, indicators, kind=Value.Kind.FACT, own=False,
                locks=Locks(),
            )  # fmt: skip
            sheets.append(SheetOfValues(label, self.municipality.pk, grid))
        content = write_workbook(sheets)
        if not share_changed:
            return content
        book = openpyxl.load_workbook(io.BytesIO(content))
        chance = random.Random(1)
        for sheet in book.worksheets[: len(YEARS)]:
            for row in sheet.iter_rows(min_row=5, min_col=3):
                for cell in row:
                    if chance.random() < share_changed:
                        is_number = chance.random() < 0.8
                        cell.value = round(chance.random() * 100, 1) if is_number else chance.choice(WORDS)
        file = io.BytesIO()
        book.save(file)
        return file.getvalue()

    def imported(self, content: bytes) -> None:
        """Both passes with their pages."""
        host = {"HTTP_HOST": "127.0.0.1"}
        url = reverse("value-import", args=[self.municipality.pk, "2026"])
        data = {"file": SimpleUploadedFile("values.xlsx", content), "kind": "fact"}
        shown = self.client.post(url, data, follow=True, **host)
        page = shown.content.decode()
        if "Записывать нечего" not in page:
            [checksum] = re.findall(r'name="shown" value="(\w+)"', page)
            self.client.post(shown.request["PATH_INFO"], {"shown": checksum, "conflicts": "portal"}, **host)

    def emptied(self) -> None:
        with connection.cursor() as cursor:
            for table in (Change._meta.db_table, Value._meta.db_table):
                if connection.vendor == "postgresql":
                    cursor.execute(f"TRUNCATE {table} CASCADE")
                else:
                    cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - a model's table


def just_read(content: bytes) -> int:
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    return sum(len(row) for sheet in book.worksheets for row in sheet.iter_rows(values_only=True))


def median(measured: Callable[[], object], prepare: Callable[[], object] = lambda: None) -> float:
    times = []
    for _ in range(RUNS):
        prepare()
        start = time.perf_counter()
        measured()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def report(name: str, seconds: float, reading: float) -> None:
    print(f"{name:<32}{seconds:>7.2f} s{seconds / reading:>7.2f} ×", flush=True)


def main() -> None:
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    if Municipality.objects.exists():
        sys.exit("This database is in use; the benchmark needs an empty one.")
    district = District()
    print(f"{connection.vendor}, {CELLS} cells, median of {RUNS} runs")
    full = district.workbook()
    reading = median(lambda: just_read(full))
    report("openpyxl, read-only: just reads", reading, reading)
    report("import: all new", median(lambda: district.imported(full), district.emptied), reading)
    assert Value.objects.count() == Change.objects.filter(action=EntryWay.IMPORT).count() == CELLS
    same, changed = district.workbook(0), []
    reading = median(lambda: just_read(same))
    report("openpyxl: reads the export", reading, reading)
    report("import: nothing changed", median(lambda: district.imported(same)), reading)
    one_in_100 = median(lambda: district.imported(changed[0]), lambda: changed.insert(0, district.workbook(0.01)))
    report("import: 1 % changed", one_in_100, reading)
    assert Change.objects.filter(action=EntryWay.IMPORT).count() > CELLS


if __name__ == "__main__":
    main()
