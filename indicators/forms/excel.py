from django import forms

from indicators.excel.opening import MOST_BYTES
from indicators.models import Value


class ImportForm(forms.Form):
    file = forms.FileField(
        label="Книга Excel",
        help_text=f"Файл .xlsx до {MOST_BYTES // 2**20} МБ: выгруженный из портала, его шаблон или своя таблица "
        "с названиями школ и показателей, как в портале.",
        widget=forms.FileInput(attrs={"class": "form-control", "accept": ".xlsx,.xlsm"}),
        error_messages={"empty": "Файл пуст."},
    )
    kind = forms.ChoiceField(
        label="Какие это значения",
        choices=Value.Kind,
        help_text="Для своей таблицы. В файле портала это уже записано.",
        widget=forms.Select(attrs={"class": "form-select"}),
    )

    def __init__(self, *args, has_kind: bool = True, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].initial = Value.Kind.FACT
        if not has_kind:
            del self.fields["kind"]

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(
                f"Файл больше {MOST_BYTES // 2**20} МБ. Удалите из него рисунки и лишние листы."
            )
        return file
