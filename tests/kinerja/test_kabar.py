"""Who is told of an SKP and of a judgement."""

from __future__ import annotations

from typing import Any

from kabar import antar
from kabar.models import SuratContoh
from kinerja.services import skp as layanan
from pegawai.models import Pegawai
from tests.kabar.kata import jenis_kotak, kotak
from tests.kinerja.factories import Kantor, ajukan, catat, nilai, sepakati


def test_the_superior_hears_that_an_skp_waits_and_its_owner_what_became_of_it(kantor: Kantor) -> None:
    skp = ajukan(kantor, kantor.pegawai)
    assert kotak(kantor.atasan.akun) == ["Pegawai Uji mengajukan SKP 2026 dan menunggu keputusan Anda."]

    layanan.reject_skp(konteks=kantor.konteks(kantor.atasan), skp=skp, versi=skp.versi, catatan="Ukurannya belum jelas.")
    assert kotak(kantor.pegawai.akun) == ["SKP 2026 Anda dikembalikan Kabid Uji dengan catatan."]

    skp.refresh_from_db()
    layanan.submit_skp(konteks=kantor.konteks(kantor.pegawai), skp=skp, versi=skp.versi)
    assert len(kotak(kantor.atasan.akun)) == 2


def test_agreeing_twice_is_told_once(kantor: Kantor) -> None:
    skp = sepakati(kantor, kantor.pegawai)
    layanan.approve_skp(konteks=kantor.konteks(kantor.atasan), skp=skp, versi=skp.versi)

    assert kotak(kantor.pegawai.akun) == ["SKP 2026 Anda disepakati Kabid Uji."]


def test_an_skp_without_a_superior_is_told_to_nobody(kantor: Kantor) -> None:
    Pegawai.objects.filter(pk=kantor.pegawai.pk).update(atasan=None)
    kantor.pegawai.refresh_from_db()
    ajukan(kantor, kantor.pegawai)

    assert kotak(kantor.atasan.akun) == []


def test_a_judgement_is_told_once_and_its_mail_does_not_say_it(kantor: Kantor, settings: Any) -> None:
    settings.PENGANTAR_SURAT = "kabar.pos.BukuContoh"
    skp = sepakati(kantor, kantor.pegawai)
    catat(kantor, skp)
    for _kali in range(2):
        nilai(kantor, skp)
    antar.antar()

    assert jenis_kotak(kantor.pegawai.akun).count("evaluasi.ditetapkan") == 1
    surat = SuratContoh.objects.get(subjek="Penilaian triwulan Anda sudah ditetapkan")
    assert "Triwulan IV 2026" in surat.teks
    assert "baik" not in surat.teks.lower()
