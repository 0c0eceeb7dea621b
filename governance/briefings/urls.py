"""Addresses of briefings: the composer in the werkbank, the reading pages for everybody."""

from django.urls import path

from governance.briefings import confirming, feeds
from governance.briefings.views import (
    commenting,
    composing,
    deciding,
    determining,
    following,
    harvesting,
    listing,
    parts,
    proposing,
    proving,
    publishing,
    quoting,
    reading,
    secrecy,
)

DESK = "werkbank/briefings/"
ONE = f"{DESK}<uuid:pk>/"
# What moves and goes: its word in the address, and its name in the names of addresses.
SORTS = (
    ("hoofdstuk", "section"),
    ("blok", "block"),
    ("bijlage", "row"),
    ("besluitpunt", "point"),
    ("onderdeel", "ground"),
)

urlpatterns = [
    path("briefings/", reading.published, name="briefings_published"),
    path("briefings/<uuid:pk>/", reading.briefing, name="briefing"),
    path("briefings/<uuid:pk>/versie/<int:version>/", reading.briefing, name="briefing_version"),
    path("briefings/<uuid:pk>/<int:version>.pdf", reading.pdf, name="briefing_pdf"),
    path("briefings/<uuid:pk>/<int:version>/diwoo.xml", harvesting.metadata, name="briefing_woo"),
    path("briefings/<uuid:pk>/<int:version>.docx", reading.word, name="briefing_word"),
    path(
        "briefings/<uuid:pk>/<int:version>/bijlagen/<uuid:part>/",
        reading.attachment,
        name="briefing_attachment",
    ),
    path("staten/echt/", proving.door, name="briefing_proof_door"),
    path("staten/echt/<str:code>/", proving.proof, name="briefing_proof"),
    path("briefings/<uuid:pk>/versie/<int:version>/gelezen/", confirming.confirm, name="briefing_read"),
    path("feeds/brieven.atom", feeds.everything, name="briefings_feed"),
    path("feeds/brieven/raad/<uuid:pk>.atom", feeds.of_council, name="briefings_feed_of_council"),
    path("feeds/brieven/dossier/<uuid:pk>.atom", feeds.of_dossier, name="briefings_feed_of_dossier"),
    path("briefings/<uuid:pk>/versie/<int:version>/veranderd/", following.changed, name="briefing_changed"),
    path(DESK, listing.briefings, name="briefings"),
    path(ONE, composing.compose, name="briefing_compose"),
    path(f"{ONE}gegevens/", composing.header, name="briefing_header"),
    path(f"{ONE}kern/", composing.text, {"name": "core"}, name="briefing_core"),
    path(f"{ONE}vervolg/", composing.text, {"name": "follow_up"}, name="briefing_follow_up"),
    path(f"{ONE}doelstelling/", composing.text, {"name": "objective"}, name="briefing_objective"),
    path(f"{ONE}vervolgt/", following.follows, name="briefing_follows"),
    path(f"{ONE}voorbeeld/", composing.preview, name="briefing_preview"),
    path(f"{ONE}concept.pdf", composing.draft_pdf, name="briefing_draft_pdf"),
    path(f"{ONE}concept-pdf/", composing.draft_print, name="briefing_draft_print"),
    path(f"{ONE}concept.docx", composing.draft_word, name="briefing_draft_word"),
    path(f"{ONE}geschiedenis/", composing.history, name="briefing_history"),
    path(f"{ONE}hoofdstukken/nieuw/", parts.add_section, name="briefing_section_new"),
    path(f"{ONE}hoofdstukken/<uuid:part>/", parts.edit_section, name="briefing_section"),
    path(f"{ONE}hoofdstukken/<uuid:part>/tekst/", parts.add_text, name="briefing_text_new"),
    path(f"{ONE}hoofdstukken/<uuid:part>/fragment/", quoting.add_fragment, name="briefing_fragment_new"),
    path(f"{ONE}blokken/<uuid:part>/", quoting.edit_block, name="briefing_text"),
    path(f"{ONE}besluitpunten/nieuw/", proposing.add_point, name="briefing_point_new"),
    path(f"{ONE}besluitpunten/<uuid:part>/", proposing.edit_point, name="briefing_point"),
    path(
        f"{ONE}besluitpunten/<uuid:part>/<slug:kind>/nieuw/", proposing.add_ground, name="briefing_ground_new"
    ),
    path(f"{ONE}onderbouwing/<uuid:part>/", proposing.edit_ground, name="briefing_ground"),
    path(f"{ONE}bijlagen/nieuw/", parts.add_attachment, name="briefing_attachment_new"),
    path(f"{ONE}bijlagen/<uuid:part>/", parts.edit_attachment, name="briefing_attachment_edit"),
    path(f"{ONE}bijlagen/<uuid:part>/bestand/", composing.draft_file, name="briefing_draft_file"),
    *(
        path(
            f"{ONE}delen/{sort}/<uuid:part>/{way}/",
            parts.move_part,
            {"sort": sort, "way": way},
            name=f"briefing_{name}_{to}",
        )
        for sort, name in SORTS
        for way, to in (("omhoog", "up"), ("omlaag", "down"))
    ),
    *(
        path(
            f"{ONE}delen/{sort}/<uuid:part>/weghalen/",
            parts.remove_part,
            {"sort": sort},
            name=f"briefing_{name}_remove",
        )
        for sort, name in SORTS
    ),
    path(f"{ONE}aanbieden/", deciding.submit, name="briefing_submit"),
    path(f"{ONE}nakijken/", deciding.review, name="briefing_review"),
    path(f"{ONE}opmerkingen/", commenting.comment, name="briefing_comment"),
    path(f"{ONE}opmerkingen/<uuid:part>/antwoord/", commenting.reply, name="briefing_comment_reply"),
    path(
        f"{ONE}opmerkingen/<uuid:part>/afhandelen/",
        commenting.settle_comment,
        name="briefing_comment_settle",
    ),
    path(f"{ONE}voorleggen/", determining.put, name="briefing_put_before"),
    path(f"{ONE}vaststellen/", determining.determine, name="briefing_determine"),
    path(f"{ONE}vaststelling/", determining.record, name="briefing_record_determination"),
    path(f"{ONE}geheimhouding/", secrecy.secrecy, name="briefing_secrecy"),
    path(f"{ONE}geheimhouding/<uuid:part>/opheffen/", secrecy.lift_secrecy, name="briefing_secrecy_lift"),
    path(
        f"{ONE}geheimhouding/<uuid:part>/bekrachtigen/",
        secrecy.confirm_secrecy,
        name="briefing_secrecy_confirm",
    ),
    path(f"{ONE}publiceren/", publishing.publish, name="briefing_publish"),
    path(f"{ONE}publicatie/", publishing.publishing, name="briefing_publishing"),
    path(f"{ONE}nieuwe-versie/", deciding.revise, name="briefing_revise"),
    path(f"{ONE}intrekken/", deciding.withdraw, name="briefing_withdraw"),
    path(f"{ONE}inzage/", deciding.give_share, name="briefing_share"),
    path(f"{ONE}inzage/<int:share_pk>/stoppen/", deciding.end_share, name="briefing_share_end"),
]
