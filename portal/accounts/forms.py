from crispy_forms.helper import FormHelper
from django.contrib.auth.forms import AuthenticationForm


class LoginForm(AuthenticationForm):
    error_messages = {
        "invalid_login": (
            "Адрес или пароль не подошли. Проверьте раскладку и Caps Lock. Забытый пароль меняет администратор."
        ),
        "inactive": "Этот пользователь больше не может входить. Обратитесь к администратору.",
    }

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        return helper

    def clean_username(self) -> str:
        return self.cleaned_data["username"].strip().lower()
