"""allauth's views under Dutch paths; sign-up stays closed (accounts.adapter), and so do its address pages."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.urls import path, re_path

from zorgzaam.accounts.codes import counted
from zorgzaam.accounts.first_password import choose_password
from zorgzaam.accounts.views import confirm_address, email

urlpatterns = [
    path("inloggen/", account.login, name="account_login"),
    path("uitloggen/", account.logout, name="account_logout"),
    path("inactief/", account.account_inactive, name="account_inactive"),
    path("aanmelden/", account.signup, name="account_signup"),
    path("opnieuw-inloggen/", account.reauthenticate, name="account_reauthenticate"),
    path("e-mail/", email, name="account_email"),
    path("e-mail/bevestigen/<uuid:pk>/", confirm_address, name="account_confirm_address"),
    path("wachtwoord/wijzigen/", account.password_change, name="account_change_password"),
    path("wachtwoord/kiezen/", account.password_set, name="account_set_password"),
    path("wachtwoord/vergeten/", account.password_reset, name="account_reset_password"),
    path("wachtwoord/vergeten/verstuurd/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^wachtwoord/nieuw/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        choose_password,
        name="account_reset_password_from_key",
    ),
    path(
        "wachtwoord/nieuw/klaar/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("tweede-factor/", mfa.index, name="mfa_index"),
    path("tweede-factor/code/", counted(mfa.authenticate), name="mfa_authenticate"),
    path("tweede-factor/opnieuw/", counted(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("tweede-factor/instellen/", totp.activate_totp, name="mfa_activate_totp"),
    path("tweede-factor/uitzetten/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("tweede-factor/herstelcodes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "tweede-factor/herstelcodes/nieuw/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"
    ),
    path(
        "tweede-factor/herstelcodes/bestand/",
        codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
]
