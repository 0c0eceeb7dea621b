"""The Nu HTML checker: Java plus vnu.jar (`tools/get_vnu`, or VNU_JAR)."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
IGNORED = r".*Attribute “hx-.*"


def checker() -> list[str] | None:
    """The command that runs it, or None where it is not installed."""
    jar = Path(os.environ.get("VNU_JAR", ROOT / ".venv" / "vnu" / "vnu.jar"))
    java = shutil.which("java")
    return [java, "-Xss4m", "-jar", str(jar)] if java and jar.is_file() else None


needs_checker = pytest.mark.skipif(
    checker() is None, reason="geen Java of vnu.jar: HTML-controle overgeslagen (tools/get_vnu)"
)


def check(folder: Path) -> list[dict]:
    """What it says of the pages in a folder, by the name of their file."""
    options = ["--errors-only", "--format", "json", "--filterpattern", IGNORED, "--stdout", str(folder)]
    run = subprocess.run([*checker(), *options], capture_output=True, text=True, check=False)
    return json.loads(run.stdout)["messages"]
