"""Every page of the demo passes the Nu HTML checker."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.browser.test_pages_work_for_everyone import ROLES, signed_in, somebody
from tests.browser.walking import walk

ROOT = Path(__file__).resolve().parents[2]
IGNORED = r".*Attribute “hx-.*"


def checker() -> list[str] | None:
    """The command that runs the checker, or None: Java plus vnu.jar (`tools/get_vnu`, or VNU_JAR)."""
    jar = Path(os.environ.get("VNU_JAR", ROOT / ".venv" / "vnu" / "vnu.jar"))
    java = shutil.which("java")
    return [java, "-Xss4m", "-jar", str(jar)] if java and jar.is_file() else None


@pytest.mark.skipif(
    checker() is None, reason="geen Java of vnu.jar: HTML-controle overgeslagen (tools/get_vnu)"
)
def test_every_page_is_valid_html(own_demo, tmp_path):
    names, pages = {}, tmp_path / "pages"  # uploads of the demo live beside it and are no pages
    pages.mkdir()
    for role in ROLES:
        for visit in walk(signed_in(somebody(role)), per_route=1):
            if visit.content_type.startswith("text/html"):
                target = pages / f"{len(names)}.html"
                target.write_bytes(visit.body)
                names[target.name] = f"{role or 'bezoeker'} {visit.path}"
    messages = check(pages)
    wrong = [f"{names[Path(m['url']).name]}: {m['message']} ({m.get('extract', '')[:120]})" for m in messages]
    assert not wrong, "\n".join(sorted(set(wrong)))


@pytest.mark.skipif(
    checker() is None, reason="geen Java of vnu.jar: HTML-controle overgeslagen (tools/get_vnu)"
)
def test_the_checker_sees_what_is_wrong(tmp_path):
    (tmp_path / "wrong.html").write_text(
        "<!DOCTYPE html><html lang=nl><title>x</title><p><div id=a id=a></div>"
    )
    assert check(tmp_path)


def check(folder: Path) -> list[dict]:
    command = [
        *checker(),
        "--errors-only",
        "--format",
        "json",
        "--filterpattern",
        IGNORED,
        "--stdout",
        str(folder),
    ]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=False).stdout)["messages"]
