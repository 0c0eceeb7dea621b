"""A child that ends in the very look in which who asked stops it: the press goes on, with what it prints for others."""

import os
import selectors
import signal
import socket
from collections.abc import Callable, Iterator

import pytest

from zorgzaam.pdf.press_child import Press


@pytest.fixture
def its_press() -> Iterator[Press]:
    """A press inside this process, with nothing to print."""
    line, other = socket.socketpair()
    handler, rings = signal.getsignal(signal.SIGCHLD), signal.set_wakeup_fd(-1)
    press = Press(line, None)
    press._listen(press.bell, press._bury)
    yield press
    signal.set_wakeup_fd(rings)
    signal.signal(signal.SIGCHLD, handler)
    for end in (line, other, press.bell, press.rings):
        end.close()
    press.look.close()


def child_of(press: Press, act: Callable[[], None]) -> socket.socket:
    """A child that does this and ends; what who asked for it listens to."""
    ours, theirs = socket.socketpair()
    pid = os.fork()
    if pid == 0:
        act()
        os._exit(0)
    press.talks[pid] = theirs
    press._listen(theirs, lambda: press._stop(pid))
    return ours


def heard(press: Press, ours: socket.socket) -> list[selectors.SelectorKey]:
    """Everything of one look, that of the child's end first."""
    os.waitid(os.P_PID, next(iter(press.talks)), os.WEXITED | os.WNOWAIT)
    ours.shutdown(socket.SHUT_WR)
    ready = [key for key, _ in press.look.select(5)]
    return sorted(ready, key=lambda key: key.fileobj is not press.bell)


def test_the_press_survives_a_child_that_is_stopped_as_it_ends(its_press: Press) -> None:
    ours = child_of(its_press, lambda: None)
    keys = heard(its_press, ours)
    assert len(keys) == 2, "both are told in one look"
    for key in keys:
        key.data()
    assert ours.recv(10) == b"0\n"
    assert its_press.talks == {}
    ours.close()


def test_control_one_that_goes_on_is_ended_by_who_stops_listening(its_press: Press) -> None:
    ours = child_of(its_press, signal.pause)
    ours.shutdown(socket.SHUT_WR)
    for key, _ in its_press.look.select(5):
        key.data()
    keys = its_press.look.select(5)
    for key, _ in keys:
        key.data()
    ours.settimeout(5)
    assert ours.recv(10) == b"-9\n"
    ours.close()
