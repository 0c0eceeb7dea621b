"""The house itself."""

import uuid

from tests.access_rows import ALL, BUREAU, Row, only
from tests.world import set_up
from zorgzaam.post.models import OutgoingMail
from zorgzaam.post.office import Letter, put
from zorgzaam.sources import Source, SourceConflict

NOBODY = uuid.UUID(int=0)


def mail(world):
    put("proef", uuid.uuid4().hex, "lezer@deltaland.example", Letter("Onderwerp", "Tekst"))
    return {"pk": OutgoingMail.objects.latest("created_at").pk}


def source(world):
    return {"pk": set_up(Source.objects.create)(code=uuid.uuid4().hex[:20], title="Stuk").pk}


def source_conflict(world):
    made = set_up(SourceConflict.objects.create)(code=uuid.uuid4().hex[:20], topic="begin", readings=[])
    return {"code": made.code}


OPEN = Row(200)
POST_ONLY = Row(405)

ROWS = {
    "home": OPEN,
    "after_login": Row(302),
    "werkbank": Row(403, only((*BUREAU, "secretary", "chair", "member", "other_member"))),
    "partner": Row(403, only(("partner", "other_partner"))),
    "staten": OPEN,
    "search": OPEN,
    "sources": OPEN,
    "source_conflict": Row(
        200, arguments=source_conflict, absent={"code": "bestaat-niet"}, absent_status=dict.fromkeys(ALL, 404)
    ),
    "source_conflict_reopen": Row(405, arguments=source_conflict),
    "source_add": Row(403, only(BUREAU)),
    "source_edit": Row(
        403, only(BUREAU), arguments=source, absent={"pk": NOBODY}, absent_status=only((), otherwise=404)
    ),
    "accessibility": OPEN,
    "privacy": OPEN,
    "contact": OPEN,
    "report_leak": OPEN,
    "more": OPEN,
    "history": Row(404, {"visitor": 302}, arguments=lambda world: {"kind": "bestaat-niet", "key": "x"}),
    "follow": Row(405, arguments=lambda world: {"kind": "body", "pk": world.coalition.pk}),
    "outbox": Row(403, only(BUREAU)),
    "mail": Row(
        403, only(BUREAU), arguments=mail, absent={"pk": NOBODY}, absent_status=only(BUREAU, status=404)
    ),
    "mail_settle": Row(405, arguments=mail, absent={"pk": NOBODY}),
    "private_mail": Row(403, {"visitor": 302, "admin": 200}),
    "private_mail_settle": Row(405, arguments=mail, absent={"pk": NOBODY}),
    "post_release": POST_ONLY,
    "parked_addresses": Row(403, only(BUREAU)),
    "bounces_decide": POST_ONLY,
    "address_free": Row(405, arguments=lambda world: {"pk": 1}),
    "caught_mail": Row(403, only(BUREAU, status=404)),  # outside the demo nothing is caught
    "caught_one": Row(403, only(BUREAU, status=404), arguments=lambda world: {"name": "a" * 64}),
    "styleguide": OPEN,
    "healthz": Row(503),  # no worker in these tests
    "huisstijl": OPEN,
    "security_txt": Row(404),  # nobody filled in a contact
    "robots_txt": OPEN,
    "woo_index": Row(
        200,
        arguments=lambda world: {"number": 18},
        absent={"number": 19},
        absent_status=dict.fromkeys(ALL, 404),
    ),
    "woo_sitemap": Row(404, arguments=lambda world: {"series": "niets", "number": 18, "page": 1}),
    "favicon": Row(301),
}
