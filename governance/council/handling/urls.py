"""Addresses of how commitments and motions stand and end."""

from django.urls import path

from governance.council.handling import views

urlpatterns = [
    *(
        path(f"staten/{plural}/<uuid:pk>/{word}/", view, {"kind": kind}, name=f"{name}_{verb}")
        for plural, kind, name in (
            ("toezeggingen", "toezegging", "commitment"),
            ("moties", "motie", "motion"),
        )
        for word, view, verb in (("stand", views.note, "note"), ("afdoen", views.settle, "settle"))
    ),
    path("staten/afdoeningen/<uuid:pk>/", views.decide, name="settlement_decide"),
    path("staten/afdoeningen/<uuid:pk>/intrekken/", views.withdraw, name="settlement_withdraw"),
    path("staten/afdoeningen/<uuid:pk>/terugdraaien/", views.revoke, name="settlement_revoke"),
]
