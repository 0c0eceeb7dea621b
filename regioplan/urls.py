"""Table of contents: the addresses of this app."""

from django.urls import URLPattern, URLResolver, include, path

from regioplan.hub import hub

urlpatterns: list[URLPattern | URLResolver] = [
    path("werkbank/regioplan/", hub, name="regioplan_hub"),
    path("", include("regioplan.plans.urls")),
    path("", include("regioplan.accords.urls")),
    path("", include("regioplan.approvals.urls")),
    path("", include("regioplan.importing.urls")),
    path("", include("regioplan.agreements.urls")),
    path("", include("regioplan.progress.urls")),
    path("", include("regioplan.funding.urls")),
    path("", include("regioplan.transformation_plans.urls")),
    path("", include("regioplan.figures.urls")),
    path("", include("regioplan.voices.urls")),
    path("", include("regioplan.timeline.urls")),
    path("", include("regioplan.local_actions.urls")),
    path("", include("regioplan.inhabitants.urls")),
]
