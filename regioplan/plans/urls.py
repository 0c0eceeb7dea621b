"""Addresses of plans: reading pages for everybody, open data, and the desk of the netwerkbureau."""

from django.urls import path

from regioplan.plans.views import desk, inputs, parts, reading, steps

DESK = "werkbank/plannen/"
ONE = f"{DESK}versies/<uuid:pk>/"
PLAN = "regioplan/plannen/<uuid:pk>/"
VERSION = f"{PLAN}versie/<int:number>/"

urlpatterns = [
    path("regioplan/", reading.plans, name="plans"),
    path(PLAN, reading.plan, name="plan"),
    path(VERSION, reading.plan, name="plan_version"),
    path(f"{VERSION}hoofdstuk/<int:position>/", reading.chapter, name="plan_chapter"),
    path(f"{VERSION}alles/", reading.whole, name="plan_whole"),
    path(f"{PLAN}<int:number>.pdf", reading.pdf, name="plan_pdf"),
    path("api/v1/plannen/", reading.api_plans, name="api_plans"),
    path("api/v1/plannen/<uuid:pk>/<int:number>/", reading.api_plan_version, name="api_plan_version"),
    path("regioplan/concept/<uuid:pk>/", inputs.draft, name="plan_draft"),
    path("regioplan/concept/<uuid:pk>/inbreng/", inputs.input_new, name="plan_input_new"),
    path(DESK, desk.plans_desk, name="plans_desk"),
    path(f"{DESK}nieuw/", desk.plan_new, name="plan_new"),
    path(f"{DESK}<uuid:pk>/", desk.plan_edit, name="plan_edit"),
    path(f"{DESK}<uuid:pk>/uiterste-datum/", desk.deadline_new, name="deadline_new"),
    path(f"{DESK}<uuid:pk>/uiterste-datum/<uuid:deadline>/", desk.deadline_edit, name="deadline_edit"),
    path(f"{DESK}<uuid:pk>/nieuwe-versie/", desk.version_new, name="plan_version_new"),
    path(ONE, desk.compose, name="plan_compose"),
    path(f"{ONE}gegevens/", desk.version_edit, name="plan_version_edit"),
    path(f"{ONE}akkoord/", steps.clear, name="plan_clear"),
    path(f"{ONE}terug/", steps.reopen, name="plan_reopen"),
    path(f"{ONE}publiceren/", steps.publish, name="plan_publish"),
    path(f"{ONE}betekenis/", steps.bind, name="plan_bind"),
    path(f"{ONE}intrekken/", steps.withdraw, name="plan_withdraw"),
    path(f"{ONE}inbreng-vragen/", steps.ask_input, name="plan_ask_input"),
    path(f"{ONE}herinneringen/", steps.remind, name="plan_remind"),
    path(f"{ONE}inbreng/", inputs.inputs, name="plan_inputs"),
    path(f"{ONE}inbreng/<uuid:given>/", inputs.input_reply, name="plan_input_reply"),
    path(f"{ONE}tekst/nieuw/", parts.section_new, name="plan_section_new"),
    path(f"{ONE}tekst/<uuid:part>/", parts.section_edit, name="plan_section"),
    path(f"{ONE}tekst/<uuid:part>/weghalen/", parts.section_remove, name="plan_section_remove"),
    path(f"{ONE}tekst/<uuid:part>/terughalen/", parts.section_bring_back, name="plan_section_bring_back"),
    path(f"{ONE}tekst/<uuid:part>/omhoog/", parts.section_move, {"way": "omhoog"}, name="plan_section_up"),
    path(f"{ONE}tekst/<uuid:part>/omlaag/", parts.section_move, {"way": "omlaag"}, name="plan_section_down"),
]
