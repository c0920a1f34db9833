import hashlib
import re

from django import forms

from portal.forms import form_helper
from portal.scanning.fields import ScannedFileField

MOST_BYTES = 50 * 2**20
_ZIP = b"PK\x03\x04"
# What names a Word and an Excel file in the directory that ends it.
_MAIN_PARTS = (b"word/document.xml", b"xl/workbook.xml")
_DIRECTORY_BYTES = 2**18


class CheckForm(forms.Form):
    """A file, or the SHA-256 that somebody counted of it."""

    file = ScannedFileField(
        label="Файл PDF", required=False, most_bytes=MOST_BYTES, too_long="Портал таких документов не издаёт."
    )
    sha256 = forms.CharField(label="или контрольная сумма файла", required=False, max_length=200)

    helper = form_helper()

    def clean_sha256(self) -> str:
        digest = re.sub(r"[\s:]", "", self.cleaned_data["sha256"]).lower()
        if digest and not re.fullmatch(r"[0-9a-f]{64}", digest):
            raise forms.ValidationError("Контрольная сумма (SHA-256) — это 64 знака: цифры и буквы от a до f.")
        return digest

    def clean(self) -> dict:
        data = super().clean()
        if not self.errors and not data.get("file") and not data.get("sha256"):
            self.add_error("file", "Выберите файл или впишите его контрольную сумму.")
        return data

    @property
    def digest(self) -> str:
        file = self.cleaned_data["file"]
        return hashlib.file_digest(file, "sha256").hexdigest() if file else self.cleaned_data["sha256"]

    @property
    def is_editable_copy(self) -> bool:
        """A Word or Excel file, told by its content: such a file can't be compared with what was issued."""
        file = self.cleaned_data["file"]
        if not file:
            return False
        file.seek(0)
        start = file.read(len(_ZIP))
        file.seek(max(0, file.size - _DIRECTORY_BYTES))
        directory = file.read()
        return start == _ZIP and any(part in directory for part in _MAIN_PARTS)
