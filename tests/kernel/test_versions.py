"""A stale save is refused with both texts, and nothing typed is lost (promise I2)."""

import pytest
from django import forms
from django.apps import apps
from django.db import IntegrityError, models, transaction

from governance.bodies.models import Body
from tests import world as cast
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.versions import StaleVersion, Versioned, VersionedFormMixin, try_save

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("setup_actor")]

OUR_APPS = {"zorgzaam", "themes", "partners", "regioplan", "governance", "newsletters"}
# What history must never hold: an erased Person would live on in it (design.md, mechanism 5).
PERSONAL = {"name", "sort_name", "email", "phone", "to_address", "address", "dietary_needs", "access_needs"}
# Not tracked, each for a reason.
UNTRACKED = {
    "newsletters.LinkCount": "a number per link: history would say when each click was",
    "governance.BundleRequest": "a request for a book, forgotten after a week; what is in the book has its history",
    "governance.Printout": "a PDF on request, thrown away after a day; what is printed has its history",
    "governance.ReadMark": "a confirmation counts and says nothing of who: history would name the actor",
    "governance.PaperOpening": "who opened a paper: a fact with a short life, that must be gone when it is forgotten",
    "zorgzaam.OutgoingMail": "a book of its own, append-only in practice, full of addresses",
    "governance.PublishedLine": "words of a publication, which is tracked and as frozen",
    "governance.MinutesLine": "words of a publication, which is tracked and as frozen",
    "governance.PublishedSubject": "words of a publication, which is tracked and as frozen",
    "governance.PublishedInitiative": "words of a publication, which is tracked and as frozen",
    "newsletters.Evaluation": "anonymous: a history would say when it was written, and so by whom",
    "newsletters.EvaluationTicket": "that a link was used, and not when: see Evaluation",
    "newsletters.AttendeeNeeds": "what somebody eats and needs: erased soon after the day, and history would keep it",
    "partners.SubmissionPdf": "the PDF of a submission, which is tracked and as frozen",
    "partners.PublishedSubject": "words of a publication, which is tracked and as frozen",
    "zorgzaam.Bounce": "a fact as frozen as a row of history, of a mail in the book",
    "zorgzaam.MailBody": "words of a mailing, as frozen as what they are the words of",
    "zorgzaam.MailDomain": "a server that asked for a pause: forgotten within minutes",
    "zorgzaam.SetAside": "that a message in the box lies aside, frozen; nothing of what it says",
    "zorgzaam.SentForm": "keys of forms that were sent, forgotten after a week",
    "zorgzaam.StoredFile": "content-addressed: the holder has the history",
    "zorgzaam.WrongCode": "wrong codes of the second factor, forgotten after half an hour",
}


class BodyForm(VersionedFormMixin, forms.ModelForm):
    class Meta:
        model = Body
        fields = ["name", "purpose"]


def ours():
    """Our concrete models, without the event tables."""
    found = [m for m in apps.get_models() if m._meta.app_label in OUR_APPS and not hasattr(m, "pgh_obj")]
    # A proxy only gives the table of a library our words.
    return [model for model in found if not model._meta.proxy]


def typed(body, **values):
    data = {"name": body.name, "purpose": body.purpose, "version": body.version, **values}
    return BodyForm({key: str(value) for key, value in data.items()}, instance=Body.objects.get(pk=body.pk))


# ---------------------------------------------------------------- every model
RAISED_BESIDES = {
    "newsletters.Subscriber": {"themes", "municipalities"},
    "newsletters.Invitee": {"organisations"},
}


@pytest.mark.parametrize(
    "model", [m for m in ours() if issubclass(m, Versioned)], ids=lambda m: m._meta.label
)
def test_every_versioned_model_has_the_trigger(model):
    assert "raise_version" in {trigger.name for trigger in model._meta.triggers}


