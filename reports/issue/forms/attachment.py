from django import forms

from portal.forms import form_helper
from portal.scanning.fields import ScannedFileField
from reports.issue.models import Attachment
from roadmap.execution.evidence.file_kinds import ACCEPT, NotTaken
from roadmap.execution.evidence.pictures import taken_file


class AttachmentForm(forms.Form):
    kind = forms.ChoiceField(label="Что это", choices=Attachment.Kind.choices)
    file = ScannedFileField(label="Файл", widget=forms.FileInput({"accept": ACCEPT}))
    helper = form_helper()

    def clean_file(self):
        file = self.cleaned_data["file"]
        try:
            return taken_file(file)
        except NotTaken as refusal:
            raise forms.ValidationError(f"{file.name}: {refusal}") from None
