from collections.abc import Mapping

from django import forms


class MethodCopyForm(forms.Form):
    """Asks which of the `delivered` methods, by their keys, becomes the municipality's own, and how it is called."""

    method = forms.ChoiceField()
    name = forms.CharField(label="Название своего метода", max_length=500)

    def __init__(self, *args, delivered: Mapping, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["method"].choices = [(key, shape.name) for key, shape in delivered.items()]
