from django import forms

from portal.forms import form_helper
from roadmap.interchange.reading import MAX_BYTES, FaultyFile, read_document
from roadmap.models import Programme
from schools.forms import OrderForm


class ImportForm(forms.Form):
    file = forms.FileField(
        label="Файл программы",
        help_text="Файл обмена в формате JSON.",
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
    )
    dry_run = forms.BooleanField(label="Только проверить, ничего не записывать", required=False)
    helper = form_helper("file", "dry_run")

    def clean_file(self):
        """The document; faults are kept for the page, which shows each with its place."""
        self.faults = []
        file = self.cleaned_data["file"]
        try:
            return read_document(file.read(MAX_BYTES + 1))
        except FaultyFile as refusal:
            self.faults = refusal.faults
            raise forms.ValidationError("Файл не принят, ничего не записано. Что исправить, сказано ниже.") from None


class ApprovalForm(OrderForm):
    def __init__(self, *args, programme: Programme, **kwargs):
        super().__init__(*args, municipality=programme.municipality, **kwargs)
        self.fields["known_order"].initial = programme.approval_order_id
        self.fields["annex"].initial = programme.approval_annex or ("" if programme.approval_order_id else "1")
