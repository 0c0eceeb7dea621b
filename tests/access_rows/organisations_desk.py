"""The register of organisations: work of the netwerkbureau."""

import uuid

from partners.importing.models import RegisterImport
from partners.merging.joining import merge
from partners.merging.preview import Preview
from partners.organisations.models import Organisation
from tests.access_rows import BUREAU, Row, only
from tests.world import fresh, organisation, set_up

NOBODY = uuid.UUID(int=0)
DESK = only(BUREAU)
ABSENT = only(BUREAU, status=404)


def the_partner(world):
    return {"pk": world.partner_org.pk}


def both(world):
    return {"pk": world.partner_org.pk, "other": organisation(f"Zorggroep Duinen {uuid.uuid4()}").pk}


@set_up
def merged(world):
    kept = Organisation.objects.get(pk=world.partner_org.pk)
    gone = organisation(f"Zorggroep Duinen {uuid.uuid4()}")
    by = fresh(world.bureau)
    return merge(kept, gone, by=by, reason="Dubbel", seen=Preview(kept, gone, by).mark)


@set_up
def a_file(world):
    row = {"where": "rij 2", "values": {"name": "Zorggroep Kust", "kind": "Zorgaanbieder"}}
    read = RegisterImport.objects.create(
        kind="organisaties", file_name="lijst.csv", columns=["name", "kind"], rows=[row],
        uploaded_by=world.bureau.person,
    )  # fmt: skip
    return {"pk": read.pk}


def a_list(**more):
    return Row(403, DESK, lambda world: {"kind": "contacten", **more}, {"kind": "nergens", **more}, ABSENT)


def page(arguments, **absent):
    return Row(403, DESK, arguments, absent or {"pk": NOBODY}, ABSENT)


ROWS = {
    "desk_organisations": Row(403, DESK),
    "desk_duplicates": Row(403, DESK),
    "desk_organisation_new": Row(403, DESK),
    "desk_organisation": page(the_partner),
    "desk_organisation@samengevoegd": Row(
        403, only(BUREAU, status=302), lambda world: {"pk": merged(world).gone_id}
    ),
    "desk_organisation_change": page(the_partner),
    "desk_participation": page(the_partner),
    "desk_merge_choose": page(the_partner),
    "desk_merge": page(both, pk=NOBODY, other=NOBODY),
    "register_lists": Row(403, DESK),
    "register_export": a_list(ending="xlsx"),
    "register_sample": a_list(ending="ods"),
    "register_upload": a_list(),
    "register_preview": page(a_file),
    "desk_merge_undo": page(lambda world: {"pk": merged(world).pk}),
}
