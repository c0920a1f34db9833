from django import forms


class WithdrawForm(forms.Form):
    because = forms.CharField(
        label="Почему файл отозван",
        max_length=300,
        error_messages={"required": "Напишите, почему файл отозван: это увидит отдел."},
    )
