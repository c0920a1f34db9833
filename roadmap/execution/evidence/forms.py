from collections.abc import Sequence

from django import forms
from django.core.files import File

from portal.scanning.fields import check_for_viruses
from roadmap.execution.evidence.file_kinds import (
    ACCEPT,
    MOST_BYTES,
    MOST_BYTES_TOGETHER,
    MOST_FILES,
    NotTaken,
)
from roadmap.execution.evidence.pictures import taken_file


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """A field for several files, whose names are made safe.

    If one is refused, the field is invalid, but the files that passed are still in `taken`.
    """

    widget = FilesInput

    def __init__(self, **kwargs):
        super().__init__(required=False, **kwargs)
        self.taken: list[File] = []
        self.widget.attrs |= {
            "accept": ACCEPT, "data-portal-most-bytes": MOST_BYTES,
        }  # fmt: skip
        self.help_text = f"Можно несколько, каждый до {MOST_BYTES // 2**20} МБ. Телефон предложит снять фото."

    def clean(self, data: Sequence[File], initial=None) -> list[File]:
        self.taken, faults = [], []
        for file in data or []:
            try:
                check_for_viruses(file)
                self.taken.append(taken_file(file))
            except forms.ValidationError as refusal:
                faults += [f"«{file.name}»: {words}" for words in refusal.messages]
            except NotTaken as refusal:
                faults.append(f"«{file.name}»: {refusal}")
        if faults:
            raise forms.ValidationError(faults)
        return self.taken


def too_much(sizes: Sequence[int]) -> str:
    """Return a sentence if files of these sizes are too many or too large for one report, else ""."""
    if len(sizes) > MOST_FILES:
        return f"Файлов {len(sizes)}, а за один раз можно {MOST_FILES}. Остальные добавьте следующим отчётом."
    if sum(sizes) > MOST_BYTES_TOGETHER:
        return (
            f"Вместе файлы занимают {sum(sizes) / 2**20:.0f} МБ, а за один раз можно {MOST_BYTES_TOGETHER // 2**20}. "
            "Остальные добавьте следующим отчётом."
        )
    return ""
