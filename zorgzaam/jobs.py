"""Table of contents: the kernel's background jobs."""

from zorgzaam.accounts.jobs import clear_sessions
from zorgzaam.files.jobs import clear_leftovers, clear_unheld, scan_waiting
from zorgzaam.health import heartbeat
from zorgzaam.post.bounces.jobs import read_bounces
from zorgzaam.post.jobs import deliver, send_mailings, sweep

__all__ = [
    "clear_leftovers",
    "clear_sessions",
    "clear_unheld",
    "deliver",
    "heartbeat",
    "read_bounces",
    "scan_waiting",
    "send_mailings",
    "sweep",
]
