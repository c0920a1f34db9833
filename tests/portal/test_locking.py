"""A record that is locked is read anew, with its related ones, whatever the caller had of it."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.functional import SimpleLazyObject

from portal.locking import lock_record
from roadmap.programmes.models import Programme
from schools.directory.models import School


@pytest.mark.parametrize("wrap", [lambda record: record, lambda record: SimpleLazyObject(lambda: record)])
def test_it_is_read_as_it_is_now(wrap, district):
    stale = wrap(district.school)
    School.objects.filter(pk=district.school.pk).update(name="Иная СОШ")

    with transaction.atomic():
        school = lock_record(stale)

    assert (type(school), school.name, stale.name) == (School, "Иная СОШ", "Берёзовская СОШ")


def test_related_records_come_in_the_same_query(district):
    with (
        transaction.atomic(),
        CaptureQueriesContext(
            connection,
        ) as queries,
    ):
        programme = lock_record(district.programme, "municipality", "roadmap")
        names = programme.municipality.name, programme.roadmap.pk

    assert names == ("Лесной район", district.programme.roadmap.pk)
    assert sum("SELECT" in each["sql"] for each in queries) == 1


def test_one_that_is_gone_is_told(district):
    gone = Programme.objects.get(pk=district.programme.pk)
    Programme.objects.filter(pk=gone.pk).delete()

    with transaction.atomic(), pytest.raises(Programme.DoesNotExist):
        lock_record(gone)
