from django import forms

from portal.forms import form_helper
from roadmap.execution.reminders.models import ReminderChoice


class ReminderForm(forms.ModelForm):
    helper = form_helper()

    class Meta:
        model = ReminderChoice
        fields = ReminderChoice.WHEN
