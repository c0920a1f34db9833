"""What judging costs: 10,000 schools × 5 years × 20 indicators, beside one SQL query that reads the same values.

100 districts of 100 schools; every sign is asked of every year, one of them is a ranking. Run by `make bench`; only the
ratio of the times and the growth of memory mean anything on another machine.
"""

import random
import sys
import time
import tracemalloc
from collections import Counter
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).parent.parent))
django.setup()

from django.db import connection, transaction
from django.test.utils import setup_test_environment

from indicators.catalogue.models import Indicator, Period
from indicators.identification.format.shape import IdentificationShape
from indicators.identification.judging.inquiry import Inquiry
from indicators.identification.judging.protocol_writing import ProtocolWriter
from indicators.values.models import Value
from portal.bulk import create_many
from schools.directory.models import Municipality, School

DISTRICTS, SCHOOLS, INDICATORS = 100, 100, 20
YEARS = [str(year) for year in range(2022, 2027)]
SAME_VALUES = """
    SELECT school_id, indicator_id, period_id, text FROM indicators_value
    WHERE kind = 'fact' AND school_id IS NOT NULL AND period_id IN (%s, %s, %s, %s, %s)
"""
WORDS = ["-", "н/д", "", "более 70", "3,8–4,0", "1 (25%)", "12 из 40"]


def method() -> IdentificationShape:
    """20 signs in each of 5 years, and a ranking."""
    signs = [
        {
            "kind": "sign", "name": f"признак {number}", "compare": ">=", "threshold": "60",
            "measure": {"kind": "indicator", "indicator": {"name": f"Показатель {number}", "unit": "%"}},
        }
        for number in range(INDICATORS)
    ]  # fmt: skip
    years = {"kind": "years", "k": "3", "of_last": 5, "rule": {"kind": "at_least", "m": "8", "of": signs}}
    lowest = {**signs[0], "compare": "lowest", "threshold": "25", "in_percent": True}
    return IdentificationShape.model_validate({"name": "Метод", "rule": {"kind": "any", "of": [years, lowest]}})


def fill() -> None:
    random.seed(1)
    periods = Period.objects.labelled(YEARS)
    for district in range(DISTRICTS):
        municipality = Municipality.objects.create(name=f"Район {district}")
        schools = School.objects.bulk_create(
            School(municipality=municipality, name=f"СОШ № {each}", name_key=f"сош {each:06}")
            for each in range(SCHOOLS)
        )
        indicators = Indicator.objects.bulk_create(
            Indicator(municipality=municipality, name=f"Показатель {each}", name_key=f"показатель {each:06}", unit="%")
            for each in range(INDICATORS)
        )
        values = [
            Value(indicator=indicator, school=school, period=period, text=text())
            for school in schools for period in periods.values() for indicator in indicators
        ]  # fmt: skip
        with transaction.atomic():
            create_many(values)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def text() -> str:
    return random.choice(WORDS) if random.random() < 0.1 else f"{random.randrange(1_000) / 10:.1f}".replace(".", ",")


def judge(municipalities: list[Municipality], period: Period, *, with_protocols: bool = False) -> Counter:
    verdicts, shape = Counter(), method()
    for municipality in municipalities:
        inquiry = Inquiry(municipality, period, shape)
        writer = ProtocolWriter(inquiry.judge)
        for judgement in inquiry.judgements():
            verdicts[judgement.verdict.value] += 1
            if with_protocols:
                writer.of(judgement)
    return verdicts


def read() -> int:
    periods = list(Period.objects.filter(label__in=YEARS).values_list("pk", flat=True))
    with connection.cursor() as cursor:
        cursor.execute(SAME_VALUES, periods)
        return sum(len(rows) for rows in iter(lambda: cursor.fetchmany(10_000), []))


def seconds(action) -> tuple[float, object]:
    start = time.perf_counter()
    result = action()
    return time.perf_counter() - start, result


def peak_megabytes(action) -> float:
    tracemalloc.start()
    action()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 2**20


def measure() -> None:
    fill()
    municipalities, period = list(Municipality.objects.all()), Period.objects.get(label="2026")
    read()
    reading = min(seconds(read)[0] for _ in range(3))
    judging, verdicts = min(seconds(lambda: judge(municipalities, period)) for _ in range(2))
    print(f"reading {read():,} values: {reading:.1f} s")
    print(f"judging {dict(verdicts)}: {judging:.1f} s; ratio {judging / reading:.2f}")
    protocols, _ = seconds(lambda: judge(municipalities[:5], period, with_protocols=True))
    print(f"protocols of 500 schools: {protocols:.1f} s")
    few, many = (peak_megabytes(lambda n=n: judge(municipalities[:n], period)) for n in (5, 40))
    print(f"peak memory: {few:.0f} MB for 500 schools, {many:.0f} MB for 4,000")


if __name__ == "__main__":
    setup_test_environment()
    name = connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        measure()
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
