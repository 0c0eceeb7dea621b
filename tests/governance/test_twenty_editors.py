"""Twenty editors at one agenda: they edit, move, swap, fit, add, park, take away, bring back and publish, with an
administrator in beheer among them. No acknowledged edit is lost, places always run from 1, and who comes too late gets
both texts (promise I2)."""

import os
import random
import threading
import time
import uuid
from collections import Counter, defaultdict
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, models
from django.test import Client
from django.urls import reverse

from governance.meetings import order
from governance.meetings.models import AgendaItem, Meeting
from tests.governance.agendas import a_meeting, agenda_of, an_item, places, press_publish
from tests.governance.desks import fields_of
from tests.governance.test_two_editors import typed
from tests.world import World, build_world
from zorgzaam.audit.actors import actor_key
from zorgzaam.versions import Versioned

BUSY = (
    503  # waited too long for somebody else's lock on a slow machine: nothing was changed, and that was said
)
ADDERS, ADDS = 5, 10
TITLES = ("Aap", "Beer", "Cavia", "Das", "Ezel", "Fazant", "Geit", "Haas", "Ibis", "Jak", "Kat", "Lama")


class Desk:
    """Editors with a log of what the server acknowledged, and somebody who keeps looking at the places."""

    def __init__(self, world: World, meeting: Meeting, editors: int, edits: int, seed: int) -> None:
        self.world, self.meeting, self.editors, self.edits, self.seed = world, meeting, editors, edits, seed
        self.said: dict[uuid.UUID, list[str]] = defaultdict(list)
        self.added: list[str] = []
        self.counted: Counter[str] = Counter()
        self.wrong: list[str] = []
        self.lock = threading.Lock()
        self.over = threading.Event()

    @property
    def acknowledged(self) -> int:
        return sum(len(marks) for marks in self.said.values())

    def run(self) -> None:
        began = time.monotonic()
        watcher = threading.Thread(target=self.watch)
        watcher.start()
        threads = [threading.Thread(target=self.editor, args=(number,)) for number in range(self.editors)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.over.set()
        watcher.join()
        print(f"{self.acknowledged} edits, {dict(self.counted)}, {time.monotonic() - began:.0f} s")

    def watch(self) -> None:
        """Places run from 1 without gaps at every moment somebody could look."""
        while not self.over.wait(0.02):
            found = places(self.meeting)
            self.counted["looks"] += 1
            if found != list(range(1, len(found) + 1)):
                self.wrong.append(f"places {found}")
        connection.close()

    def editor(self, number: int) -> None:
        chance = random.Random(f"{self.seed}-{number}")
        users = [self.world.secretary, self.world.chair, self.world.bureau]
        user = self.world.admin if number == self.editors - 1 else users[number % len(users)]
        client = Client()
        client.force_login(user, "zorgzaam.accounts.backends.AccountBackend")
        todo: dict[Callable[..., None], int] = {
            self.edit: 12, self.move: 3, self.swap: 1, self.park: 1, self.remove: 2, self.add: 1,
            self.fit: 1, self.publish: 1, self.follow: 1,
        }  # fmt: skip
        if user is self.world.admin:
            todo = {self.beheer: 1}
        try:
            turn = 0
            while self.acknowledged < self.edits and len(self.wrong) < 20:
                chance.choices(list(todo), list(todo.values()))[0](client, chance, f"{number}-{turn}")
                turn += 1
        finally:
            connection.close()

    def one_of_all(self, chance: random.Random) -> AgendaItem:
        return chance.choice(list(AgendaItem.objects.filter(body=self.meeting.body)))

    def edit(self, client: Client, chance: random.Random, mark: str) -> None:
        item = self.one_of_all(chance)
        words = f"{item.explanation}<p>{mark}</p>"
        url = reverse("item_edit", args=[item.pk])
        answer = client.post(url, typed(item, item.version, explanation=words))
        page = answer.content.decode()
        with self.lock:
            self.counted[f"edit {answer.status_code}"] += 1
            if answer.status_code == 302:
                self.said[item.pk].append(mark)
            elif answer.status_code == BUSY:
                return
            elif answer.status_code != 409 or mark not in page:
                self.wrong.append(f"{mark}: {answer.status_code}, typed text there: {mark in page}")
            elif "Iemand was je net voor" not in page and "Dit punt is intussen verwijderd" not in page:
                self.wrong.append(f"{mark}: without the text that was first")

    def move(self, client: Client, chance: random.Random, mark: str) -> None:
        meeting = Meeting.objects.get(pk=self.meeting.pk)
        ids = order.current_order(meeting)
        chance.shuffle(ids)
        self.arrange(client, meeting, ids, mark)

    def swap(self, client: Client, chance: random.Random, mark: str) -> None:
        meeting = Meeting.objects.get(pk=self.meeting.pk)
        ids = order.current_order(meeting)
        if len(ids) > 1:
            one, other = chance.sample(ids, 2)
            self.arrange(client, meeting, ids, mark, swap="1", swap_one=str(one), swap_other=str(other))

    def arrange(self, client: Client, meeting: Meeting, ids: list[uuid.UUID], mark: str, **more: str) -> None:
        data = {"order": ",".join(map(str, ids)), "agenda_version": str(meeting.agenda_version), **more}
        self.note("order", client.post(reverse("agenda_order", args=[meeting.pk]), data), mark)

    def park(self, client: Client, chance: random.Random, mark: str) -> None:
        item = self.one_of_all(chance)
        self.note("park", client.post(reverse("item_park", args=[item.pk])), mark)
        self.place(client, item, mark)

    def remove(self, client: Client, chance: random.Random, mark: str) -> None:
        item = self.one_of_all(chance)
        url = reverse("item_remove", args=[item.pk])
        self.note("delete", client.post(url, {"version": item.version}), mark)
        gone = {"meeting": str(self.meeting.pk)}
        self.note("back", client.post(reverse("item_bring_back", args=[item.pk]), gone), mark)

    def place(self, client: Client, item: AgendaItem, mark: str) -> None:
        url = reverse("item_place", args=[item.pk])
        self.note("place", client.post(url, {"meeting": str(self.meeting.pk)}), mark)

    def add(self, client: Client, chance: random.Random, mark: str) -> None:
        new = {"title": f"Nieuw {mark}", "kind": "besluit", "minutes": "5", "form_key": str(uuid.uuid4())}
        answer = client.post(reverse("item_add", args=[self.meeting.pk]), new)
        if self.note("add", answer, mark):
            self.added.append(new["title"])

    def fit(self, client: Client, chance: random.Random, mark: str) -> None:
        url = reverse("meeting_fit", args=[self.meeting.pk])
        page = client.get(url).content.decode()
        if "Zo doen" in page:
            self.note("fit", client.post(url, fields_of(page)), mark)

    def publish(self, client: Client, chance: random.Random, mark: str) -> None:
        self.note("publish", press_publish(client, self.meeting), mark)

    def follow(self, client: Client, chance: random.Random, mark: str) -> None:
        answer = client.get(reverse("desk_now", args=[self.meeting.pk]), {"sinds": "1.1.1"})
        if answer.status_code != 200:
            self.wrong.append(f"{mark}: following {answer.status_code}")

    def beheer(self, client: Client, chance: random.Random, mark: str) -> None:
        """An administrator looks on, and tries to write."""
        url = reverse("admin:governance_agendaitem_change", args=[self.one_of_all(chance).pk])
        client.get(url)
        self.counted[f"beheer {client.post(url, {'title': mark}).status_code}"] += 1

    def note(self, what: str, answer: Any, mark: str) -> bool:
        """Whether it was acknowledged. 400: read between two moves of others, an order names other items. 404: what
        somebody wanted to take away was gone."""
        with self.lock:
            self.counted[f"{what} {answer.status_code}"] += 1
            if answer.status_code not in (302, 400, 404, 409, BUSY):
                self.wrong.append(f"{mark}: {what} {answer.status_code}")
        return bool(answer.status_code == 302)


def lost(desk: Desk) -> list[str]:
    """Acknowledged words that are not in the text they were added to, and items that are nowhere or twice."""
    kept = {item.pk: item.explanation for item in AgendaItem.objects.filter(pk__in=desk.said)}
    titles = Counter(AgendaItem.objects.filter(body=desk.meeting.body).values_list("title", flat=True))
    gone = [mark for pk, marks in desk.said.items() for mark in marks if f"<p>{mark}</p>" not in kept[pk]]
    return gone + [title for title in desk.added if titles[title] != 1]


def deadlocks() -> int:
    """How often the database had to break a circle of waiting since it runs."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
        return int(cursor.fetchone()[0])


def everybody_at_once(editors: int, edits: int) -> Desk:
    world = build_world()
    meeting = a_meeting(world.coalition)
    agenda_of(meeting, *TITLES)
    seed = int(os.environ.get("ZORGZAAM_SEED", random.randrange(10_000)))
    print("seed", seed)
    desk = Desk(world, meeting, editors, edits, seed)
    desk.run()
    return desk


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("editors", "edits"),
    [pytest.param(8, 20, id="small"), pytest.param(20, 1000, id="full", marks=pytest.mark.long)],
)
def test_twenty_editors_together_lose_nothing(editors: int, edits: int) -> None:
    before = deadlocks()
    desk = everybody_at_once(editors, edits)
    print(f"lost: {lost(desk)}, circles of waiting: {deadlocks() - before}")
    assert deadlocks() == before
    assert desk.wrong == []
    assert desk.acknowledged >= edits
    assert lost(desk) == []
    on_agenda = places(desk.meeting)
    assert on_agenda == list(range(1, len(on_agenda) + 1))
    events = AgendaItem.history.rel.related_model._default_manager  # type: ignore[attr-defined]
    by_admin = events.filter(pgh_context__actor=actor_key(desk.world.admin))
    assert not by_admin.exists(), "beheer is for looking"


@pytest.mark.django_db(transaction=True)
def test_without_the_guard_edits_are_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: with a plain save the same editors overwrite each other."""
    barrier = threading.Barrier(2)

    def plain(self: Any, base_qs: Any, using: Any, pk_val: Any, values: Any, *rest: Any) -> bool:
        values = [value for value in values if value[0].name != "version"]
        barrier.wait(20)
        return bool(models.Model._do_update(self, base_qs, using, pk_val, values, *rest))

    world = build_world()
    item = an_item(a_meeting(world.coalition), "Aap")
    monkeypatch.setattr(Versioned, "_do_update", plain)
    said: list[int] = []

    def save(mark: int) -> None:
        client = Client()
        client.force_login(world.secretary, "zorgzaam.accounts.backends.AccountBackend")
        answer = client.post(
            reverse("item_edit", args=[item.pk]), typed(item, 1, explanation=f"<p>{mark}</p>")
        )
        said.extend([mark] if answer.status_code == 302 else [])
        connection.close()

    threads = [threading.Thread(target=save, args=(mark,)) for mark in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    item.refresh_from_db()
    assert len(said) == 2, "both were told it was saved"
    assert sum(f"<p>{mark}</p>" in item.explanation for mark in said) == 1, "and one of them is gone"


@pytest.mark.django_db(transaction=True)
def test_many_at_once_add_each_their_own_place() -> None:
    world = build_world()
    meeting = a_meeting(world.coalition)

    def add(number: int) -> None:
        for turn in range(ADDS):
            an_item(meeting, f"{number}-{turn}")
        connection.close()

    threads = [threading.Thread(target=add, args=(number,)) for number in range(ADDERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert places(meeting) == list(range(1, ADDERS * ADDS + 1))
