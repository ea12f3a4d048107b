"""Addresses of messages."""

from django.urls import path

from kabar import views

app_name = "kabar"
urlpatterns = [
    path("berhenti/<str:tanda>/", views.berhenti, name="berhenti"),
]
