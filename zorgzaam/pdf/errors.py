"""What can go wrong when a document is printed; `str(error)` is a Dutch sentence for the reader."""


class PdfError(Exception):
    """A PDF could not be made. `detail` holds the technical reason, for the log and never for the reader."""

    sentence = "De PDF kon niet worden gemaakt."

    def __init__(self, detail: str, sentence: str | None = None) -> None:
        super().__init__(sentence or self.sentence)
        self.detail = detail


class PdfTooHeavy(PdfError):
    """The document needed more time, memory, space or depth than one document may take."""

    sentence = "Dit document is te zwaar om er een PDF van te maken. Maak het korter of eenvoudiger."


class PdfBusy(PdfError):
    """All places are taken by other documents; nothing was tried."""

    sentence = "Er worden nu te veel PDF's tegelijk gemaakt. Probeer het over een minuut nog eens."


class PdfFailed(PdfError):
    """The document could not be printed, or only with a part missing."""
