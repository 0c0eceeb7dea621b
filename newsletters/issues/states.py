"""How far an issue is, and the steps from one stand to the next."""

from django.db import models


class IssueState(models.TextChoices):
    """How far it is. What was approved is exactly these words: a change makes it a draft again."""

    DRAFT = "concept", "In de maak"
    REVIEW = "controle", "Ter controle"
    APPROVED = "goedgekeurd", "Goedgekeurd"
    PLANNED = "gepland", "Gepland"
    RUNNING = "loopt", "Gaat de deur uit"
    SENT = "verzonden", "Verzonden"
    STOPPED = "gestopt", "Gestopt"


# Somebody may still change it; it is on the site.
OPEN = (IssueState.DRAFT, IssueState.REVIEW, IssueState.APPROVED, IssueState.PLANNED)
OUT = (IssueState.RUNNING, IssueState.SENT, IssueState.STOPPED)
STEPS = [
    (IssueState.DRAFT, IssueState.REVIEW),
    (IssueState.REVIEW, IssueState.DRAFT),
    (IssueState.REVIEW, IssueState.APPROVED),
    (IssueState.APPROVED, IssueState.DRAFT),
    (IssueState.APPROVED, IssueState.PLANNED),
    (IssueState.APPROVED, IssueState.RUNNING),
    (IssueState.PLANNED, IssueState.APPROVED),
    (IssueState.PLANNED, IssueState.DRAFT),
    (IssueState.PLANNED, IssueState.RUNNING),
    (IssueState.RUNNING, IssueState.SENT),
    (IssueState.RUNNING, IssueState.STOPPED),
    # After all to who did not get it: the same words, and the same rows in the book.
    (IssueState.STOPPED, IssueState.RUNNING),
]
