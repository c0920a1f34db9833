from django import forms

from portal.forms import ConditionsForm
from roadmap.execution.models import AssignmentQuerySet

# The value of the field `school` that means the department.
DEPARTMENT = "department"


class ActivityFilter(ConditionsForm):
    """Says whose assignments of an activity to show: everybody's, those of a school by its id, or the department's."""

    school = forms.RegexField(
        rf"^(\d{{1,9}}|{DEPARTMENT})$", required=False, error_messages={"invalid": "Такой школы в портале нет."}
    )

    def filter(self, assignments: AssignmentQuerySet) -> AssignmentQuerySet:
        if not self.is_valid():
            return assignments.none()
        school = self.cleaned_data["school"]
        return assignments.filter(school=None if school == DEPARTMENT else school) if school else assignments
