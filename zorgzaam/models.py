"""Table of contents: the kernel's tables."""

from zorgzaam.accounts.address import AddressChange
from zorgzaam.accounts.codes import WrongCode
from zorgzaam.accounts.locks import FailedLogin, SecondFactor
from zorgzaam.accounts.models import User
from zorgzaam.files.models import StoredFile
from zorgzaam.follow import Follow
from zorgzaam.house import House
from zorgzaam.once import SentForm
from zorgzaam.people.models import Person
from zorgzaam.post.bounces.models import Bounce, FloodDecision, Parking, SetAside
from zorgzaam.post.bulk.models import MailBody, MailDomain, Mailing, Suppression
from zorgzaam.post.models import MailDecision, OutgoingMail, PostOffice
from zorgzaam.sources import Source, SourceConflict

__all__ = [
    "AddressChange",
    "Bounce",
    "FailedLogin",
    "FloodDecision",
    "Follow",
    "House",
    "MailBody",
    "MailDecision",
    "MailDomain",
    "Mailing",
    "OutgoingMail",
    "Parking",
    "Person",
    "PostOffice",
    "SecondFactor",
    "SentForm",
    "SetAside",
    "Source",
    "SourceConflict",
    "StoredFile",
    "Suppression",
    "User",
    "WrongCode",
]
