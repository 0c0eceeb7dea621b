"""allauth's forms in the words of the house: what to fill in, without a placeholder that says the label again."""

from typing import Any, ClassVar

from allauth.account import forms as account
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms


class Plain(forms.Form):
    """Fields by the names below, without placeholders; one for a code brings up the digits of a phone."""

    labels: ClassVar[dict[str, str]] = {
        "login": "E-mailadres",
        "email": "E-mailadres",
        "oldpassword": "Wachtwoord dat je nu hebt",
        "password1": "Nieuw wachtwoord",
        "password2": "Nieuw wachtwoord, nog een keer",
        "code": "Code",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = self.labels.get(name, field.label)
            field.widget.attrs.pop("placeholder", None)


class LoginForm(Plain, account.LoginForm):  # type: ignore[misc]
    """The address and the password."""


class AskPasswordForm(Plain, account.ResetPasswordForm):  # type: ignore[misc]
    """The address a link for a new password goes to."""


class NewPasswordForm(Plain, account.ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password, behind a link from a mail."""


class ChangePasswordForm(Plain, account.ChangePasswordForm):  # type: ignore[misc]
    """Another password, for who knows the one of now."""


class SetPasswordForm(Plain, account.SetPasswordForm):  # type: ignore[misc]
    """A password for who is in without one."""


class PasswordAgainForm(Plain, account.ReauthenticateForm):  # type: ignore[misc]
    """The password before something that asks to prove again who you are."""


class ConnectAppForm(Plain, ActivateTOTPForm):  # type: ignore[misc]
    """The first code of an app."""

    labels: ClassVar[dict[str, str]] = {"code": "Code uit de app"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs["inputmode"] = "numeric"
