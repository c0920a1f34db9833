from django import forms
from django.core.files.uploadedfile import UploadedFile

from portal.forms import form_helper
from portal.scanning.fields import ScannedFileField
from reports.letterhead.checking import MOST_BYTES, check_letterhead
from reports.letterhead.models import PrintSettings


class LetterheadForm(forms.Form):
    file = ScannedFileField(
        label="Файл бланка",
        help_text=f"Документ Word (.docx) до {MOST_BYTES // 2**20} МБ с полями из таблицы.",
        widget=forms.FileInput(attrs={"accept": ".docx"}),
    )
    helper = form_helper()

    def clean_file(self) -> UploadedFile:
        file = self.cleaned_data["file"]
        if faults := check_letterhead(file.read(MOST_BYTES + 1)):
            raise forms.ValidationError(faults)
        file.seek(0)
        return file


class PrintSettingsForm(forms.ModelForm):
    helper = form_helper()

    class Meta:
        model = PrintSettings
        fields = ["page_numbers", "has_check_address"]
