"""Several browsers at the same moment."""

import threading

from django.db import connections
from django.test import Client


def side_by_side(*sends):
    """Run them at the same moment, each on its own connection; their answers in order."""
    answers, ready = [None] * len(sends), threading.Barrier(len(sends))

    def send(number, act):
        ready.wait()
        try:
            answers[number] = act()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send, args=(n, act)) for n, act in enumerate(sends)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return answers


def signed_in(user):
    client = Client()
    client.force_login(user, backend="zorgzaam.accounts.backends.AccountBackend")
    return client
