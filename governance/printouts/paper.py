"""What is printed: the HTML and the files it uses."""

import base64
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from zorgzaam import pdf
from zorgzaam.snapshots import digest

Packed = dict[str, list[str]]


@dataclass(frozen=True)
class Paper:
    """A document for `pdf.render` and its assets."""

    html: str
    assets: Mapping[str, pdf.Asset] = field(default_factory=dict)

    @property
    def packed(self) -> Packed:
        """The assets as JSON holds them: id -> media type and base64."""
        return {
            name: [asset.media_type, base64.b64encode(asset.content).decode("ascii")]
            for name, asset in self.assets.items()
        }

    @property
    def fingerprint(self) -> str:
        """SHA-256 (hex) over all that is printed."""
        return digest(json.dumps([self.html, self.packed], sort_keys=True))

    def printed(self, told: Callable[[int], None] | None = None) -> pdf.Rendered:
        """The PDF; `told` hears of each page that is laid out. Raises PdfError."""
        return pdf.render(self.html, assets=self.assets, told=told)


def unpacked(html: str, packed: Packed) -> Paper:
    """The paper of what was packed."""
    assets = {name: pdf.Asset(base64.b64decode(content), kind) for name, (kind, content) in packed.items()}
    return Paper(html, assets)
