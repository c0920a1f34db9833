from django.db.models import QuerySet

from indicators.catalogue.models import Period
from indicators.values.models import Value
from reports.kinds.forms import SubjectForm, period_field
from schools.directory.models import School


class SchoolCardForm(SubjectForm):
    period = period_field()

    def scope_choices(self) -> None:
        self.fields["period"].queryset = periods_with_values(self.asked_for("school"))


def periods_with_values(school: School | None) -> QuerySet[Period]:
    """Return the periods for which the school has a plan or a fact."""
    kinds = (Value.Kind.PLAN, Value.Kind.FACT)
    values = Value.objects.filter(school=school, kind__in=kinds).exclude(text="") if school else Value.objects.none()
    return Period.objects.filter(pk__in=values.values("period"))
