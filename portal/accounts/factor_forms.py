"""Forms of django-allauth in Russian. Codes can't be tried while the person is locked for wrong passwords."""

from allauth.account.forms import ReauthenticateForm as PasswordAgain
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms

from portal.accounts.adapters import WRONG_CODE
from portal.accounts.wrong_passwords import is_locked_for
from portal.forms import form_helper

_CODE = {"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}


class _InRussian:
    labels: dict[str, str] = {}
    hints: dict[str, str] = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper()
        for name, field in self.fields.items():
            field.label = self.labels.get(name, field.label)
            field.help_text = self.hints.get(name, "")
            field.widget.attrs.pop("placeholder", None)
            if name == "code":
                field.widget.attrs |= _CODE


class _TypedCode(_InRussian):
    labels = {"code": "Код"}
    hints = {"code": "Шесть цифр из приложения или восемь цифр запасного кода."}

    def clean_code(self) -> str:
        if is_locked_for(context.request, self.user):
            raise forms.ValidationError(WRONG_CODE)
        return super().clean_code()


class CodeForm(_TypedCode, AuthenticateForm):
    pass


class CodeAgainForm(_TypedCode, ReauthenticateForm):
    pass


class FirstCodeForm(_InRussian, ActivateTOTPForm):
    labels = {"code": "Код из приложения"}
    hints = {"code": "Шесть цифр, которые приложение показывает сейчас."}


class NewKeyForm(_InRussian, AddWebAuthnForm):
    labels = {"name": "Как назвать ключ", "passwordless": "Входить одним этим ключом, без пароля"}
    hints = {
        "name": "Чтобы отличать его от других: «Рабочий компьютер», «Телефон».",
        "passwordless": "Устройство спросит отпечаток пальца, лицо или код блокировки.",
    }


class PasswordAgainForm(_InRussian, PasswordAgain):
    labels = {"password": "Пароль"}
