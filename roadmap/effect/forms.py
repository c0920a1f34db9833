from django import forms

from indicators.catalogue.models import Indicator
from portal.forms import form_helper
from roadmap.plan.models import Activity


class AimsForm(forms.Form):
    """Asks which indicators an activity is to change.

    Those of the programme's table are offered, or all of the municipality if it has no table.
    """

    indicators = forms.ModelMultipleChoiceField(
        Indicator.objects.none(), label="Показатели", required=False, widget=forms.CheckboxSelectMultiple
    )
    helper = form_helper("indicators")

    def __init__(self, *args, activity: Activity, **kwargs):
        super().__init__(*args, **kwargs)
        programme = activity.direction.roadmap.programme
        offered = Indicator.objects.filter(municipality=programme.municipality_id)
        of_table = offered.filter(rows__group__table__programme=programme).distinct()
        self.fields["indicators"].queryset = (of_table if of_table.exists() else offered).distinct()
        self.fields["indicators"].initial = activity.indicators.all()
