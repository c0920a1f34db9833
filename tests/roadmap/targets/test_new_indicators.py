"""What a document says of an indicator that the catalogue doesn't have yet."""

import pytest

from roadmap.targets.catalogue_rows import CatalogueRows, DescribedIndicator
from schools.directory.models import Municipality
from tests.factories import make_indicator


@pytest.mark.django_db
def test_its_unit_comes_along_and_it_stands_at_the_end():
    municipality = Municipality.objects.create(name="Заречный район")
    known = make_indicator(municipality, "Охват кружками", position=7)
    rows = CatalogueRows(municipality)
    new = rows.meant_by("", "Молодые учителя", "Задача 2", DescribedIndicator.of_unit("чел."))
    named = rows.meant_by("", "Охват питанием, %", "Задача 2", DescribedIndicator.of_unit(None))
    assert (new.unit, new.position, named.unit) == ("чел.", known.position + 1, "%")
