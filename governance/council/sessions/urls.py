"""Addresses of sessions."""

from django.urls import path

from governance.council.registers import urls_of
from governance.council.sessions.views import (
    joining,
    papers,
    programme,
    reasons,
    results,
    sessions,
    slides,
    writing_slides,
)

ONE = "staten/sessies/<uuid:pk>/"
ITEM = f"{ONE}programma/<uuid:item>/"
BREAKOUT = f"{ONE}deelsessies/<uuid:breakout>/"

urlpatterns = [
    *urls_of(sessions.REGISTER, "sessies"),
    path(ONE, sessions.session, name="council_session"),
    path(f"{ONE}gehouden/", sessions.hold, name="council_session_hold"),
    path(f"{ONE}gaat-niet-door/", sessions.cancel, name="council_session_cancel"),
    path(f"{ONE}terug-naar-gepland/", sessions.plan_again, name="council_session_plan_again"),
    path(f"{ONE}programma/nieuw/", programme.new_item, name="session_item_new"),
    path(f"{ITEM}wijzigen/", programme.edit_item, name="session_item_edit"),
    path(f"{ITEM}weghalen/", programme.take_item, name="session_item_take"),
    path(f"{ITEM}deelsessie/", programme.new_breakout, name="session_breakout_new"),
    path(f"{BREAKOUT}wijzigen/", programme.edit_breakout, name="session_breakout_edit"),
    path(f"{BREAKOUT}weghalen/", programme.take_breakout, name="session_breakout_take"),
    path(f"{ONE}aanleiding/", reasons.reasons, name="council_session_reasons"),
    path(f"{ONE}presentatie/<int:number>/", slides.slide, name="council_session_slide"),
    path(f"{ONE}dias/", writing_slides.written, name="session_slides"),
    path(f"{ONE}dias/feiten/", writing_slides.facts, name="session_slide_facts"),
    path(f"{ONE}dias/nieuw/", writing_slides.new, name="session_slide_new"),
    path(f"{ONE}dias/<uuid:slide>/wijzigen/", writing_slides.edit, name="session_slide_edit"),
    path(f"{ONE}dias/<uuid:slide>/<slug:way>/", writing_slides.step, name="session_slide_step"),
    path(f"{ONE}presentatie.pdf", slides.slides_pdf, name="council_session_slides_pdf"),
    path(f"{ONE}presentatie/als-pdf/", slides.slides_on_paper, name="council_session_slides_on_paper"),
    path(f"{ONE}dias/<uuid:slide>/beeld", slides.picture, name="session_slide_picture"),
    path(f"{ONE}stukken/nieuw/", papers.new, name="session_paper_new"),
    path(f"{ONE}stukken/<uuid:paper>/", papers.paper, name="session_paper"),
    path(f"{ONE}stukken/<uuid:paper>/wijzigen/", papers.edit, name="session_paper_edit"),
    path(f"{ONE}stukken/<uuid:paper>/weghalen/", papers.take, name="session_paper_take"),
    path(f"{ONE}resultaten/nieuw/", results.new_result, name="session_result_new"),
    path(f"{ONE}resultaten/<int:result>/", results.edit_result, name="session_result_edit"),
    path(f"{ONE}toezegging/", results.new_commitment, name="session_commitment_new"),
    path(f"{ONE}aanmelden/", joining.join, name="council_session_join"),
    path(f"{ONE}afmelden/", joining.leave, name="council_session_leave"),
    path(f"{ONE}mijn-route/", joining.route, name="council_session_route"),
    path(f"{ONE}mijn-route.ics", joining.route_calendar, name="council_session_route_calendar"),
    path(f"{ONE}wie-komt/", joining.places, name="council_session_places"),
    path(f"{ONE}wie-komt/indelen/", joining.spread, name="council_session_spread"),
    path(f"{ONE}wie-komt/<int:place>/", joining.move, name="council_session_move"),
]
