"""Addresses of actions."""

from django.urls import path

from governance.actions.views import reading, writing

urlpatterns = [
    path("acties/", reading.actions, name="actions"),
    path("acties/<uuid:pk>/", reading.action, name="action"),
    path("organen/<uuid:pk>/actie/", writing.new, name="action_new"),
    path("acties/<uuid:pk>/klaar/", writing.done, name="action_done"),
    path("acties/<uuid:pk>/wijzigen/", writing.edit, name="action_edit"),
    path("acties/<uuid:pk>/overdragen/", writing.hand_over, name="action_hand_over"),
    path("acties/<uuid:pk>/intrekken/", writing.withdraw, name="action_withdraw"),
    path("acties/<uuid:pk>/heropenen/", writing.reopen, name="action_reopen"),
]