@pytest.mark.parametrize(
    "model", [m for m in ours() if issubclass(m, Versioned)], ids=lambda m: m._meta.label
)
def test_no_versioned_model_keeps_part_of_itself_in_another_table(model):
    """A row of a many-to-many table raises no version: two editors of such a field would overwrite each other.

    Rows of a model of ours in between have a version themselves; the choices of a reader come with the moment they
    were made, which raises it (tests/newsletters/subscriptions/test_own_page.py); for whom an invitee speaks is
    worked out when the circle is asked, and no form changes it. Groups and permissions of an account
    are Django's; nobody edits them here: rights come from mandates.
    """
    unguarded = [
        field.name for field in model._meta.many_to_many if field.remote_field.through._meta.auto_created
    ]
    assert set(unguarded) <= {"groups", "user_permissions"} | RAISED_BESIDES.get(model._meta.label, set())


@pytest.mark.parametrize("model", ours(), ids=lambda m: m._meta.label)
def test_every_model_keeps_its_history(model):
    if model._meta.label in UNTRACKED or model._meta.auto_created:
        return
    assert hasattr(model, "history") or hasattr(model, "pgh_event_models"), "put @track() on it"


@pytest.mark.parametrize("model", ours(), ids=lambda m: m._meta.label)
def test_no_history_holds_personal_data_of_a_person(model):
    if not hasattr(model, "history"):
        return
    about_a_person = model._meta.label in {"zorgzaam.Person", "zorgzaam.User"}
    kept = {f.name for f in model.history.rel.related_model._meta.concrete_fields}
    emails = {f.name for f in model._meta.concrete_fields if isinstance(f, models.EmailField)}
    forbidden = PERSONAL if about_a_person else PERSONAL - {"name", "email"} | (emails - {"contact_email"})
    assert not kept & forbidden


# ---------------------------------------------------------------- the version
def test_a_save_raises_the_version_and_a_save_without_a_change_does_not(world):
    body = world.coalition
    body.purpose = "Iets nieuws"
    body.save()
    assert body.version == 2
    body.save()
    assert body.version == Body.objects.get(pk=body.pk).version == 2


def test_every_path_of_writing_raises_the_version(world):
    body = world.coalition
    Body.objects.filter(pk=body.pk).update(purpose="langs update()")
    assert Body.objects.get(pk=body.pk).version == 2
    changed = Body.objects.get(pk=body.pk)
    changed.purpose = "langs bulk_update()"
    Body.objects.bulk_update([changed], ["purpose"])
    assert Body.objects.get(pk=body.pk).version == 3


def test_a_stale_save_is_refused_whatever_field_it_writes(world):
    mine, theirs = Body.objects.get(pk=world.coalition.pk), Body.objects.get(pk=world.coalition.pk)
    theirs.purpose = "van een ander"
    theirs.save()
    mine.mission = "van mij"
    with pytest.raises(StaleVersion), transaction.atomic():
        mine.save()
    with pytest.raises(StaleVersion), transaction.atomic():
        mine.save(update_fields=["mission"])
    assert Body.objects.get(pk=mine.pk).purpose == "van een ander"


def test_a_refused_save_does_not_spoil_the_transaction_around_it(world):
    mine = Body.objects.get(pk=world.coalition.pk)
    Body.objects.filter(pk=mine.pk).update(purpose="van een ander")
    with pytest.raises(StaleVersion), transaction.atomic():
        mine.save()
    assert Body.objects.filter(pk=mine.pk).exists()


def test_a_row_that_was_removed_is_not_made_again_by_a_save(world):
    gone = cast.body("Tijdelijk")
    stale = Body.objects.get(pk=gone.pk)
    gone.delete()
    with pytest.raises(StaleVersion), transaction.atomic():
        stale.save()
    assert not Body.objects.filter(pk=stale.pk).exists()


def test_a_new_row_with_a_known_key_never_overwrites(world):
    with pytest.raises(IntegrityError), transaction.atomic():
        Body(pk=world.coalition.pk, name="Kaping", kind=world.coalition.kind).save()


