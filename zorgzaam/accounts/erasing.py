"""What an account leaves in the tables of libraries, and what an erased person takes along from there."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt, AccessFailureLog, AccessLog

from zorgzaam.accounts.address import AddressChange
from zorgzaam.people.models import Person


def forget_account(person: Person, addresses: set[str]) -> None:
    """Addresses asked for or kept by allauth, second factors, and from where somebody logged in or tried to."""
    AddressChange.objects.filter(user__person=person).delete()
    EmailAddress.objects.filter(user__person=person).delete()
    Authenticator.objects.filter(user__person=person).delete()
    for kept in (AccessAttempt, AccessLog, AccessFailureLog):
        kept.objects.filter(username__in=addresses).delete()
