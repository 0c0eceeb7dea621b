"""Addresses of a meeting that goes on."""

from django.urls import path

from governance.live.views import deciding, following, majority_rules, running

urlpatterns = [
    path("vergaderingen/<uuid:pk>/live/", following.live, name="live"),
    path("vergaderingen/<uuid:pk>/live/nu/", following.now, name="live_now"),
    path("vergaderingen/<uuid:pk>/live/openen/", following.begin, name="live_open"),
    path("vergaderingen/<uuid:pk>/live/stap/", running.take, name="live_step"),
    path("vergaderingen/<uuid:pk>/live/aanwezig/", running.presence, name="live_presence"),
    path("vergaderingen/<uuid:pk>/live/notitie/<uuid:item>/", running.note, name="live_note"),
    path("vergaderingen/<uuid:pk>/live/actie/<uuid:item>/", running.action, name="live_action"),
    path("vergaderingen/<uuid:pk>/live/hamerstukken/", running.formalities, name="live_formalities"),
    path("vergaderingen/<uuid:pk>/live/sluiten/", running.finish, name="live_end"),
    path("vergaderingen/<uuid:pk>/live/heropenen/", running.resume, name="live_resume"),
    path("besluiten/<uuid:pk>/instemming/", deciding.consent, name="consent"),
    path("besluiten/<uuid:pk>/instemming/stap/", deciding.consent_step, name="consent_step"),
    path("besluiten/<uuid:pk>/instemming/<uuid:voice>/", deciding.consent_answer, name="consent_answer"),
    path("besluiten/<uuid:pk>/stemming/", deciding.ballot, name="ballot"),
    path("besluiten/<uuid:pk>/stemming/openen/", deciding.ballot_open, name="ballot_open"),
    path("besluiten/<uuid:pk>/stemming/stap/", deciding.ballot_step, name="ballot_step"),
    path("besluiten/<uuid:pk>/stemming/vervallen/", deciding.ballot_void, name="ballot_void"),
    path("organen/<uuid:pk>/meerderheid/", majority_rules.rules, name="majority_rules"),
    path("organen/<uuid:pk>/meerderheid/nieuw/", majority_rules.new, name="majority_rule_new"),
    path("meerderheidsregels/<uuid:pk>/wijzigen/", majority_rules.edit, name="majority_rule_edit"),
]
