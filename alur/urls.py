"""Addresses over all processes."""

from django.urls import path

from alur import views

app_name = "alur"
urlpatterns = [
    path("menunggu/", views.menunggu, name="menunggu"),
    path("menunggu/atasan/", views.tertahan, name="tertahan"),
    path("perkara/<slug:nama>/<slug:kode>/", views.perkara, name="perkara"),
    path("perkara/<slug:nama>/<slug:kode>/ambil/", views.ambil, name="ambil"),
    path("perkara/<slug:nama>/<slug:kode>/kembalikan/", views.kembalikan, name="kembalikan"),
]
