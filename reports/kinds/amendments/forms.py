from django import forms

from reports.kinds.forms import SubjectForm


class AmendmentsForm(SubjectForm):
    """Asks which form of the changes to print; both unless one is chosen."""

    shows = forms.ChoiceField(
        label="Что показать",
        required=False,
        choices=[
            ("", "текст изменений и сравнительная таблица"),
            ("text", "только текст изменений"),
            ("table", "только сравнительная таблица"),
        ],
    )
