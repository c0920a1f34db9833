from django import forms

from reports.kinds.forms import SubjectForm


class IndicatorsForm(SubjectForm):
    """Asks which figures the table has, and whether its years are columns or rows."""

    shows = forms.ChoiceField(
        label="Что показать",
        required=False,
        choices=[
            ("", "план и факт, где он есть"),
            ("plan", "только план"),
            ("fact", "только факт"),
            ("achievement", "план, факт и степень достижения"),
        ],
    )
    layout = forms.ChoiceField(
        label="Годы",
        required=False,
        choices=[("", "как в документе"), ("columns", "столбцами"), ("rows", "строками")],
    )
