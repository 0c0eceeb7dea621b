"""`manage.py` without a database says in one line what to start, and hides no other trouble."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.local.ground import HOUSE, bare_environment
from zorgzaam.local.hint import missing_database
from zorgzaam.local.servers import servers

START_IT = "Start hem met: make run (in een ander venster), of zet DATABASE_URL.\n"


def manage(var: Path, *arguments: str, **values: str) -> "subprocess.CompletedProcess[str]":
    environment = bare_environment(ZORGZAAM_VAR=str(var), **values)
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=HOUSE, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("arguments", [["migrate"], ["clearsessions"], ["demo", "--if-empty"]])
def test_nothing_was_started(tmp_path: Path, arguments: list[str]) -> None:
    answer = manage(tmp_path, *arguments)
    assert answer.returncode == 1
    assert answer.stderr == f"Geen database gevonden. {START_IT}"


def test_what_a_killed_run_wrote_down_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "run.env").write_text(
        f"DATABASE_URL='postgresql://app:pw@/zorgzaam?host={tmp_path}'\nSECRET_KEY=x\n"
    )
    answer = manage(tmp_path, "clearsessions", DEMO="1")
    assert answer.returncode == 1
    assert answer.stderr.startswith("De database is niet bereikbaar (")
    assert answer.stderr.endswith(START_IT)
    assert answer.stderr.count("\n") == 1


def test_other_trouble_is_not_hidden(var: Path) -> None:
    with servers(var, durable=False) as at:
        assert missing_database(at.app_url) is None
        answer = manage(var, "clearsessions", DATABASE_URL=at.app_url, SECRET_KEY="x", DEMO="1")
        assert answer.returncode == 1
        assert "django_session" in answer.stderr, "the tables are not there yet"
        assert START_IT not in answer.stderr
    assert missing_database(at.app_url) is not None
