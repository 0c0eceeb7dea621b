"""Table of contents: the addresses of this app."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("regioplan.funding.urls")),
    path("", include("regioplan.transformation_plans.urls")),
]
