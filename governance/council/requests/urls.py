"""Address of the register of requests."""

from django.urls import path

from governance.council.requests import views

urlpatterns = [
    path("staten/verzoeken/", views.requests, name="council_requests"),
    path("staten/verzoeken/lijst.<slug:kind>", views.as_file, name="council_requests_file"),
]
