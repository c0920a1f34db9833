from django import forms

from portal.forms import form_helper
from reports.models import PrintSettings


class PrintSettingsForm(forms.ModelForm):
    helper = form_helper()

    class Meta:
        model = PrintSettings
        fields = ["page_numbers", "has_check_address"]
