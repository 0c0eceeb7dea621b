"""The address for inhabitants."""

from django.urls import path

from regioplan.inhabitants import views

urlpatterns = [path("inwoners/", views.inhabitants, name="inhabitants")]
