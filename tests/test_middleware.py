"""Requests that write are all or nothing; requests that read hold nothing."""

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory

from portal.middleware import WritesAreAtomicMiddleware
from tests.factories import make_municipality


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("method", "in_transaction"), [("get", False), ("head", False), ("post", True)])
def test_only_what_may_write_is_a_transaction(method, in_transaction):
    seen = []

    def view(request):
        seen.append(connection.in_atomic_block)
        return HttpResponse()

    middleware = WritesAreAtomicMiddleware(view)
    request = getattr(RequestFactory(), method)("/")
    if middleware.process_view(request, view, (), {}) is None:
        view(request)

    assert seen == [in_transaction]


@pytest.mark.django_db(transaction=True)
def test_a_view_that_fails_leaves_nothing_behind():
    def view(request):
        municipality = make_municipality()
        raise ValueError(municipality.name)

    with pytest.raises(ValueError, match="Район"):
        WritesAreAtomicMiddleware(view).process_view(RequestFactory().post("/"), view, (), {})

    assert not type(make_municipality("Другой")).objects.exclude(name="Другой").exists()
