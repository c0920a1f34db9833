from django.db.models import QuerySet

from indicators.catalogue.models import Period
from reports.kinds.forms import SubjectForm, period_field
from roadmap.evaluation.models import Evaluation
from roadmap.programmes.models import Programme


class EvaluationPeriodForm(SubjectForm):
    period = period_field()

    def scope_choices(self) -> None:
        self.fields["period"].queryset = evaluated_periods(self.asked_for("programme"), self.user)


def evaluated_periods(programme: Programme | None, user) -> QuerySet[Period]:
    """Return the years of whose evaluation of the programme the user may know."""
    evaluations = Evaluation.objects.visible_to(user).filter(programme=programme)
    return Period.objects.filter(pk__in=evaluations.values("period"))
