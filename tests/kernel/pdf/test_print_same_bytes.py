"""The same document gives the same bytes, whatever the machine's time zone, language, hash seed or fonts."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.kernel.pdf.documents import LETTER

ROOT = Path(__file__).parents[3]
PROGRAM = "import sys; from zorgzaam import pdf; print(pdf.render(sys.stdin.read()).sha256)"
MACHINES = [
    {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
    {
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "nl_NL.UTF-8",
        "PYTHONHASHSEED": "2",
        "FONTCONFIG_FILE": "/dev/null",
    },
    {"TZ": "America/New_York", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "3", "SOURCE_DATE_EPOCH": "1"},
]


def printed_on(machine: dict[str, str]) -> str:
    job = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        input=LETTER.encode(),
        env={"PATH": os.environ["PATH"], "PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1"} | machine,
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    return job.stdout.decode().strip()


def hashes(times: int) -> set[str]:
    with ThreadPoolExecutor(3) as desks:
        return set(desks.map(printed_on, MACHINES * times))


def test_three_machines_print_one_hash() -> None:
    assert len(hashes(1)) == 1


@pytest.mark.long
def test_ten_times_three_machines_print_one_hash() -> None:
    assert len(hashes(10)) == 1
