"""Run one command with a throwaway database and broker: `python -m zorgzaam.local.with_servers ...`."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from zorgzaam.local.errors import LocalError
from zorgzaam.local.servers import servers


def main() -> int:
    """Start empty servers, run the command of the command line with their addresses, stop them again."""
    with (
        tempfile.TemporaryDirectory(prefix="zorgzaam-") as directory,
        servers(Path(directory), durable=False) as at,
    ):
        values = {
            "DATABASE_URL": at.app_url,
            "MIGRATE_DATABASE_URL": at.owner_url,
            "REDIS_URL": at.redis_url,
            "ZORGZAAM_VAR": directory,
        }
        return subprocess.run(sys.argv[1:], check=False, env=os.environ | values).returncode


if __name__ == "__main__":
    try:
        sys.exit(main())
    except LocalError as error:
        sys.exit(str(error))
