"""Tables of who wants to come in: people at an organisation, and organisations in the network."""

from partners.joining.models.access import AccessRequest, AccessState
from partners.joining.models.asks import Ask, AskKind, AskState

__all__ = ["AccessRequest", "AccessState", "Ask", "AskKind", "AskState"]
