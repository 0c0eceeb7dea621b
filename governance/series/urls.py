"""Addresses of series, templates, terms and the termijnagenda."""

from django.urls import path

from governance.series.views import ahead, keeping, moving, series, templates

BODY = "organen/<uuid:pk>"
MEETING = "vergaderingen/<uuid:pk>"

urlpatterns = [
    path("termijnagenda/", ahead.ahead, name="ahead"),
    path("werkbank/reeksen/", series.overview, name="series_list"),
    path(f"{BODY}/planning/", series.body_planning, name="body_planning"),
    path(f"{BODY}/reeksen/nieuw/", series.new, name="series_new"),
    path("reeksen/<uuid:pk>/", series.series, name="series"),
    path("reeksen/<uuid:pk>/wijzigen/", series.edit, name="series_edit"),
    path("reeksen/<uuid:pk>/maken/", series.make, name="series_make"),
    path("reeksen/<uuid:pk>/datums/<str:day>/", series.date, name="series_date"),
    path(f"{MEETING}/reeks/", series.tie, name="meeting_series"),
    path(f"{BODY}/sjabloon/", templates.template, name="agenda_template"),
    path(f"{BODY}/sjabloon/nieuw/", templates.standing_new, name="standing_new"),
    path("vaste-punten/<uuid:pk>/", templates.standing_edit, name="standing_edit"),
    path("vaste-punten/<uuid:pk>/verplaatsen/", templates.standing_move, name="standing_move"),
    path("vaste-punten/<uuid:pk>/weghalen/", templates.standing_remove, name="standing_remove"),
    path("agendapunten/<uuid:pk>/terugkeren/", templates.recur, name="item_recur"),
    path("terugkerende-punten/<uuid:pk>/afsluiten/", templates.recurring_close, name="recurring_close"),
    path(f"{MEETING}/niet-behandeld/", moving.not_reached, name="not_reached"),
    path(f"{MEETING}/niet-behandeld/<uuid:slip>/terug/", moving.slip_undo, name="slip_undo"),
    path(f"{MEETING}/net-zo/", moving.following_new, name="meeting_following"),
    path("werkbank/recessen/", keeping.recesses, name="recesses"),
    path("werkbank/recessen/nieuw/", keeping.recess_new, name="recess_new"),
    path("werkbank/recessen/<uuid:pk>/", keeping.recess_edit, name="recess_edit"),
    path("werkbank/recessen/<uuid:pk>/weghalen/", keeping.recess_remove, name="recess_remove"),
    path(f"{BODY}/termijnen/", keeping.body_terms, name="body_terms"),
    path(f"{BODY}/termijnen/nieuw/", keeping.terms_new, name="terms_new"),
    path("termijnen/<uuid:pk>/", keeping.terms_edit, name="terms_edit"),
    path(f"{MEETING}/termijnen/<str:kind>/afvinken/", keeping.term_tick, name="term_tick"),
    path(f"{MEETING}/termijnen/<str:kind>/terug/", keeping.term_untick, name="term_untick"),
]
