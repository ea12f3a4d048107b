"""Addresses of the import, below /pegawai/impor/."""

from django.urls import path

from pegawai.views import impor

urlpatterns = [
    path("", impor.impor, name="impor"),
    path("pemimpin/", impor.pemimpin, name="impor-pemimpin"),
    path("<slug:kode>/", impor.rinci, name="impor-rinci"),
    path("<slug:kode>/unduh/", impor.unduh, name="impor-unduh"),
    path("<slug:kode>/simpan/", impor.simpan, name="impor-simpan"),
    path("<slug:kode>/batal/", impor.batal, name="impor-batal"),
    path("<slug:kode>/baris/<int:nomor>/perbaiki/", impor.perbaiki, name="impor-perbaiki"),
    path("<slug:kode>/baris/<int:nomor>/ikut/", impor.ikutkan, name="impor-ikut"),
]
