from django import forms

from reports.kinds.forms import SubjectForm


class IndicatorsForm(SubjectForm):
    """Which figures the table has, and which way its years run."""

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
