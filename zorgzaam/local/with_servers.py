"""Run one command with a throwaway database and broker: `python -m zorgzaam.local.with_servers ...`."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from zorgzaam.local.errors import LocalError
from zorgzaam.local.servers import Addresses, servers


def main() -> int:
    """Start empty servers, run the command of the command line with their addresses, stop them again."""
    with tempfile.TemporaryDirectory(prefix="zorgzaam-") as directory:
        Path(directory).chmod(0o755)
        with servers(Path(directory), durable=False) as addresses:
            environment = _environment(directory, addresses)
            return subprocess.run(sys.argv[1:], check=False, env=environment).returncode


def _environment(directory: str, addresses: Addresses) -> dict[str, str]:
    return os.environ | {
        "DATABASE_URL": addresses.app_url,
        "MIGRATE_DATABASE_URL": addresses.owner_url,
        "REDIS_URL": addresses.redis_url,
        "ZORGZAAM_VAR": directory,
    }


if __name__ == "__main__":
    try:
        sys.exit(main())
    except LocalError as error:
        sys.exit(str(error))
