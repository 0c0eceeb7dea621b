"""Addresses of progress."""

from django.urls import path

from regioplan.progress import keeping, reporting, views

urlpatterns = [
    path("voortgang/", views.progress, name="progress"),
    path("voortgang/bestand/<slug:sheet>.<slug:kind>", views.export, name="progress_export"),
    path("voortgang/<slug:slug>/", views.municipality_progress, name="municipality_progress"),
    path("rapportages/<uuid:pk>/", reporting.report, name="report"),
    path(
        "partner/afspraken/<uuid:pk>/voortgang/<slug:first>/<slug:last>/",
        reporting.start_report,
        name="report_start",
    ),
    path("partner/rapportages/<uuid:pk>/", reporting.edit_report, name="report_edit"),
    path("partner/rapportages/<uuid:pk>/indienen/", reporting.submit_report, name="report_submit"),
    path("partner/rapportages/<uuid:pk>/verbeteren/", reporting.correct_report, name="report_correct"),
    path("opgaven/<uuid:pk>/doel/", keeping.add_goal, name="goal_add"),
    path("opgaven/<uuid:pk>/mijlpaal/", keeping.add_milestone, name="milestone_add"),
    path("doelen/<uuid:pk>/", keeping.edit_goal, name="goal_edit"),
    path("doelen/<uuid:pk>/indicator/", keeping.add_indicator, name="indicator_add"),
    path("indicatoren/<uuid:pk>/", keeping.edit_indicator, name="indicator_edit"),
    path("indicatoren/<uuid:pk>/cijfer/", keeping.add_measurement, name="measurement_add"),
    path("cijfers/<uuid:pk>/", keeping.correct_measurement, name="measurement_correct"),
    path("mijlpalen/<uuid:pk>/", keeping.move_milestone, name="milestone_move"),
    path("werkbank/voortgang/", keeping.kept_progress, name="werkbank_progress"),
    path("werkbank/voortgang/pdf/", views.progress_pdf, name="progress_pdf"),
    path("werkbank/voortgang/ritme/", keeping.add_rhythm, name="rhythm_add"),
    path("werkbank/voortgang/ritme/<uuid:pk>/", keeping.edit_rhythm, name="rhythm_edit"),
]
