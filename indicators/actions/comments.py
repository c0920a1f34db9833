from django.db import transaction

from indicators.models import Comment, Indicator, Period, Value
from schools.models import School


@transaction.atomic
def comment_on_cell(
    *, indicator: Indicator, school: School | None, period: Period, kind: str, text: str, by
) -> Comment:
    """Leave a remark on a cell; the period need not be saved yet."""
    period = Period.objects.labelled([period.label])[period.label]
    value, _ = Value.objects.get_or_create(
        indicator=indicator, school=school, period=period, kind=kind, defaults={"version": 0}
    )
    return Comment.objects.create(value=value, text=text, written_by=by)
