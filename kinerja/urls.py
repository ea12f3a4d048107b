"""Addresses of performance."""

from django.urls import path

from kinerja.views import dasbor, kemajuan, rencana, saya, skp, tim

app_name = "kinerja"
urlpatterns = [
    path("", saya.saya, name="saya"),
    path("mengapa/<slug:kode>/", saya.mengapa, name="mengapa"),
    path("mengapa/<slug:kode>/terima/", saya.terima, name="terima"),
    path("skp/baru/", skp.baru, name="skp_baru"),
    path("skp/<slug:kode>/", skp.skp, name="skp"),
    path("skp/<slug:kode>/pendekatan/", skp.pendekatan, name="pendekatan"),
    path("skp/<slug:kode>/ajukan/", skp.ajukan, name="ajukan"),
    path("skp/<slug:kode>/tarik/", skp.tarik, name="tarik"),
    path("skp/<slug:kode>/sepakati/", skp.sepakati, name="sepakati"),
    path("skp/<slug:kode>/kembalikan/", skp.kembalikan, name="kembalikan"),
    path("skp/<slug:kode>/perilaku/", rencana.perilaku, name="perilaku"),
    path("skp/<slug:kode>/hasil/baru/", rencana.baru, name="rencana_baru"),
    path("skp/<slug:kode>/hasil/<slug:kode_hasil>/", rencana.ubah, name="rencana"),
    path("skp/<slug:kode>/hasil/<slug:kode_hasil>/hapus/", rencana.hapus, name="rencana_hapus"),
    path("skp/<slug:kode>/hasil/<slug:kode_hasil>/bicara/", rencana.bicara, name="bicara"),
    path("skp/<slug:kode>/kemajuan/", kemajuan.daftar, name="kemajuan"),
    path("catat/", kemajuan.catat, name="catat"),
    path("kemajuan/<slug:kode>/koreksi/", kemajuan.koreksi, name="koreksi"),
    path("kemajuan/<slug:kode>/tarik/", kemajuan.tarik, name="catatan_tarik"),
    path("kemajuan/<slug:kode>/batal-tarik/", kemajuan.kembalikan, name="catatan_kembalikan"),
    path("bukti/<slug:kode>/", kemajuan.bukti, name="bukti"),
    path("tim/", tim.tim, name="tim"),
    path("nilai/<slug:kode>/<slug:periode>/", tim.nilai, name="nilai"),
    path("dasbor/", dasbor.dasbor, name="dasbor"),
    path("dasbor/<slug:kode>/", dasbor.dasbor, name="dasbor_unit"),
    path("dasbor/<slug:kode>/csv/", dasbor.csv_dasbor, name="dasbor_csv"),
    path("sasaran/<slug:kode>/", dasbor.sasaran, name="sasaran"),
]
