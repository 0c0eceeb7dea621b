"""A relay as on a machine of its own: it takes SINK_SYNC seconds per mail, and next to nothing of our processors.

It keeps each mail as a file before it says 250. Nothing else of SMTP: no refusals, no limits.
"""

import os
import socketserver
import time
from pathlib import Path
from uuid import uuid4

FOLDER, SYNC = Path(os.environ["MAIL_CATCHER_DIR"]), float(os.environ["SINK_SYNC"])
ANSWERS = {
    b"EHLO": b"250-relay.example\r\n250 PIPELINING\r\n",
    b"DATA": b"354 ga door\r\n",
    b"QUIT": b"221 dag\r\n",
}


class Talk(socketserver.StreamRequestHandler):
    disable_nagle_algorithm = True

    def handle(self) -> None:
        self.wfile.write(b"220 relay.example\r\n")
        while command := self.rfile.readline()[:4].upper():
            self.wfile.write(ANSWERS.get(command, b"250 goed\r\n"))
            if command == b"DATA":
                self._keep(b"".join(iter(self.rfile.readline, b".\r\n")))
                self.wfile.write(b"250 bewaard\r\n")

    def _keep(self, content: bytes) -> None:
        (FOLDER / uuid4().hex).write_bytes(content)
        time.sleep(SYNC)


class Relay(socketserver.ThreadingTCPServer):
    daemon_threads = True


if __name__ == "__main__":
    with Relay(("127.0.0.1", int(os.environ["MAIL_RELAY_PORT"])), Talk) as relay:
        relay.serve_forever()
