"""Table of contents: the kernel's tables."""

from zorgzaam.accounts.models import User
from zorgzaam.files.models import StoredFile
from zorgzaam.follow import Follow
from zorgzaam.house import House
from zorgzaam.people.models import Person
from zorgzaam.post.models import OutgoingMail, PostOffice

__all__ = ["Follow", "House", "OutgoingMail", "Person", "PostOffice", "StoredFile", "User"]
