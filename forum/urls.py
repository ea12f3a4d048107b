"""Addresses of the citizens' room. A tracking code stands in none of them."""

from django.urls import path

from forum.views import kiriman, meja, pengawas, publik, topik, umpan, warga

app_name = "forum"
urlpatterns = [
    path("suara/", warga.kirim, name="kirim"),
    path("suara/terima-kasih/", warga.terima_kasih, name="terima-kasih"),
    path("suara/lacak/", warga.lacak, name="lacak"),
    path("suara/lacak/lupakan/", warga.lupakan, name="lupakan"),
    path("suara/lacak/saya/", warga.daftar_saya, name="saya"),
    path("suara/lacak/<slug:kode>/", warga.rinci_saya, name="suara-saya"),
    path("suara/lacak/<slug:kode>/mengapa/", warga.mengapa, name="mengapa"),
    path("yang-berubah/suara/<slug:kode>/", publik.jejak_suara, name="jejak-suara"),
    path("yang-berubah/suara/<slug:kode>/dukung/", publik.dukung, name="dukung"),
    path("yang-berubah/", publik.berubah, name="berubah"),
    path("yang-berubah/atom.xml", umpan.umpan, name="umpan"),
    path("yang-berubah/<slug:kode>/", publik.jejak, name="jejak"),
    path("suara/meja/", meja.antrean, name="meja"),
    path("suara/meja/usulan/", meja.usulan, name="usulan"),
    path("suara/meja/usulan/<slug:kode>/terbit/", meja.terbit, name="terbit"),
    path("suara/meja/tindak-lanjut/baru/", meja.usul, name="usul"),
    path("suara/meja/tindak-lanjut/<slug:kode>/kabar/", meja.kabar, name="kabar"),
    path("suara/meja/tindak-lanjut/<slug:kode>/sasaran/", meja.sambung, name="sambung"),
    path("suara/meja/tanggapan/", kiriman.dilaporkan, name="dilaporkan"),
    path("suara/meja/tanggapan/<slug:kode>/", kiriman.moderasi_kiriman, name="moderasi-kiriman"),
    path("suara/meja/unit-pengawas/", pengawas.pengawas, name="pengawas"),
    path("suara/meja/unit-pengawas/<slug:kode>/", pengawas.putuskan, name="pengawas-putuskan"),
    path("suara/meja/<slug:kode>/", meja.rinci, name="meja-rinci"),
    path("suara/meja/<slug:kode>/<slug:langkah>/", meja.langkah, name="meja-langkah"),
    path("forum/", topik.daftar, name="daftar-topik"),
    path("forum/baru/", topik.baru, name="topik-baru"),
    path("forum/tanggapan/<slug:kode>/setuju/", topik.setuju, name="setuju"),
    path("forum/tanggapan/<slug:kode>/laporkan/", topik.laporkan, name="laporkan"),
    path("forum/<slug:kode>/", topik.rinci, name="topik"),
    path("forum/<slug:kode>/jawab/", topik.jawab, name="topik-jawab"),
    path("forum/<slug:kode>/tutup/", topik.tutup, name="topik-tutup"),
]
