"""Addresses of the values that decrees set."""

from django.urls import path

from aturan.views import parameter

app_name = "aturan"
urlpatterns = [
    path("", parameter.daftar, name="daftar"),
    path("usulan/<slug:kode>/", parameter.usulan, name="usulan"),
    path("usulan/<slug:kode>/langkah/", parameter.langkah, name="langkah"),
    path("<slug:nama>/", parameter.rinci, name="rinci"),
    path("<slug:nama>/ubah/", parameter.ubah, name="ubah"),
    path("<slug:nama>/<int:nomor>/tarik/", parameter.tarik, name="tarik"),
]
