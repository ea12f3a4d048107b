"""The city in which the tests play."""

from datetime import date

from inti.instansi import Identitas

SIBOLGA = Identitas(
    pemerintah="Pemerintah Kota Sibolga",
    kota="Kota Sibolga",
    tempat="Sibolga",
    nama="Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
    singkatan="BKPSDM",
    zona="Asia/Jakarta",
    nama_situs="Sibolga ASN",
    nama_warga="Suara Sibolga",
    situs="sibolgakota.go.id",
    email="bkpsdm@contoh.invalid",
)
KOTA_UJI = (date(2000, 1, 1), SIBOLGA)
