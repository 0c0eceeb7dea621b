"""Addresses of the netwerkbureau's work on initiatives, of assessors, and of who is asked to take one on."""

from django.urls import path

from partners.initiatives.views import assessing, assessor, triage, worklist

ONE = "initiatieven/<uuid:pk>/"

urlpatterns = [
    path("werkbank/initiatieven/", worklist.desk, name="initiatives_desk"),
    path("werkbank/initiatieven/lijst.<slug:kind>", worklist.export, name="initiatives_export"),
    path("werkbank/initiatieven/vergelijken/", assessing.compare, name="initiatives_compare"),
    path(f"{ONE}oppakken/", triage.take_up, name="initiative_take_up"),
    path(f"{ONE}laten-beoordelen/", triage.assess, name="initiative_assess"),
    path(f"{ONE}elders/", triage.offer, name="initiative_offer"),
    path(f"{ONE}teruggeven/", triage.give_back, name="initiative_return"),
    path(f"{ONE}niet-langer-wachten/", triage.step_in, name="initiative_step_in"),
    path(f"{ONE}behandelaar/", triage.handler, name="initiative_handler"),
    path(f"{ONE}organisatie/", triage.link, name="initiative_link"),
    path(f"{ONE}antwoord/", triage.answer, name="initiative_answer_offer"),
    path(f"{ONE}beoordelingen/", assessing.assessments, name="assessments"),
    path(f"{ONE}advies/", assessing.write_advice, name="initiative_advice"),
    path("beoordelingen/<uuid:pk>/", assessor.assessment, name="assessment"),
    path("beoordelingen/<uuid:pk>/afzeggen/", assessor.decline, name="assessment_decline"),
    path("beoordelingen/<uuid:pk>/intrekken/", assessing.withdraw, name="assessment_withdraw"),
]
