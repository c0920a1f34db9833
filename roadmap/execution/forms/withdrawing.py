from django import forms


class WithdrawForm(forms.Form):
    because = forms.CharField(label="Почему файл отозван", required=False, max_length=300)
