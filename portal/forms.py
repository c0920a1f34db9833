"""Pieces of forms that all apps use."""

import json

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.forms.renderers import TemplatesSetting
from django.forms.widgets import Input
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

# Decorates the view of a page with a form that is sent back to it, beside Django's `require_safe` and `require_POST`.
require_safe_or_post = require_http_methods(["GET", "HEAD", "POST"])


def form_helper(*layout) -> FormHelper:
    """Return a crispy helper that renders the fields only; form element, token and buttons stand in the template."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    if layout:
        helper.layout = Layout(*layout)
    return helper


def posted(request: HttpRequest) -> QueryDict | None:
    """Return the data that a form is bound to: None on a GET, and on a POST also an empty body."""
    return request.POST if request.method == "POST" else None


def render_form(request: HttpRequest, template: str, context: dict, *of: forms.BaseForm) -> HttpResponse:
    """Render a page with forms, by default the one that the context calls `form`: status 422 if one has faults.

    A form that holds others has to be given with them.
    """
    has_faults = any(form.errors for form in of or [context["form"]])
    return render(request, template, context, status=422 if has_faults else 200)


_LARGEST_NUMBER = 2**63 - 1  # that the databases hold


def sent_number(text: str | None, *, most: int = _LARGEST_NUMBER) -> int | None:
    """Return the number that a request says in digits; None if it says none, or a larger one than `most`."""
    if not text or not text.isdecimal() or len(text) > len(str(most)):
        return None
    number = int(text)
    return number if number <= most else None


def sent_json(text: str) -> object:
    """Read the JSON that a script wrote into a field. Raises ValueError if it is no JSON or nested too deep."""
    try:
        return json.loads(text)
    except RecursionError:
        raise ValueError("JSON nested too deep") from None


class DateInput(forms.DateInput):
    """A date field with the browser's own calendar."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class BootstrapField(forms.BoundField):
    """A field with the look of Bootstrap's also where a template shows it by itself, without crispy.

    What a template says of its `aria-invalid` stands, whatever faults it has.
    """

    def build_widget_attrs(self, attrs, widget=None):
        attrs, widget = super().build_widget_attrs(attrs, widget) | attrs, widget or self.field.widget
        if look := _look_of(widget):
            typed = [*widget.attrs.get("class", "").split(), *attrs.get("class", "").split()]
            attrs["class"] = " ".join(dict.fromkeys([look, *typed]))
        return attrs


def _look_of(widget: forms.Widget) -> str:
    if isinstance(widget, forms.CheckboxInput):
        return "form-check-input"
    if isinstance(widget, forms.Select):
        return "form-select"
    return "form-control" if isinstance(widget, Input | forms.Textarea) and not widget.is_hidden else ""


class FormRenderer(TemplatesSetting):
    bound_field_class = BootstrapField


class LongSelect(forms.Select):
    """A select for hundreds of options without groups, for each of which Django's own would render a template."""

    template_name = "forms/long_select.html"


class ConditionsForm(forms.Form):
    """The conditions in a page's address. An unknown key is refused, since it may be a misspelt condition."""

    # Keys that aren't conditions but choose the part that is shown.
    OTHER_KEYS = ("page",)

    def clean(self):
        data = super().clean()
        if unknown := [key for key in self.data if key not in self.fields and key not in self.OTHER_KEYS]:
            names = ", ".join(f"«{key[:40]}»" for key in unknown)
            raise forms.ValidationError(f"В адресе страницы есть условие, которого портал не знает: {names}.")
        return data
