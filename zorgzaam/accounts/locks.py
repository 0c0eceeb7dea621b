"""What keeps an account locked, in our words: second factors (allauth) and failed logins (axes)."""

from typing import ClassVar

from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt


class SecondFactor(Authenticator):  # type: ignore[misc]
    """A second factor of an account."""

    KINDS: ClassVar[dict[str, str]] = {
        Authenticator.Type.TOTP: "app op de telefoon",
        Authenticator.Type.RECOVERY_CODES: "herstelcodes",
        Authenticator.Type.WEBAUTHN: "sleutel",
    }

    class Meta:
        proxy = True
        verbose_name = "tweede stap bij het inloggen"
        verbose_name_plural = "tweede stap bij het inloggen"

    def __str__(self) -> str:
        return f"{self.kind} van {self.user}"

    @property
    def kind(self) -> str:
        return self.KINDS.get(self.type, str(self.type))


class FailedLogin(AccessAttempt):  # type: ignore[misc]
    """Logins with a wrong password, counted per address and place; too many of them lock for half an hour."""

    class Meta:
        proxy = True
        verbose_name = "mislukte inlogpoging"
        verbose_name_plural = "mislukte inlogpogingen"

    def __str__(self) -> str:
        return f"{self.username}: {self.failures_since_start} keer"
