from django import forms

from reports.kinds.forms import SubjectForm


class AmendmentsForm(SubjectForm):
    """Both forms of the changes unless one is chosen."""

    shows = forms.ChoiceField(
        label="Что показать",
        required=False,
        choices=[
            ("", "текст изменений и сравнительная таблица"),
            ("text", "только текст изменений"),
            ("table", "только сравнительная таблица"),
        ],
    )
