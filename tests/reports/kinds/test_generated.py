"""Documents of generated programmes: whatever the format allows, no word of it is left out."""

from collections.abc import Iterator
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.extra.django import TestCase

from reports.blocks.missing import MissingPart
from reports.layout.html import lay_out
from roadmap.exchange.format import ProgrammeDocument
from roadmap.exchange.importer import import_programme
from tests.reports.made_documents import NOT_PRINTED, as_printed, content_of, parts
from tests.roadmap.exchange.generated import documents

pytestmark = pytest.mark.any_database


def with_words_that_differ(value, numbers: Iterator[int], key: str = ""):
    """The same document, each text of it another word, so that a missing one is seen."""
    if isinstance(value, dict):
        return {name: with_words_that_differ(each, numbers, name) for name, each in value.items()}
    if isinstance(value, list):
        return [with_words_that_differ(each, numbers, key) for each in value]
    is_words = isinstance(value, str) and value and key not in NOT_PRINTED | {"format", "periods"}
    return f"слово{next(numbers)}" if is_words else value


class GeneratedProgrammes(TestCase):
    @settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
    @given(documents())
    def test_every_word_of_a_part_is_in_its_document(self, data):
        data = with_words_that_differ(data, count(1000))
        programme = import_programme(ProgrammeDocument.model_validate(data), by=None).programme
        for kind, expected in parts(data).items():
            try:
                html = lay_out(content_of(programme, kind)).html().replace("\u00a0", " ")
            except MissingPart:
                assert [words for words in expected if words] == [], kind
                continue
            missing = [words for words in expected if not any(each in html for each in as_printed(words))]
            assert missing == [], (kind, data)
