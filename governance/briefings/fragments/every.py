"""Every fragment there is, by the records it quotes."""

from governance.briefings.fragments import (
    agenda,
    body,
    council,
    decisions,
    facts,
    figures,
    money,
    municipality,
    plans,
    reports,
    themes,
)

SOURCES = (agenda, body, council, decisions, facts, figures, money, municipality, plans, reports, themes)


def register_fragments() -> None:
    """Called when the app registry is ready."""
    for source in SOURCES:
        source.register_all()
