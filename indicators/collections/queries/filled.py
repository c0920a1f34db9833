"""How much of what a collection asks for a school has entered."""

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from indicators.collections.models import Submission
from indicators.values.models import Value


def with_filled(submissions: QuerySet[Submission]) -> QuerySet[Submission]:
    """Each with `asked` indicators, of which `entered` have a value of the collection's period."""
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
        .annotate(number=Count("pk"))
        .values("number")
    )
    return submissions.annotate(
        asked=Count("collection__indicators", distinct=True),
        entered=Coalesce(Subquery(values, output_field=IntegerField()), 0),
    )
