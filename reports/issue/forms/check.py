import hashlib
import re

from django import forms

from portal.forms import form_helper
from portal.scanning.fields import ScannedFileField

MOST_BYTES = 50 * 2**20
_ZIP = b"PK\x03\x04"
# Names in the ZIP directory at a file's end by which a Word and an Excel file are told.
_MAIN_PARTS = (b"word/document.xml", b"xl/workbook.xml")
_DIRECTORY_BYTES = 2**18


class CheckForm(forms.Form):
    """Asks for a file to check, or for the SHA-256 that somebody computed of it."""

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
        """Tell by its content whether it is a Word or Excel file, which can't be compared with the issued PDF."""
        file = self.cleaned_data["file"]
        if not file:
            return False
        file.seek(0)
        start = file.read(len(_ZIP))
        file.seek(max(0, file.size - _DIRECTORY_BYTES))
        directory = file.read()
        return start == _ZIP and any(part in directory for part in _MAIN_PARTS)
