"""Addresses of one's own account, beside those of allauth."""

from django.urls import path

from akun import views, views_peran

app_name = "akun"
urlpatterns = [
    path("langkah-kedua/", views.langkah_kedua, name="langkah-kedua"),
    path("peran/", views_peran.menunggu, name="peran-menunggu"),
    path("peran/riwayat/", views_peran.riwayat, name="peran-riwayat"),
    path("peran/<int:nomor>/", views_peran.putuskan, name="peran-putuskan"),
    path("sambung/", views.sambung, name="sambung"),
]
