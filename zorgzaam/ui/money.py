"""Amounts of money in words."""

from decimal import Decimal


def euros(amount: Decimal | None) -> str:
    """ "€ 3.161.954", with cents only when there are any: "€ 12,50"; "nog niet bekend" when nobody said."""
    if amount is None:
        return "nog niet bekend"
    text = f"{amount:,.2f}".removesuffix(".00")
    # A space that does not break: sign and figure stay on one line.
    return "€\N{NO-BREAK SPACE}" + text.replace(",", " ").replace(".", ",").replace(" ", ".")
