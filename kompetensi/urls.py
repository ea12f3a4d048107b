"""Addresses of training: learning, running trainings, and the public check of certificates."""

from django.urls import path

from kompetensi.views import belajar, kelola, luar, penyelenggara, sertifikat

app_name = "kompetensi"
urlpatterns = [
    path("belajar/", belajar.belajar, name="belajar"),
    path("belajar/katalog/", belajar.katalog, name="katalog"),
    path("belajar/katalog/<slug:kode>/", belajar.pelatihan, name="pelatihan"),
    path("belajar/angkatan/<slug:kode>/daftar/", belajar.daftar, name="daftar"),
    path("belajar/pendaftaran/<slug:kode>/", belajar.pendaftaran, name="pendaftaran"),
    path("belajar/pendaftaran/<slug:kode>/batal/", belajar.batal, name="batal"),
    path("belajar/pendaftaran/<slug:kode>/putuskan/", belajar.putuskan, name="putuskan"),
    path("belajar/persetujuan/", belajar.persetujuan, name="persetujuan"),
    path("belajar/jam/<slug:kode>/<int:tahun>/", belajar.jam, name="jam"),
    path("belajar/luar/", luar.ajukan, name="luar-ajukan"),
    path("belajar/luar/periksa/", luar.periksa, name="luar-periksa"),
    path("belajar/luar/<slug:kode>/", luar.luar, name="luar"),
    path("belajar/luar/<slug:kode>/perbaiki/", luar.perbaiki, name="luar-perbaiki"),
    path("belajar/luar/<slug:kode>/tarik/", luar.tarik, name="luar-tarik"),
    path("belajar/luar/<slug:kode>/bukti/", luar.bukti, name="luar-bukti"),
    path("belajar/luar/<slug:kode>/putuskan/", luar.putuskan, name="luar-putuskan"),
    path("belajar/sertifikat/<slug:kode>/", sertifikat.sertifikat, name="sertifikat"),
    path("belajar/sertifikat/<slug:kode>/pdf/", sertifikat.pdf, name="sertifikat-pdf"),
    path("belajar/sertifikat/<slug:kode>/cabut/", sertifikat.cabut, name="sertifikat-cabut"),
    path("pelatihan/", kelola.kelola, name="kelola"),
    path("pelatihan/baru/", kelola.pelatihan_baru, name="pelatihan-baru"),
    path("pelatihan/penyelenggara/", penyelenggara.daftar, name="penyelenggara"),
    path("pelatihan/penyelenggara/<slug:kode>/", penyelenggara.ubah, name="penyelenggara-ubah"),
    path("pelatihan/<slug:kode>/ubah/", kelola.pelatihan_ubah, name="pelatihan-ubah"),
    path("pelatihan/<slug:kode>/angkatan/", kelola.angkatan_baru, name="angkatan-baru"),
    path("pelatihan/angkatan/<slug:kode>/", kelola.angkatan, name="angkatan"),
    path("pelatihan/angkatan/<slug:kode>/ubah/", kelola.angkatan_ubah, name="angkatan-ubah"),
    path("pelatihan/angkatan/<slug:kode>/keadaan/", kelola.keadaan, name="angkatan-keadaan"),
    path("pelatihan/angkatan/<slug:kode>/batal/", kelola.angkatan_batal, name="angkatan-batal"),
    path("pelatihan/angkatan/<slug:kode>/peserta/", kelola.peserta, name="peserta"),
    path("pelatihan/angkatan/<slug:kode>/hadir/", kelola.hadir, name="hadir"),
    path("pelatihan/angkatan/<slug:kode>/terbit/", kelola.terbit, name="terbit"),
    path("sertifikat/", sertifikat.periksa, name="periksa"),
    path("sertifikat/<slug:kode>/", sertifikat.periksa_kode, name="periksa-kode"),
]
