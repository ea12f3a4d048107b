"""Who is told of an SKP and of a judgement."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from kabar import antar, jenis
from kabar.models import Penerimaan, SuratContoh
from kinerja.models import SKP
from kinerja.services import skp as layanan
from kinerja.services.rencana import create_dialog
from pegawai.models import Pegawai
from pegawai.services import IsiDelegasi, create_delegasi
from tests.kabar.kata import jenis_kotak, kotak
from tests.kinerja.factories import HARI, Kantor, ajukan, baris, buat_skp, catat, nilai, sepakati


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


# --- the talk about one line ---------------------------------------------------------------------------------


def bicara(kantor: Kantor, siapa: Pegawai, skp: SKP, isi: str, per: date = HARI, ke: int = 0) -> None:
    hasil = skp.rencana.order_by("pk")[ke]
    create_dialog(konteks=kantor.konteks(siapa, per), rencana=hasil, isi=isi)


def tentang_bagian(siapa: Pegawai) -> list[str]:
    return [j for j in jenis_kotak(siapa.akun) if j in ("skp.dibicarakan", "skp.dijawab")]


def test_what_the_superior_writes_about_a_line_reaches_its_owner_at_that_line(kantor: Kantor) -> None:
    skp = ajukan(kantor, kantor.pegawai)

    bicara(kantor, kantor.atasan, skp, "Berapa per bulan?")

    assert kotak(kantor.pegawai.akun) == ["Kabid Uji menulis tentang satu hasil kerja pada SKP 2026 Anda."]
    kabar = Penerimaan.objects.get(pengguna=kantor.pegawai.akun).kabar
    assert jenis.get(kabar.jenis).alamat(kabar.subjek) == f"/kinerja/skp/{skp.kode}/#hasil-{baris(skp).kode}"


def test_an_answer_reaches_the_superior_and_whoever_stands_in_for_them(kantor: Kantor) -> None:
    isi = IsiDelegasi(kantor.rekan, HARI, HARI + timedelta(days=4), "800/12/2026", HARI, "cuti tahunan")
    create_delegasi(konteks=kantor.konteks(kantor.atasan), dari=kantor.atasan, isi=isi)
    skp = ajukan(kantor, kantor.pegawai)

    bicara(kantor, kantor.pegawai, skp, "Sekitar 390.")

    assert [tentang_bagian(siapa) for siapa in (kantor.atasan, kantor.rekan, kantor.pegawai)] == [
        ["skp.dijawab"], ["skp.dijawab"], [],
    ]  # fmt: skip


def test_a_second_word_on_the_same_day_is_not_told_again_until_it_is_answered(kantor: Kantor) -> None:
    skp = ajukan(kantor, kantor.pegawai)

    bicara(kantor, kantor.atasan, skp, "Berapa per bulan?")
    bicara(kantor, kantor.atasan, skp, "Dan per loket?")
    sebelum_dijawab = tentang_bagian(kantor.pegawai)
    bicara(kantor, kantor.pegawai, skp, "Sekitar 390.")
    bicara(kantor, kantor.atasan, skp, "Terima kasih.")

    assert (len(sebelum_dijawab), len(tentang_bagian(kantor.pegawai))) == (1, 2)


def test_the_next_day_and_another_line_are_told_anew(kantor: Kantor) -> None:
    skp = ajukan(kantor, kantor.pegawai, hasil=2)

    bicara(kantor, kantor.atasan, skp, "Berapa per bulan?")
    bicara(kantor, kantor.atasan, skp, "Sudah dihitung?", per=HARI + timedelta(days=1))
    bicara(kantor, kantor.atasan, skp, "Ini juga.", ke=1)

    assert len(tentang_bagian(kantor.pegawai)) == 3


def test_what_was_answered_asks_no_more(kantor: Kantor) -> None:
    skp = ajukan(kantor, kantor.pegawai)
    bicara(kantor, kantor.atasan, skp, "Berapa per bulan?")

    bicara(kantor, kantor.pegawai, skp, "Sekitar 390.")

    assert not Penerimaan.objects.filter(pengguna=kantor.pegawai.akun, dibaca_at=None).exists()


def test_without_a_superior_a_word_is_kept_and_told_to_nobody(kantor: Kantor) -> None:
    skp = buat_skp(kantor, kantor.pegawai)
    Pegawai.objects.filter(pk=kantor.pegawai.pk).update(atasan=None)
    kantor.pegawai.refresh_from_db()

    bicara(kantor, kantor.pegawai, skp, "Saya bingung di sini.")

    assert (baris(skp).dialog.count(), tentang_bagian(kantor.atasan)) == (1, [])
