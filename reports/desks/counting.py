"""Counts rows of several queries in one statement."""

from django.db.models import IntegerField, QuerySet, Subquery


class CountOf(Subquery):
    """The number of a query's rows, as one column among others of a single statement."""

    """How many rows a query has, beside others of its kind in one statement."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()

    def __init__(self, queryset: QuerySet, **extra):
        super().__init__(queryset.order_by().values("pk"), **extra)
