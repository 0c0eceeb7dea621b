"""Addresses of attendance."""

from django.urls import path

from governance.attendance.views import feeds, interests, inviting, presence, quorum_rules, replying

urlpatterns = [
    path("vergaderingen/<uuid:pk>/wie-komt/", inviting.attendance, name="attendance"),
    path("vergaderingen/<uuid:pk>/uitnodigen/", inviting.invite_people, name="invite"),
    path("vergaderingen/<uuid:pk>/uitnodigen/gast/", inviting.invite_somebody, name="invite_guest"),
    path("vergaderingen/<uuid:pk>/aanwezigheid/", presence.presence, name="presence"),
    path("vergaderingen/<uuid:pk>/aanwezigheid/komen-en-gaan/", presence.move, name="presence_move"),
    path("vergaderingen/<uuid:pk>/quorum/", presence.quorum, name="quorum"),
    path("uitnodigingen/<uuid:pk>/", replying.invitation, name="invitation"),
    path("uitnodigingen/<uuid:pk>/opschrijven/", inviting.note_reply, name="invitation_note"),
    path("uitnodigingen/<uuid:pk>/weghalen/", inviting.take_off_list, name="invitation_take_off"),
    path("uitnodigingen/<uuid:pk>/opnieuw/", inviting.send_again, name="invitation_send_again"),
    path("uitnodiging/<slug:secret>/", replying.by_link, name="invitation_link"),
    path("agendapunten/<uuid:pk>/belangen/", interests.interests, name="item_interests"),
    path("belangen/<uuid:pk>/terugnemen/", interests.withdraw, name="recusal_take_back"),
    path("belangen/<uuid:pk>/beoordelen/", interests.judge, name="recusal_judge"),
    path("organen/<uuid:pk>/quorum/", quorum_rules.rules, name="quorum_rules"),
    path("organen/<uuid:pk>/quorum/nieuw/", quorum_rules.new, name="quorum_rule_new"),
    path("quorumregels/<uuid:pk>/wijzigen/", quorum_rules.edit, name="quorum_rule_edit"),
    path("account/agenda/", feeds.mine, name="feeds"),
    path("account/agenda/nieuw/", feeds.make, name="feed_make"),
    path("account/agenda/<uuid:pk>/vernieuwen/", feeds.renew, name="feed_renew"),
    path("account/agenda/<uuid:pk>/intrekken/", feeds.revoke, name="feed_revoke"),
    path("feeds/agenda/<slug:secret>.ics", feeds.feed, name="feed"),
    path("agenda.ics", feeds.public, name="agenda_ics"),
]
