"""Addresses of the services."""

from django.urls import path

from layanan.perubahan_data import views as perubahan_data

app_name = "layanan"
urlpatterns = [
    path("perubahan/", perubahan_data.perubahan, name="perubahan"),
    path("perubahan/daftar/", perubahan_data.daftar, name="perubahan-daftar"),
    path("perubahan/baru/<slug:macam>/", perubahan_data.baru, name="perubahan-baru"),
    path("perubahan/<slug:kode>/", perubahan_data.rinci, name="perubahan-rinci"),
    path("perubahan/<slug:kode>/lengkapi/", perubahan_data.lengkapi, name="perubahan-lengkapi"),
    path("perubahan/<slug:kode>/tarik/", perubahan_data.tarik, name="perubahan-tarik"),
]
