"""Addresses of transformatieplannen."""

from django.urls import path

from regioplan.transformation_plans import desk_views as desk
from regioplan.transformation_plans import files, insurers, views

ONE = "transformatieplannen/<uuid:pk>/"

urlpatterns = [
    path("transformatieplannen/", views.plans, name="transformation_plans"),
    path(ONE, views.plan, name="transformation_plan"),
    path("partner/transformatieplannen/", views.own_plans, name="own_transformation_plans"),
    path("partner/transformatieplannen/nieuw/", views.plan_add, name="plan_add"),
    path(f"{ONE}wijzigen/", views.plan_edit, name="transformation_plan_edit"),
    path(f"{ONE}indienen/", views.plan_hand_in, name="plan_hand_in"),
    path(f"{ONE}intrekken/", views.plan_withdraw, name="transformation_plan_withdraw"),
    path(f"{ONE}mijlpaal/", views.plan_milestone_add, name="plan_milestone_add"),
    path("transformatieplannen/vragen/<uuid:pk>/", views.plan_answer, name="plan_answer"),
    path(f"{ONE}bestand/", files.plan_file_add, name="plan_file_add"),
    path("transformatieplannen/bestanden/<uuid:pk>/", files.plan_file, name="plan_file"),
    path(
        "transformatieplannen/bestanden/<uuid:pk>/weghalen/", files.plan_file_remove, name="plan_file_remove"
    ),
    path(f"{ONE}geen-vragen/", insurers.plan_no_questions, name="plan_no_questions"),
    path(f"{ONE}oordeel/", insurers.plan_judge, name="plan_judge"),
    path(f"{ONE}besluit/", insurers.plan_decide, name="plan_decide"),
    path(f"{ONE}stoppen/", insurers.plan_stop, name="plan_stop"),
    path(f"{ONE}vraag/", insurers.plan_ask, name="plan_ask"),
    path(f"{ONE}toets/", insurers.plan_test, name="plan_test"),
    path(f"{ONE}proef/", insurers.plan_try, name="plan_try"),
    path(
        "transformatieplannen/mijlpalen/<uuid:pk>/",
        insurers.plan_milestone_settle,
        name="plan_milestone_settle",
    ),
    path(
        "transformatieplannen/mijlpalen/<uuid:pk>/wijzigen/",
        views.plan_milestone_edit,
        name="plan_milestone_edit",
    ),
    path(
        "transformatieplannen/mijlpalen/<uuid:pk>/weghalen/",
        views.plan_milestone_remove,
        name="plan_milestone_remove",
    ),
    path("werkbank/transformatieplannen/", desk.board, name="plan_board"),
    path("werkbank/transformatieplannen/sluiting/", desk.closing_add, name="desk_closing_add"),
    path("werkbank/transformatieplannen/sluiting/<uuid:pk>/", desk.closing_edit, name="desk_closing_edit"),
    path("werkbank/transformatieplannen/openen/", desk.desk_open, name="desk_open"),
    path("werkbank/transformatieplannen/verzekeraar/", desk.insurer_add, name="desk_insurer_add"),
    path("werkbank/transformatieplannen/verzekeraar/<uuid:pk>/", desk.insurer_edit, name="desk_insurer_edit"),
]
