"""Addresses of messages."""

from django.urls import path

from kabar import views

app_name = "kabar"
urlpatterns = [
    path("", views.kotak, name="kotak"),
    path("dibaca/", views.tandai_semua, name="tandai-semua"),
    path("atur/", views.atur, name="atur"),
    path("perangkat/", views.langganan, name="langganan"),
    path("surat-contoh/", views.surat_contoh, name="surat-contoh"),
    path("berhenti/<str:tanda>/", views.berhenti, name="berhenti"),
    path("<slug:kode>/", views.buka, name="buka"),
]
