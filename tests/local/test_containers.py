"""The container files: nothing secret in them, nobody root, only migrate knows the owner."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.local.ground import HOUSE

COMPOSE: dict[str, Any] = yaml.safe_load((HOUSE / "docker-compose.yml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
SECRETS = ("SECRET_KEY", "POSTGRES_PASSWORD", "OWNER_PASSWORD", "APP_PASSWORD", "REDIS_PASSWORD")


def test_every_secret_must_be_given() -> None:
    text = (HOUSE / "docker-compose.yml").read_text()
    for name in SECRETS:
        uses = re.findall(rf"(?<!\$)\$\{{{name}(.)", text)
        assert uses, name
        assert set(uses) == {":"}, f"{name} has a use that may be empty"


def test_the_same_image_runs_as_nobody_special() -> None:
    images = {SERVICES[name]["image"] for name in ("migrate", "web", "worker", "beat", "mail-catcher")}
    assert len(images) == 1
    assert re.findall(r"^USER (.*)$", (HOUSE / "Dockerfile").read_text(), re.MULTILINE) == ["zorgzaam"]
    for name in ("web", "worker", "beat"):
        assert SERVICES[name]["cap_drop"] == ["ALL"]
        assert SERVICES[name]["read_only"] is True


def test_only_migrate_knows_the_owner() -> None:
    knowing = {name for name, service in SERVICES.items() if "OWNER_PASSWORD" in json.dumps(service)}
    assert knowing == {"migrate", "postgres"}


def test_what_must_stay_healthy_is_checked() -> None:
    own = {name for name, service in SERVICES.items() if "test" in service.get("healthcheck", {})}
    in_image = {"web", "relay"}
    for dockerfile in ("Dockerfile", "docker/postfix/Dockerfile"):
        assert "HEALTHCHECK" in (HOUSE / dockerfile).read_text()
    assert own | in_image | {"migrate"} == set(SERVICES)


@pytest.mark.skipif(not shutil.which("docker-compose"), reason="docker-compose is hier niet")
def test_the_file_is_valid_with_the_example_and_incomplete_without(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    command = [
        "docker-compose",
        "--env-file",
        ".env.example",
        "--profile",
        "mail-catcher",
        "config",
        "--quiet",
    ]
    done = subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    bare = ["docker-compose", "--env-file", str(tmp_path / "empty"), "config", "--quiet"]
    refused = subprocess.run(bare, cwd=HOUSE, capture_output=True, text=True, check=False)
    assert refused.returncode != 0
    assert "zet SECRET_KEY" in refused.stderr
