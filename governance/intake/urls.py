"""Addresses of proposals for an agenda, behind three doors, and of advice."""

from django.urls import path

from governance.intake.views import advice, proposals, proposing, triage

ONE = "voorstellen/<uuid:pk>"

urlpatterns = [
    path("werkbank/voorstellen/", proposals.waiting, name="proposals"),
    path("werkbank/voorstellen/ligt-dit-al-ergens/", proposing.look, name="proposal_look"),
    path("werkbank/voorstellen/nieuw/", proposing.new, name="proposal_new"),
    path("partner/voorstellen/", proposals.of_organisations, name="proposals_partner"),
    path("partner/voorstellen/ligt-dit-al-ergens/", proposing.look_partner, name="proposal_look_partner"),
    path("partner/voorstellen/nieuw/", proposing.new_partner, name="proposal_new_partner"),
    path("staten/voorstellen/", proposals.of_councils, name="proposals_staten"),
    path("staten/voorstellen/ligt-dit-al-ergens/", proposing.look_staten, name="proposal_look_staten"),
    path("staten/voorstellen/nieuw/", proposing.new_staten, name="proposal_new_staten"),
    path(f"{ONE}/", proposals.proposal, name="proposal"),
    path("voorstelstukken/<uuid:pk>/", proposals.paper, name="proposal_paper"),
    path(f"{ONE}/hier/", triage.here, name="proposal_here"),
    path(f"{ONE}/samenvoegen/", triage.joined, name="proposal_join"),
    path(f"{ONE}/elders/", triage.elsewhere, name="proposal_elsewhere"),
    path(f"{ONE}/overnemen/", triage.offered, name="proposal_offer"),
    path(f"{ONE}/later/", triage.later, name="proposal_later"),
    path(f"{ONE}/terug/", triage.returned, name="proposal_return"),
    path(f"{ONE}/intrekken/", triage.withdrawn, name="proposal_withdraw"),
    path(f"{ONE}/terugkoppelen/", triage.reported, name="proposal_report"),
    path(f"{ONE}/advies-vragen/", advice.ask_about_proposal, name="advice_ask"),
    path("agendapunten/<uuid:pk>/advies-vragen/", advice.ask_about_item, name="advice_ask_item"),
    path("adviesvragen/<uuid:pk>/", advice.advice, name="advice"),
    path("adviesvragen/<uuid:pk>/antwoord/", advice.answer, name="advice_answer"),
    path("adviesvragen/<uuid:pk>/intrekken/", advice.stop, name="advice_withdraw"),
    path("adviesvragen/<uuid:pk>/bestand/", advice.file, name="advice_file"),
]
