"""Counts how many of the indicators that a collection asks for a school has entered."""

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from indicators.catalogue.asked_of import asked_where
from indicators.collections.models import Submission
from indicators.values.models import Value


def with_filled(submissions: QuerySet[Submission]) -> QuerySet[Submission]:
    """The submissions annotated with `asked`, the number of indicators, and `entered`, how many of them have a value.

    An indicator that is entered counts as asked too, even if the school isn't asked for it.
    """
    values = (
        Value.objects.facts()
        .filter(
            school=OuterRef("school"),
            period=OuterRef("collection__period"),
            indicator__collections=OuterRef("collection"),
        )
        .exclude(text="")
        .order_by()
        .values("school")
    )
    is_asked = asked_where("indicator__asked_of", "school")
    asked = asked_where("collection__indicators__asked_of", "school")
    return submissions.annotate(
        entered=_count_or_zero(values.annotate(number=Count("pk"))),
        asked=Count("collection__indicators", filter=asked, distinct=True)
        + _count_or_zero(values.annotate(number=Count("pk", filter=~is_asked))),
    )


def _count_or_zero(counted: QuerySet) -> Coalesce:
    return Coalesce(Subquery(counted.values("number"), output_field=IntegerField()), 0)
