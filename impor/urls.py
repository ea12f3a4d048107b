"""Addresses of the import, below /pegawai/impor/."""

from django.urls import path

from impor import views

app_name = "impor"
urlpatterns = [
    path("", views.daftar, name="daftar"),
    path("pemimpin/", views.pemimpin, name="pemimpin"),
    path("<slug:kode>/", views.rinci, name="rinci"),
    path("<slug:kode>/unduh/", views.unduh, name="unduh"),
    path("<slug:kode>/langkah/", views.langkah, name="langkah"),
    path("<slug:kode>/baris/<int:nomor>/perbaiki/", views.perbaiki, name="perbaiki"),
    path("<slug:kode>/baris/<int:nomor>/ikut/", views.ikutkan, name="ikut"),
]
