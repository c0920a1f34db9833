from django.contrib.auth.views import LoginView, PasswordChangeView
from django.contrib.messages.views import SuccessMessageMixin
from django.urls import reverse_lazy

from portal.accounts.demonstration import PASSWORD
from portal.accounts.forms import LoginForm
from portal.accounts.models import User


class PortalLoginView(LoginView):
    """Shows how to log in as each role, in the demonstration only: where its people are among the users."""

    template_name = "accounts/login.html"
    authentication_form = LoginForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs):
        people = User.objects.filter(is_demonstration=True, is_active=True).order_by("pk")
        return super().get_context_data(demonstration_people=people, demonstration_password=PASSWORD, **kwargs)


class PortalPasswordChangeView(SuccessMessageMixin, PasswordChangeView):
    template_name = "accounts/password_change.html"
    success_url = reverse_lazy("home")
    success_message = "Пароль изменён."
