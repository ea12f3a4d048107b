"""Addresses of REST API v1. Machines sign in with OAuth2 client credentials."""

from django.urls import path, re_path
from drf_spectacular.views import SpectacularAPIView

from inti.api import TidakAda
from inti.api_aturan import DaftarAturan, HitungAturan
from pegawai import api as pegawai
from sibolga_asn import dokumentasi


class Skema(SpectacularAPIView):
    """The OpenAPI document: public, because it tells the shape and no data."""

    akses = "publik"
    authentication_classes = ()


app_name = "api"
urlpatterns = [
    path("", dokumentasi.dokumentasi, name="dokumentasi"),
    path("skema/", Skema.as_view(), name="skema"),
    path("aturan/", DaftarAturan.as_view(), name="aturan"),
    path("aturan/<slug:nama>/", HitungAturan.as_view(), name="aturan-hitung"),
    path("pegawai/", pegawai.DaftarPegawai.as_view(), name="pegawai"),
    path("pegawai/cari/", pegawai.CariPegawai.as_view(), name="pegawai-cari"),
    path("pegawai/<str:kode>/", pegawai.RinciPegawai.as_view(), name="pegawai-rinci"),
    path("unit/", pegawai.DaftarUnit.as_view(), name="unit"),
    path("unit/<str:kode>/", pegawai.RinciUnit.as_view(), name="unit-rinci"),
    path("jabatan/", pegawai.DaftarJabatan.as_view(), name="jabatan"),
    path("jabatan/<str:kode>/", pegawai.RinciJabatan.as_view(), name="jabatan-rinci"),
    re_path(r"^.*$", TidakAda.as_view(), name="tidak-ada"),
]
