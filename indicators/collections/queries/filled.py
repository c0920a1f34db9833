"""How much of what a collection asks for a school has entered."""

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from indicators.catalogue.asked_of import asked_where
from indicators.collections.models import Submission
from indicators.values.models import Value


def with_filled(submissions: QuerySet[Submission]) -> QuerySet[Submission]:
    """Each with `asked` indicators, of which `entered` have a value of the collection's period.

    What is entered counts as asked, also where schools of that kind are not asked for it.
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
    is_asked = asked_where("indicator__asked_of", "school__kind")
    asked = asked_where("collection__indicators__asked_of", "school__kind")
    return submissions.annotate(
        entered=_number(values.annotate(number=Count("pk"))),
        asked=Count("collection__indicators", filter=asked, distinct=True)
        + _number(values.annotate(number=Count("pk", filter=~is_asked))),
    )


def _number(counted: QuerySet) -> Coalesce:
    return Coalesce(Subquery(counted.values("number"), output_field=IntegerField()), 0)
