"""Pieces of forms that all apps use."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.http import HttpRequest, QueryDict


def form_helper(*layout) -> FormHelper:
    """Fields only: the form element, its token and its buttons stand in the template."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    if layout:
        helper.layout = Layout(*layout)
    return helper


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: nothing on a GET, and on a POST also an empty body."""
    return request.POST if request.method == "POST" else None


class DateInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class LongSelect(forms.Select):
    """For hundreds of options without groups: Django's own renders a template for each."""

    template_name = "forms/long_select.html"


class ConditionsForm(forms.Form):
    """What an address asks of a page. A key that the form doesn't know is refused: it might have been meant as one."""

    # Keys that say which part is shown of what was asked for.
    OTHER_KEYS = ("page",)

    def clean(self):
        data = super().clean()
        if unknown := [key for key in self.data if key not in self.fields and key not in self.OTHER_KEYS]:
            names = ", ".join(f"«{key[:40]}»" for key in unknown)
            raise forms.ValidationError(f"В адресе страницы есть условие, которого портал не знает: {names}.")
        return data
