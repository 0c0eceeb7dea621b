"""Texts people typed, in XML: one sign it has no place for, and no reader opens the whole of it."""

# XML 1.0 has no place for these, however they are written.
_NO_XML = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535))


def fit_for_xml(text: str) -> str:
    """The text without signs XML 1.0 cannot hold (section 2.2 of the standard); the caller escapes it."""
    return text.translate(_NO_XML)
