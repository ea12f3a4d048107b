"""Addresses of the import, below /pegawai/impor/."""

from django.urls import path

from impor import views

app_name = "impor"
urlpatterns = [
    path("", views.daftar, name="daftar"),
    path("pemimpin/", views.pemimpin, name="pemimpin"),
    path("<slug:kode>/", views.rinci, name="rinci"),
    path("<slug:kode>/unduh/", views.unduh, name="unduh"),
    path("<slug:kode>/simpan/", views.simpan, name="simpan"),
    path("<slug:kode>/batal/", views.batal, name="batal"),
    path("<slug:kode>/baris/<int:nomor>/perbaiki/", views.perbaiki, name="perbaiki"),
    path("<slug:kode>/baris/<int:nomor>/ikut/", views.ikutkan, name="ikut"),
]
