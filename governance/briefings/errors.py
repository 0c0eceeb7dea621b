"""What can stand in the way of a briefing; `str(error)` is a Dutch sentence for who pressed the button."""


class Refused(Exception):
    """A step that cannot be taken now. Nothing was changed."""


class Changed(Refused):
    """The text is another one than whoever decides had read."""

    def __init__(self) -> None:
        super().__init__(
            "De tekst is veranderd sinds je deze pagina opende. Er is nog niets besloten. "
            "Lees de nieuwe tekst en kies opnieuw; wat je schreef staat er nog."
        )


class Incomplete(Refused):
    """Parts that must be there first: `missing` maps a field name to what to do about it."""

    def __init__(self, missing: dict[str, str]) -> None:
        super().__init__("Er ontbreekt nog iets. Vul dat eerst aan.")
        self.missing = missing
