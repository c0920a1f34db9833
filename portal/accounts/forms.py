from django.contrib.auth.forms import AuthenticationForm

from portal.forms import form_helper


class LoginForm(AuthenticationForm):
    error_messages = {
        "invalid_login": (
            "Адрес или пароль не подошли. Проверьте раскладку и Caps Lock. Забытый пароль меняет администратор."
        ),
        "inactive": "Этот пользователь больше не может входить. Обратитесь к администратору.",
    }
    helper = form_helper()

    def clean_username(self) -> str:
        return self.cleaned_data["username"].strip().lower()
