"""Addresses of REST API v1. Machines sign in with OAuth2 client credentials."""

from django.urls import path, re_path
from drf_spectacular.views import SpectacularAPIView

from aturan.api import DaftarAturan, HitungAturan
from forum import api as forum
from inti.api import TidakAda
from kinerja import api as kinerja
from kompetensi import api as kompetensi
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
    path("pegawai/<slug:kode>/", pegawai.RinciPegawai.as_view(), name="pegawai-rinci"),
    path("unit/", pegawai.DaftarUnit.as_view(), name="unit"),
    path("unit/<slug:kode>/", pegawai.RinciUnit.as_view(), name="unit-rinci"),
    path("jabatan/", pegawai.DaftarJabatan.as_view(), name="jabatan"),
    path("jabatan/<slug:kode>/", pegawai.RinciJabatan.as_view(), name="jabatan-rinci"),
    path("evaluasi/", kinerja.DaftarEvaluasi.as_view(), name="evaluasi"),
    path("evaluasi/<slug:kode>/", kinerja.RinciEvaluasi.as_view(), name="evaluasi-rinci"),
    path("sasaran/", kinerja.DaftarSasaran.as_view(), name="sasaran"),
    path("sasaran/<slug:kode>/", kinerja.RinciSasaran.as_view(), name="sasaran-rinci"),
    path("pelatihan/", kompetensi.DaftarPelatihan.as_view(), name="pelatihan"),
    path("pelatihan/<slug:kode>/", kompetensi.RinciPelatihan.as_view(), name="pelatihan-rinci"),
    path("sertifikat/", kompetensi.DaftarSertifikat.as_view(), name="sertifikat"),
    path("sertifikat/<slug:kode>/", kompetensi.RinciSertifikat.as_view(), name="sertifikat-rinci"),
    path("topik/", forum.DaftarTopik.as_view(), name="topik"),
    path("topik/<slug:kode>/", forum.RinciTopik.as_view(), name="topik-rinci"),
    path("tindak-lanjut/", forum.DaftarTindakLanjut.as_view(), name="tindak-lanjut"),
    path("tindak-lanjut/<slug:kode>/", forum.RinciTindakLanjut.as_view(), name="tindak-lanjut-rinci"),
    re_path(r"^[\s\S]*$", TidakAda.as_view(), name="tidak-ada"),  # a line break too
]
