"""Writing and sending an initiative: for who brings it in, with an account or by the link that is theirs."""

import uuid

from tests.access_rows import ALL, BUREAU, Row, only
from tests.partners import initiatives as made
from tests.world import set_up
from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting

NOBODY = uuid.UUID(int=0)
EVERYBODY = tuple(reader for reader in ALL if reader != "visitor")
NOT_THERE = only((), otherwise=404)


def ours(make=made.a_complete_draft, status=200, also=(), **more):
    """For who brings it in; 403 for who reads it and does not write it, 404 for others."""
    told = dict.fromkeys(ALL, 404) | dict.fromkeys(also, 403)
    told |= {"visitor": 302, "partner": status}
    absent = {"pk": NOBODY, **more}
    return Row(404, told, lambda world: {"pk": make(world).pk, **more}, absent, NOT_THERE)


def file_of(world):
    return made.with_file(made.a_complete_draft(world))


def of_file(**more):
    """A file of a draft behind the address of the draft."""

    def arguments(world):
        row = file_of(world)
        return {"pk": row.initiative_id, "file": row.pk}

    return Row(405, {}, arguments, {"pk": NOBODY, "file": NOBODY})


def asked(world):
    return made.together_with(made.a_draft(world), world.other_org)


def signed_draft(world):
    return asked(world).initiative


def gone(status):
    """What a link that is none gives: 404, where it may be asked for at all."""
    return dict.fromkeys(ALL, 405 if status == 405 else 404)


def link(status, sent=False, **more):
    """Whoever has the link; nobody without it."""

    def arguments(world):
        row = made.a_guests_draft(world)
        if sent:
            send(row)
        return {"secret": row.guest.browser_secret, **more}

    return Row(status, {}, arguments, {"secret": "geen", **more}, gone(status))


def send(row):
    from partners.initiatives import submitting
    from partners.initiatives.guests import confirm

    confirm(row.guest)
    with acting(SystemActor.VISITOR):
        submitting.submit(made.fresh_row(row), by=made.VISITOR)


def guests_file(status):
    def arguments(world):
        row = made.a_guests_draft(world)
        return {"secret": row.guest.browser_secret, "file": made.with_file(row).pk}

    return Row(status, {}, arguments, {"secret": "geen", "file": NOBODY}, gone(status))


def sent_file(world):
    row = made.a_complete_draft(world)
    found = made.with_file(row)
    from partners.initiatives import submitting

    submitting.submit(made.fresh_row(row), by=world.partner)
    return found


def readable(make, readers):
    told = {reader: 200 if reader in readers else 404 for reader in ALL} | {"visitor": 302}
    return Row(404, told, lambda world: {"pk": make(world).pk}, {"pk": NOBODY}, NOT_THERE)


def printed(world):
    from partners.initiatives.printing import make

    row = made.a_sent_one(world)
    set_up(make)(row.submissions.get().pk)
    return row


SENT = (*BUREAU,)

ROWS = {
    "initiatives_own": Row(200, only(EVERYBODY)),
    "initiative_start": Row(200, only(EVERYBODY)),
    "initiative_step": ours(part="idee"),
    "initiative_step@medetekenaar": ours(signed_draft, also=("other_partner",), part="idee"),
    "initiative_step@ingediend": ours(made.a_sent_one, 302, SENT, part="idee"),
    "initiative_step@bestaat niet": ours(made.a_draft, 404, part="iets-anders"),
    "initiative_similar": ours(),
    "initiative_files": ours(),
    "initiative_file_gone": of_file(),
    "initiative_file": readable(file_of, ("partner",)),
    "initiative_file@ingediend": readable(sent_file, ("partner", *BUREAU)),
    "initiative_send": ours(),
    "initiative_receipt": ours(made.a_sent_one, 200, SENT),
    "initiative_receipt@concept": ours(made.a_draft, 302),
    "initiative_pdf": ours(printed, 200, SENT),
    "initiative_pdf@nog niet": ours(made.a_sent_one, 404, SENT),
    "initiative_discard": ours(made.a_draft),
    "initiative_cosign": Row(
        404,
        {"visitor": 302, "partner": 403, "other_partner": 200},
        lambda world: {"pk": asked(world).pk},
        {"pk": NOBODY},
        NOT_THERE,
    ),
    "initiative_start_guest": Row(200),
    "initiative_lost_link": Row(200),
    "initiative_guest": link(200),
    "initiative_guest@ingediend": link(302, sent=True),
    "initiative_confirm_guest": link(405),
    "initiative_mail_guest": link(405),
    "initiative_address_guest": link(200),
    "initiative_similar_guest": link(200),
    "initiative_files_guest": link(200),
    "initiative_file_guest": guests_file(200),
    "initiative_file_gone_guest": guests_file(405),
    "initiative_send_guest": link(200),
    "initiative_receipt_guest": link(200, sent=True),
    "initiative_pdf_guest": link(404, sent=True),
    "initiative_discard_guest": link(200),
    "initiative_step_guest": link(200, part="idee"),
}
