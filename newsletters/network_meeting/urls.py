"""Addresses of the yearly network meeting."""

from django.urls import path

from newsletters.network_meeting.views import afterwards, breakouts, desk, invitees, own, programme, waves

BANK = "werkbank/netwerkbijeenkomst/"
ONE = f"{BANK}<uuid:pk>/"

urlpatterns = [
    path("netwerkbijeenkomst/<uuid:pk>/", programme.programme, name="network_programme"),
    path("netwerkbijeenkomst/mijn/<str:secret>/", own.own, name="network_own"),
    path("netwerkbijeenkomst/mijn/<str:secret>/deelnemer/<uuid:person>/", own.wishes, name="network_wish"),
    path("netwerkbijeenkomst/mijn/<str:secret>/terugblik/", own.evaluation, name="network_evaluate"),
    path("netwerkbijeenkomst/mijn/<str:secret>/geen-mail/", own.no_more, name="network_no_more"),
    path(BANK, desk.meetings, name="network_meetings"),
    path(f"{BANK}nieuw/", desk.new, name="network_meeting_new"),
    path(f"{BANK}voor/<uuid:pk>/", desk.of_meeting, name="network_meeting_for"),
    path(ONE, desk.meeting, name="network_meeting"),
    path(f"{ONE}wijzigen/", desk.edit, name="network_meeting_edit"),
    path(f"{ONE}genodigden/", invitees.invitees, name="network_invitees"),
    path(f"{ONE}genodigden/bijwerken/", invitees.gather, name="network_gather"),
    path(f"{ONE}genodigden/toevoegen/", invitees.add, name="network_invitee_add"),
    path(f"{ONE}genodigden/<uuid:invitee>/antwoord/", invitees.note, name="network_invitee_note"),
    path(f"{ONE}genodigden/<uuid:invitee>/niet/", invitees.leave_out, name="network_invitee_out"),
    path(f"{ONE}genodigden/<uuid:invitee>/toch/", invitees.take_back, name="network_invitee_back"),
    path(f"{ONE}genodigden/<uuid:invitee>/link/", invitees.new_link, name="network_invitee_link"),
    path(f"{ONE}deelsessies/nieuw/", breakouts.add, name="network_breakout_add"),
    path(f"{ONE}deelsessies/volgorde/", breakouts.arrange, name="network_breakout_order"),
    path(f"{ONE}deelsessies/<uuid:breakout>/", breakouts.edit, name="network_breakout_edit"),
    path(f"{ONE}deelsessies/<uuid:breakout>/weg/", breakouts.take, name="network_breakout_take"),
    path(f"{ONE}indeling/", breakouts.show, name="network_timetable"),
    path(f"{ONE}indeling/maken/", breakouts.make, name="network_timetable_make"),
    path(f"{ONE}indeling/<uuid:person>/", breakouts.move, name="network_move"),
    path(f"{ONE}indeling/<uuid:person>/los/<uuid:breakout>/", breakouts.let_go, name="network_let_go"),
    path(f"{ONE}wensen/", breakouts.needs, name="network_needs"),
    path(f"{ONE}mail/aan/", waves.start_all, name="network_waves_start"),
    path(f"{ONE}mail/<uuid:wave>/", waves.edit, name="network_wave"),
    path(f"{ONE}mail/<uuid:wave>/aan/", waves.start, name="network_wave_start"),
    path(f"{ONE}mail/<uuid:wave>/stop/", waves.stop, name="network_wave_stop"),
    path(f"{ONE}terugblik/", afterwards.afterwards, name="network_afterwards"),
    path(f"{ONE}verslag/", afterwards.report, name="network_report"),
]
