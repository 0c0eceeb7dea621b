"""A draft that is thrown away leaves no words, in history neither; of what was sent history forgets nothing."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from partners.initiatives import guests
from partners.initiatives.models import KEPT, Initiative
from tests.partners import initiatives as made
from tests.world import set_up

pytestmark = pytest.mark.django_db
Lines = Initiative.history.rel.related_model
SECRET = "KANARIE in het concept"


def said(row):
    """Whether anything in the database still has these words."""
    return any(SECRET in str(vars(line)) for line in Lines.objects.filter(pgh_obj_id=row.pk))


def test_a_draft_that_ends_is_forgotten_with_its_history(world):
    row = made.a_guests_draft(world, idea=SECRET)
    assert said(row), "control: until then history has its words"
    set_up(guests.forget_drafts)(row.guest.touched_at + 2 * KEPT)
    assert not Initiative.objects.filter(pk=row.pk).exists()
    assert not Lines.objects.filter(pgh_obj_id=row.pk).exists()


def test_a_draft_its_writer_throws_away_is_forgotten_too(world, as_):
    row = made.a_draft(world, idea=SECRET)
    as_(world.partner).post(reverse("initiative_discard", args=[row.pk]), {"version": row.version})
    assert not Initiative.objects.filter(pk=row.pk).exists()
    assert not said(row)


def test_history_of_what_is_there_or_was_sent_stays(world):
    draft, sent = made.a_draft(world), made.a_sent_one(world)
    for row in (draft, sent):
        lines = Lines.objects.filter(pgh_obj_id=row.pk)
        for act in (lines.delete, lambda lines=lines: lines.update(title="Anders")):
            with pytest.raises(DatabaseError), transaction.atomic():
                act()
    with transaction.atomic():
        set_up(draft.delete)()
        # Gone, and still its lines say what they said.
        with pytest.raises(DatabaseError), transaction.atomic():
            Lines.objects.filter(pgh_obj_id=draft.pk).update(title="Anders")
