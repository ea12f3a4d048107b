"""Addresses of employees' pages. No NIP, no NIK: people are named by their code."""

from django.urls import path

from pegawai.views import aktivasi, daftar, mutasi, pengawasan, profil, wakil

app_name = "pegawai"
urlpatterns = [
    path("", daftar.daftar, name="daftar"),
    path("cari/", daftar.cari, name="cari"),
    path("unit/", daftar.pilihan_unit, name="pilihan-unit"),
    path("kolom/", daftar.pilih_kolom, name="kolom"),
    path("tampilan/", daftar.simpan_tampilan, name="simpan-tampilan"),
    path("tampilan/<slug:kode>/hapus/", daftar.hapus_tampilan, name="hapus-tampilan"),
    path("saya/", profil.saya, name="saya"),
    path("saya/akses/", profil.akses_saya, name="akses-saya"),
    path("wakil/", wakil.saya, name="wakil-saya"),
    path("wakil/pejabat/", wakil.pejabat_saya, name="wakil-pejabat-saya"),
    path("wakil/pejabat/<slug:pejabat>/", wakil.pejabat, name="wakil-pejabat"),
    path("wakil/pejabat/<slug:pejabat>/<slug:kode>/cabut/", wakil.cabut_pejabat, name="wakil-pejabat-cabut"),
    path("aktivasi/", aktivasi.aktivasi, name="aktivasi"),
    path("pengawasan/", pengawasan.pengawasan, name="pengawasan"),
    path("<slug:kode>/", profil.lihat, name="profil"),
    path("<slug:kode>/pensiun/", profil.mengapa_pensiun, name="pensiun"),
    path("<slug:kode>/pribadi/", profil.pribadi, name="pribadi"),
    path("<slug:kode>/pribadi/ubah/", profil.ubah_pribadi, name="ubah-pribadi"),
    path("<slug:kode>/pindah-tugas/", mutasi.mutasi, name="mutasi"),
    path("<slug:kode>/pindah-tugas/<int:nomor>/", mutasi.rinci, name="mutasi-rinci"),
    path("<slug:kode>/pindah-tugas/<int:nomor>/perbaiki/", mutasi.mutasi, name="mutasi-perbaiki"),
    path("<slug:kode>/perubahan/", profil.perubahan, name="perubahan"),
    path("<slug:kode>/wakil/", wakil.wakil, name="wakil"),
    path("<slug:kode>/wakil/<slug:nomor>/cabut/", wakil.cabut, name="wakil-cabut"),
    path("<slug:kode>/kode-masuk/", aktivasi.kode_masuk, name="kode-masuk"),
    path("<slug:kode>/akses/", profil.akses_data, name="akses"),
]
