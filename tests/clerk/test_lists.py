"""The lists of the clerk stay read as they were when each was mended by: nothing silently wrong, most of it right."""

import json
from collections import Counter
from pathlib import Path

import pytest

from benchmarks import readings_responsibles, readings_terms, readings_values
from benchmarks.readings_table import Outcome

READERS = {
    "values": (lambda kept: readings_values.of_cases(kept["cases"]), 0.94),
    "terms": (lambda kept: readings_terms.compared(kept["cases"]), 0.98),
    "responsibles": (readings_responsibles.compared, 0.96),
}


@pytest.mark.parametrize("file", sorted(Path(__file__).parent.glob("*.json")), ids=lambda file: file.stem)
def test_nothing_is_silently_wrong_and_most_is_right(file):
    compare, least = READERS[file.stem.rsplit("-", 1)[0]]
    counts = Counter(reading.outcome for reading in compare(json.loads(file.read_text("utf-8"))))

    assert counts[Outcome.SILENT] == 0
    assert counts[Outcome.AS_CLERK] >= least * counts.total()
