from django import forms

from portal.forms import form_helper
from schools.directory.models import School
from schools.mergers.movers import MergerConflict


class MergerForm(forms.Form):
    """Asks to which school it is joined."""

    into = forms.ModelChoiceField(School.objects.none(), label="К какой школе", empty_label="выберите")
    helper = form_helper("into")

    def __init__(self, *args, absorbed: School, **kwargs):
        super().__init__(*args, **kwargs)
        others = School.objects.active().filter(municipality=absorbed.municipality_id).exclude(pk=absorbed.pk)
        self.fields["into"].queryset = others


def taken_keys(data, conflicts: list[MergerConflict]) -> set[str]:
    """Return the keys of conflicts in which the absorbed school's version was chosen."""
    return {each.key for each in conflicts if data.get(each.key) == "comes"}