# ---------------------------------------------------------------- the form
def test_a_form_that_is_in_time_saves(world):
    assert try_save(valid(typed(world.coalition, purpose="Nieuw doel"))) is None
    assert Body.objects.get(pk=world.coalition.pk).purpose == "Nieuw doel"


def valid(form):
    assert form.is_valid(), form.errors
    return form


def test_a_stale_form_shows_both_texts_and_keeps_what_was_typed(world):
    form = valid(typed(world.coalition, purpose="Mijn lange tekst"))
    Body.objects.filter(pk=world.coalition.pk).update(purpose="Hun tekst")
    conflict = try_save(form)
    assert [(r.label, r.mine, r.theirs, r.differs) for r in conflict.rows] == [
        ("Naam", world.coalition.name, world.coalition.name, False),
        ("Waarvoor", "Mijn lange tekst", "Hun tekst", True),
    ]
    assert not conflict.gone
    assert form["purpose"].value() == "Mijn lange tekst"
    assert form["version"].value() == "2"
    again = valid(BodyForm(form.data, instance=Body.objects.get(pk=world.coalition.pk)))
    assert try_save(again) is None
    assert Body.objects.get(pk=world.coalition.pk).purpose == "Mijn lange tekst"


def test_control_a_form_without_the_version_overwrites_silently(world):
    class Careless(forms.ModelForm):
        class Meta:
            model = Body
            fields = ["name", "purpose"]

    Body.objects.filter(pk=world.coalition.pk).update(purpose="Hun tekst")
    data = {"name": world.coalition.name, "purpose": "Mijn tekst"}
    Careless(data, instance=Body.objects.get(pk=world.coalition.pk)).save()
    assert Body.objects.get(pk=world.coalition.pk).purpose == "Mijn tekst"


def test_a_form_whose_version_was_left_out_is_not_valid(world):
    form = BodyForm({"name": "x", "purpose": ""}, instance=world.coalition)
    assert not form.is_valid()
    assert "version" in form.errors


@pytest.mark.parametrize("version", ["0", "-1", "٣", "x", "99999999999999999999", "1.5", "\x00"])
def test_a_made_up_version_never_saves(world, version):
    form = typed(world.coalition, purpose="Gok", version=version)
    if form.is_valid():
        assert try_save(form) is not None
    assert Body.objects.get(pk=world.coalition.pk).purpose == ""


def test_a_form_of_a_removed_row_says_so_and_keeps_what_was_typed(world):
    doomed = cast.body("Tijdelijk")
    form = valid(typed(doomed, purpose="Mijn tekst"))
    Body.objects.filter(pk=doomed.pk).delete()
    conflict = try_save(form)
    assert conflict.gone
    assert ("Waarvoor", "Mijn tekst") in [(r.label, r.mine) for r in conflict.rows]


# ---------------------------------------------------------------- beheer
def test_a_stale_save_in_beheer_is_refused_with_what_was_typed(world, as_):
    from partners.organisations.models import Organisation

    org = world.partner_org
    address = f"/beheer/partners/organisation/{org.pk}/change/"
    client = as_(world.admin)
    page = client.get(address)
    if page.status_code == 404:
        pytest.skip("organisaties staan niet in beheer")
    data = {k: v for k, v in page.context["adminform"].form.initial.items() if v is not None}
    data |= {"about": "Mijn tekst", "version": "1"}
    for inline in page.context["inline_admin_formsets"]:
        data |= {f"{inline.formset.prefix}-{k}": v for k, v in inline.formset.management_form.initial.items()}
    with acting(SystemActor.SETUP):
        Organisation.objects.filter(pk=org.pk).update(about="Hun tekst")
    answer = client.post(address, data)
    assert answer.status_code == 409
    assert "Mijn tekst" in answer.content.decode()
    org.refresh_from_db()
    assert org.about == "Hun tekst"
