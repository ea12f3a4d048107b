"""Addresses of the report centre."""

from django.urls import path

from laporan import views

app_name = "laporan"

urlpatterns = [
    path("", views.pusat, name="pusat"),
    path("daftar/", views.daftar, name="daftar"),
    path("<slug:kode>/", views.rinci, name="rinci"),
    path("<slug:kode>/berkas/", views.berkas, name="berkas"),
    path("<slug:kode>/batal/", views.batal, name="batal"),
    path("<slug:kode>/ulang/", views.ulang, name="ulang"),
]
