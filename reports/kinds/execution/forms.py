from django import forms

from portal.forms import DateInput
from reports.kinds.forms import SubjectForm
from roadmap.programmes.permissions import can_see_all_schools
from schools.directory.models import School


class ExecutionForm(SubjectForm):
    """Asks which school's assignments, and of which days, the report is about; all of them unless chosen."""

    school = forms.ModelChoiceField(
        School.objects.none(), label="Школа", required=False, empty_label="по всем школам и отделу"
    )
    since_on = forms.DateField(label="С какого дня", required=False, widget=DateInput)
    until_on = forms.DateField(label="По какой день", required=False, widget=DateInput)
    with_contents = forms.BooleanField(label="С содержанием (в PDF)", required=False)

    def scope_choices(self) -> None:
        """Offer the municipality's schools. Whoever doesn't see them all has to choose one; their first is preset."""
        field, programme = self.fields["school"], self.asked_for("programme")
        if programme is None:
            return
        field.queryset = School.objects.visible_to(self.user).filter(municipality=programme.municipality_id)
        if can_see_all_schools(self.user, programme):
            return
        field.required, field.empty_label = True, None
        own = field.queryset.first()
        if own and not self.data.get("school"):
            self.data = self.data.copy()
            self.data["school"] = str(own.pk)

    def clean(self) -> dict:
        data = super().clean()
        since, until = data.get("since_on"), data.get("until_on")
        if since and until and since > until:
            self.add_error("until_on", "Последний день раньше первого: поменяйте их местами.")
        return data
