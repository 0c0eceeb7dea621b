"""What can stand in the way of a briefing; `str(error)` is a Dutch sentence for who pressed the button."""


class Refused(Exception):
    """A step that cannot be taken now. Nothing was changed."""


class Changed(Refused):
    """It is another text, or for others to read, than whoever decides had before them."""

    def __init__(
        self,
        words: str = "Het stuk is veranderd sinds je deze pagina opende. Er is nog niets besloten. "
        "Lees het opnieuw en kies opnieuw; wat je schreef staat er nog.",
    ) -> None:
        super().__init__(words)


class Incomplete(Refused):
    """Parts that must be there first: `missing` maps a field name to what to do about it."""

    def __init__(self, missing: dict[str, str]) -> None:
        super().__init__("Er ontbreekt nog iets. Vul dat eerst aan.")
        self.missing = missing
