from django import forms

from portal.accounts.roles import Role
from portal.forms import form_helper


class DemandForm(forms.Form):
    """Asks which roles need a second factor."""

    roles = forms.MultipleChoiceField(
        label="Кому нужен второй фактор", required=False, choices=Role, widget=forms.CheckboxSelectMultiple,
        help_text="У кого его нет, тот при следующем входе сначала его включит. Начните с тех, кто может больше всего: "
        "с администраторов и координаторов.",
    )  # fmt: skip
    of_the_portal = forms.BooleanField(label="Администраторам всего портала", required=False)

    def __init__(self, *args, rules_everywhere: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not rules_everywhere:
            del self.fields["of_the_portal"]
        self.helper = form_helper(*self.fields)
