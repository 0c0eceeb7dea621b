"""Table of contents: the models of this app, ground floor first."""

from newsletters.subscriptions.lists.models import ReaderList
from newsletters.subscriptions.models import Consent, Subscriber

__all__ = ["Consent", "ReaderList", "Subscriber"]
