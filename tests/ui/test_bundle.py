"""What we ship to browsers is built from its sources, and stays light."""

import gzip
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "static"


def packed(*names: str) -> int:
    """Bytes of these static files after gzip."""
    return sum(len(gzip.compress((STATIC / name).read_bytes(), 9)) for name in names)


@pytest.mark.parametrize("tool", ["build_css", "build_icons"])
def test_bundle_is_up_to_date_with_its_sources(tool: str) -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / tool, "--check"], check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("tool", "source"), [("build_css", "ui/css/20-base.css"), ("build_icons", "ui/icons/lock.svg")]
)
def test_check_notices_a_changed_source(tool: str, source: str, tmp_path: Path) -> None:
    for part in ("tools", "static", "zorgzaam/ui"):
        shutil.copytree(ROOT / part, tmp_path / part)
    changed = tmp_path / "zorgzaam" / source
    changed.write_text(changed.read_text().replace("body {", "body { order: 1;").replace("M8 11", "M9 11"))
    done = subprocess.run(
        [sys.executable, tmp_path / "tools" / tool, "--check"], check=False, capture_output=True
    )
    assert done.returncode == 1


def test_sizes_stay_within_budget() -> None:
    assert packed("zorgzaam.css") <= 25_000
    assert packed("zorgzaam.js", "vendor/htmx.min.js", "vendor/sortable.min.js") <= 45_000
    assert sum(font.stat().st_size for font in (STATIC / "fonts").glob("*.woff2")) <= 60_000
    assert packed("icons/sprite.svg") <= 12_000


def test_everything_vendored_carries_its_licence() -> None:
    for licence in (
        STATIC / "fonts" / "OFL.txt",
        STATIC / "icons" / "LICENSE",
        STATIC / "vendor" / "htmx.LICENSE",
        STATIC / "vendor" / "sortable.LICENSE",
        ROOT / "zorgzaam" / "ui" / "css" / "vendor" / "LICENSE.md",
        ROOT / "tests" / "vendor" / "axe.LICENSE",
    ):
        assert licence.stat().st_size > 200, licence


def test_style_sheet_asks_nothing_of_other_hosts() -> None:
    css = (STATIC / "zorgzaam.css").read_text() + (STATIC / "beheer.css").read_text()
    assert not re.search(r"url\([\"']?(?:https?:)?//", css)
    assert "@import" not in css
    for name in re.findall(r'url\("([^"]+)"\)', css):
        assert name.startswith("data:") or (STATIC / name).is_file(), name


def test_every_icon_a_template_names_is_in_the_sprite() -> None:
    sprite = (STATIC / "icons" / "sprite.svg").read_text()
    known = set(re.findall(r'<symbol id="([^"]+)"', sprite))
    named = {
        name
        for path in (ROOT / "templates").rglob("*.html")
        for name in re.findall(r'{%[^%]*\bicon(?: |=)"([a-z0-9-]+)"', path.read_text())
    }
    assert "search" in named
    assert named <= known, named - known


def test_templates_keep_to_the_content_security_policy() -> None:
    for path in (ROOT / "templates").rglob("*.html"):
        if "email" in path.parts or "mail" in path.parts or "pdf" in path.parts:
            continue
        text = path.read_text()
        assert not re.search(r"\sstyle=", text), path
        assert not re.search(r"\son[a-z]+=\"", text), path
        assert not re.search(r"<style(?![^>]*nonce)", text), path
        assert not re.search(r"<script(?![^>]*(?:src|nonce|type=\"application/json\"))", text), path
