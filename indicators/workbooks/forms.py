from django import forms

from indicators.values.models import Value
from portal.scanning.fields import ScannedFileField
from portal.spreadsheets.opening import MOST_BYTES


class ValueImportForm(forms.Form):
    file = ScannedFileField(
        label="Книга Excel",
        most_bytes=MOST_BYTES,
        too_long="Удалите из него рисунки и лишние листы.",
        help_text=f"Файл .xlsx, .ods или .csv до {MOST_BYTES // 2**20} МБ: выгруженный из портала, его шаблон или своя "
        "таблица с названиями школ и показателей, как в портале.",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xlsm,.ods,.csv"}),
        error_messages={"empty": "Файл пуст."},
    )
    kind = forms.ChoiceField(
        label="Какие это значения",
        choices=Value.Kind,
        help_text="Если в файле сказано другое, портал спросит, что верно.",
    )

    is_return = forms.BooleanField(
        label="Вернуть значения из файла",
        help_text="Сравнить с порталом всё, что есть в ранее скачанном файле, и выбрать по ячейке, что вернуть.",
        required=False,
    )

    def __init__(self, *args, has_kind: bool = True, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].initial = Value.Kind.FACT
        if not has_kind:
            del self.fields["kind"]
