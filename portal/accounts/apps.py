from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "portal.accounts"
    verbose_name = "Пользователи"

    def ready(self):
        from allauth.mfa.signals import authentication_failed
        from django.contrib.auth.signals import user_logged_in

        from portal.accounts.invitations import withdraw_invitation
        from portal.accounts.passwords import password_set
        from portal.accounts.sessions import begin_session
        from portal.accounts.wrong_passwords import count_refused_code

        password_set.connect(withdraw_invitation, dispatch_uid="accounts-withdraw-invitation")
        user_logged_in.connect(begin_session, dispatch_uid="accounts-begin-session")
        authentication_failed.connect(count_refused_code, dispatch_uid="accounts-count-refused-code")
