from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.password_validation import password_validators_help_text_html, validate_password

from portal.accounts.invitations import invitation_by
from portal.forms import form_helper


class LoginForm(AuthenticationForm):
    error_messages = {
        "invalid_login": (
            "Адрес или пароль не подошли. Проверьте раскладку и Caps Lock. Забыли пароль — задайте новый: ссылка внизу."
        ),
        "inactive": "Этот пользователь больше не может входить. Обратитесь к администратору.",
    }
    helper = form_helper()

    def clean_username(self) -> str:
        return self.cleaned_data["username"].strip().lower()


class InvitationForm(forms.Form):
    """Asks for the code from a letter or a printed sheet, and for a new password."""

    code = forms.CharField(
        label="Код с листа или из письма",
        max_length=40,
        help_text="Двенадцать букв и цифр: «ABCD-EFGH-2345». Большие буквы или маленькие — всё равно.",
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label="Придумайте пароль",
        strip=False,
        help_text=password_validators_help_text_html(),
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )
    repeated = forms.CharField(
        label="Пароль ещё раз", strip=False, widget=forms.PasswordInput({"autocomplete": "new-password"})
    )
    helper = form_helper()
    invitation = None

    def clean_code(self) -> str:
        self.invitation = invitation_by(self.cleaned_data["code"])
        if self.invitation is None:
            raise forms.ValidationError(
                "Такого кода нет, он уже использован или его срок вышел. Проверьте буквы; новый код даст координатор."
            )
        return self.cleaned_data["code"]

    def clean(self):
        data = super().clean()
        if data.get("password") and data.get("repeated") and data["password"] != data["repeated"]:
            self.add_error("repeated", "Пароли не совпали. Наберите их ещё раз.")
        elif data.get("password"):
            # The password is checked even if there is no such code, so that neither words nor time give that away.
            try:
                validate_password(data["password"], self.invitation.user if self.invitation else None)
            except forms.ValidationError as fault:
                self.add_error("password", fault)
        return data
