"""What is printed: the HTML and the files it uses."""

import base64
import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from zorgzaam import pdf
from zorgzaam.files.store import path_of
from zorgzaam.snapshots import digest

log = logging.getLogger(__name__)
Packed = dict[str, list[str]]
# Stands before the hash of a kept file, where other assets have base64, which has no such sign.
KEPT = "sha256:"


@dataclass(frozen=True)
class KeptAsset:
    """A file of the store, named by its SHA-256: who only looks whether the PDF is there reads none of its bytes."""

    sha256: str
    media_type: str

    def read(self) -> pdf.Asset:
        """With its bytes. Raises PdfFailed when they are gone."""
        try:
            return pdf.Asset(path_of(self.sha256).read_bytes(), self.media_type)
        except OSError as gone:
            log.warning("no PDF: file %s cannot be read", self.sha256)
            raise pdf.PdfFailed(f"file {self.sha256} cannot be read", pdf.MISSING_PART) from gone


@dataclass(frozen=True)
class Paper:
    """A document for `pdf.render` and its assets. What is big is a file of the store."""

    html: str
    assets: Mapping[str, pdf.Asset | KeptAsset] = field(default_factory=dict)

    @property
    def packed(self) -> Packed:
        """The assets as JSON holds them: id -> media type and base64, or the hash of a kept file."""
        return {name: [asset.media_type, _packed(asset)] for name, asset in self.assets.items()}

    @property
    def fingerprint(self) -> str:
        """SHA-256 (hex) over all that is printed."""
        return digest(json.dumps([self.html, self.packed], sort_keys=True))

    def printed(self, told: Callable[[int], None] | None = None) -> pdf.Rendered:
        """The PDF; `told` hears of each page that is laid out. Raises PdfError."""
        assets = {
            name: asset.read() if isinstance(asset, KeptAsset) else asset
            for name, asset in self.assets.items()
        }
        return pdf.render(self.html, assets=assets, told=told)


def unpacked(html: str, packed: Packed) -> Paper:
    """The paper of what was packed."""
    return Paper(html, {name: _unpacked(kind, content) for name, (kind, content) in packed.items()})


def _packed(asset: pdf.Asset | KeptAsset) -> str:
    if isinstance(asset, KeptAsset):
        return f"{KEPT}{asset.sha256}"
    return base64.b64encode(asset.content).decode("ascii")


def _unpacked(kind: str, content: str) -> pdf.Asset | KeptAsset:
    if content.startswith(KEPT):
        return KeptAsset(content.removeprefix(KEPT), kind)
    return pdf.Asset(base64.b64decode(content), kind)
