"""Taking back what was recorded: one tap with undo for a moment, later with a reason, never what a judgement counted."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import translation

from inti import waktu
from kinerja.models import SKP, EvaluasiPeriodik, IndikatorKinerja, KemajuanKerja, PeriodeKinerja, RekapPekan
from kinerja.selectors import kemajuan as baca
from kinerja.services import kemajuan, koreksi
from kinerja.services.koreksi import BATAS_TARIK, KoreksiError, SudahDihitungError
from tests.kinerja.conftest import Masuk
from tests.kinerja.factories import HARI, Kantor, baris, catat, nilai, sepakati, url

pytestmark = pytest.mark.usefixtures("hari_ini")
JUNI = date(2026, 6, 15)


@pytest.fixture
def skp(kantor: Kantor) -> SKP:
    return sepakati(kantor, kantor.pegawai)


def satu(kantor: Kantor, skp: SKP, hari: date = HARI) -> KemajuanKerja:
    catat(kantor, skp, nilai=118, hari=hari)
    return KemajuanKerja.objects.latest("pk")


def lampau(*catatan: KemajuanKerja) -> None:
    """Let them have been recorded longer ago than can be taken back in one tap."""
    saat = waktu.now() - BATAS_TARIK - timedelta(seconds=1)
    KemajuanKerja.objects.filter(pk__in=[k.pk for k in catatan]).update(dicatat_at=saat)


def dua_ukuran(kantor: Kantor, skp: SKP) -> KemajuanKerja:
    """One telling with two measures."""
    hasil = baris(skp)
    mutu = IndikatorKinerja.objects.create(
        rencana=hasil, aspek="kualitas", uraian="Tanpa salah", target=Decimal(97), satuan="persen"
    )
    isi = kemajuan.Catatan(hasil, HARI, {hasil.indikator.get(aspek="kuantitas"): Decimal(9), mutu: Decimal(95)})
    return kemajuan.record_kemajuan(konteks=kantor.konteks(kantor.pegawai), skp=skp, catatan=[isi])[0]


# --- a moment after saving ---


def test_a_moment_after_saving_one_tap_takes_back_all_that_was_counted(kantor: Kantor, masuk: Masuk, skp: SKP) -> None:
    k = satu(kantor, skp)
    klien = masuk(kantor.pegawai)
    assert url("catatan_tarik", k.kode) in klien.get(url("saya")).content.decode()

    jawab = klien.post(url("catatan_tarik", k.kode), follow=True)

    k.refresh_from_db()
    assert k.diganti_at is not None
    assert k.ditarik_oleh == kantor.pegawai.akun
    assert "segera sesudah dicatat" in jawab.content.decode()
    assert sum(r.pencatat for r in RekapPekan.objects.all()) == 0


def test_one_tap_undoes_it_and_counts_it_again_with_its_evidence(kantor: Kantor, masuk: Masuk, skp: SKP) -> None:
    k = satu(kantor, skp)
    klien = masuk(kantor.pegawai)
    halaman = klien.post(url("catatan_tarik", k.kode), follow=True).content.decode()
    assert url("catatan_kembalikan", k.kode) in halaman

    klien.post(url("catatan_kembalikan", k.kode))

    baru = KemajuanKerja.objects.get(skp=skp, diganti_at__isnull=True)
    assert (baru.menggantikan, baru.nilai, baru.bukti.count()) == (k, Decimal(118), 1)
    assert sum(r.kemajuan for r in RekapPekan.objects.filter(unit=kantor.bidang)) == 1
    assert url("catatan_kembalikan", k.kode) not in klien.get(url("kemajuan", skp.kode)).content.decode()


def test_taking_back_and_undoing_twice_are_once(kantor: Kantor, skp: SKP) -> None:
    k = satu(kantor, skp)
    konteks = kantor.konteks(kantor.pegawai)

    assert [koreksi.withdraw_kemajuan(konteks=konteks, kemajuan=k) for _klik in range(2)] == [1, 0]
    assert [len(koreksi.restore_kemajuan(konteks=konteks, kemajuan=k)) for _klik in range(2)] == [1, 0]


def test_another_reason_for_what_is_taken_back_already_is_not_dropped_in_silence(kantor: Kantor, skp: SKP) -> None:
    k = satu(kantor, skp)
    konteks = kantor.konteks(kantor.pegawai)
    koreksi.withdraw_kemajuan(konteks=konteks, kemajuan=k, alasan="dobel")

    assert koreksi.withdraw_kemajuan(konteks=konteks, kemajuan=k, alasan=" dobel ") == 0
    with pytest.raises(koreksi.KoreksiError, match="sudah ditarik"):
        koreksi.withdraw_kemajuan(konteks=konteks, kemajuan=k, alasan="salah unit")


def test_a_telling_is_taken_back_and_restored_with_all_its_measures(kantor: Kantor, skp: SKP) -> None:
    k = dua_ukuran(kantor, skp)
    konteks = kantor.konteks(kantor.pegawai)

    assert koreksi.withdraw_kemajuan(konteks=konteks, kemajuan=k) == 2
    kembali = koreksi.restore_kemajuan(konteks=konteks, kemajuan=k)

    assert len({b.kunci for b in kembali}) == 1
    assert {b.nilai for b in kembali} == {Decimal(9), Decimal(95)}


def test_a_withdrawal_that_was_undone_stays_in_the_list_with_its_reason_and_both_hours(
    kantor: Kantor, masuk: Masuk, skp: SKP
) -> None:
    k, konteks = satu(kantor, skp), kantor.konteks(kantor.pegawai)
    with translation.override("en"):
        koreksi.withdraw_kemajuan(konteks=konteks, kemajuan=k, alasan="salah hasil")
        koreksi.restore_kemajuan(konteks=konteks, kemajuan=k)

    isi = " ".join(masuk(kantor.pegawai).get(url("kemajuan", skp.kode)).content.decode().split())

    assert "Ditarik kembali Pegawai Uji" in isi
    assert ": salah hasil" in isi
    assert "penarikannya dibatalkan Pegawai Uji" in isi
    assert "lalu penarikannya dibatalkan" in isi
    assert "Dikoreksi" not in isi
    assert "undone" not in isi


def test_an_undoing_from_a_stale_tab_is_not_praised_where_nothing_counts(kantor: Kantor, masuk: Masuk, skp: SKP) -> None:
    k, konteks = satu(kantor, skp), kantor.konteks(kantor.pegawai)
    koreksi.withdraw_kemajuan(konteks=konteks, kemajuan=k)
    (lagi,) = koreksi.restore_kemajuan(konteks=konteks, kemajuan=k)
    koreksi.withdraw_kemajuan(konteks=konteks, kemajuan=lagi, alasan="salah hasil")

    jawab = masuk(kantor.pegawai).post(url("catatan_kembalikan", k.kode), follow=True).content.decode()

    assert "lalu catatannya ditarik lagi; jadi tidak dihitung" in jawab
    assert "dihitung lagi." not in jawab


def test_what_was_taken_back_long_ago_is_not_undone(kantor: Kantor, skp: SKP) -> None:
    k = satu(kantor, skp)
    konteks = kantor.konteks(kantor.pegawai)
    koreksi.withdraw_kemajuan(konteks=konteks, kemajuan=k)
    KemajuanKerja.objects.update(diganti_at=waktu.now() - BATAS_TARIK - timedelta(seconds=1))

    with pytest.raises(KoreksiError, match="Catat lagi"):
        koreksi.restore_kemajuan(konteks=konteks, kemajuan=k)
    assert baca.get_baru_ditarik(konteks, skp, waktu.now() - BATAS_TARIK) is None


# --- later ---


def test_later_the_list_leads_to_a_page_and_has_no_button(kantor: Kantor, masuk: Masuk, skp: SKP) -> None:
    k = satu(kantor, skp)
    lampau(k)
    klien = masuk(kantor.pegawai)

    halaman = klien.get(url("kemajuan", skp.kode)).content.decode()

    assert f'href="{url("catatan_tarik", k.kode)}"' in halaman
    assert f'action="{url("catatan_tarik", k.kode)}"' not in halaman
    assert "Baru dicatat" not in klien.get(url("saya")).content.decode()


def test_the_page_names_every_measure_that_the_note_touches(kantor: Kantor, masuk: Masuk, skp: SKP) -> None:
    k = dua_ukuran(kantor, skp)

    halaman = masuk(kantor.pegawai).get(url("catatan_tarik", k.kode)).content.decode()

    for kata in ("Berkas selesai", "9 berkas", "Tanpa salah", "95 persen", "Mengapa ditarik?"):
        assert kata in halaman


def test_later_without_a_reason_nothing_is_taken_back(kantor: Kantor, masuk: Masuk, skp: SKP) -> None:
    k = satu(kantor, skp)
    lampau(k)

    jawab = masuk(kantor.pegawai).post(url("catatan_tarik", k.kode), {"alasan": "  "})

    assert jawab.status_code == 422
    assert "Tulis mengapa catatan ini ditarik" in str(jawab.context["form"].errors["alasan"])
    assert KemajuanKerja.objects.get().diganti_at is None


def test_with_a_reason_it_stays_in_the_list_struck_through_with_who_when_and_why(kantor: Kantor, masuk: Masuk, skp: SKP) -> None:
    k = satu(kantor, skp)
    lampau(k)

    masuk(kantor.pegawai).post(url("catatan_tarik", k.kode), {"alasan": "tercatat pada hasil yang keliru"})

    for siapa in (kantor.pegawai, kantor.atasan):
        halaman = masuk(siapa).get(url("kemajuan", skp.kode)).content.decode()
        assert "<s>118 berkas</s>" in halaman
        assert "Ditarik kembali Pegawai Uji, 24 November 2026" in halaman
        assert "tercatat pada hasil yang keliru" in halaman


def test_a_correction_leaves_the_old_entry_in_the_list_with_who_and_why(kantor: Kantor, masuk: Masuk, skp: SKP) -> None:
    k = satu(kantor, skp)
    koreksi.update_kemajuan(
        konteks=kantor.konteks(kantor.pegawai), kemajuan=k, nilai=Decimal(11), tanggal=HARI, uraian="", alasan="salah ketik"
    )

    halaman = masuk(kantor.atasan).get(url("kemajuan", skp.kode)).content.decode()

    assert "<s>118 berkas</s>" in halaman
    assert "Dikoreksi Pegawai Uji, 24 November 2026" in halaman
    assert "Koreksi dari 118: salah ketik" in halaman


def test_a_corrected_entry_is_not_taken_back_but_its_correction_is_with_a_reason(kantor: Kantor, skp: SKP) -> None:
    konteks, k = kantor.konteks(kantor.pegawai), satu(kantor, skp)
    baru = koreksi.update_kemajuan(konteks=konteks, kemajuan=k, nilai=Decimal(11), tanggal=HARI, uraian="", alasan="salah ketik")

    with pytest.raises(KoreksiError, match="sudah dikoreksi"):
        koreksi.withdraw_kemajuan(konteks=konteks, kemajuan=k)
    with pytest.raises(KoreksiError, match="Tulis mengapa"):
        koreksi.withdraw_kemajuan(konteks=konteks, kemajuan=baru)
    assert koreksi.withdraw_kemajuan(konteks=konteks, kemajuan=baru, alasan="dobel") == 1


def test_a_fresh_correction_is_not_called_old(kantor: Kantor, skp: SKP) -> None:
    konteks = kantor.konteks(kantor.pegawai)
    ganti = koreksi.update_kemajuan(
        konteks=konteks, kemajuan=satu(kantor, skp), nilai=Decimal(40), tanggal=HARI, uraian="", alasan="salah ketik"
    )

    with pytest.raises(KoreksiError, match="menggantikan catatan lain, jadi penarikannya perlu alasan"):
        koreksi.withdraw_kemajuan(konteks=konteks, kemajuan=ganti)


def test_what_was_taken_back_is_not_corrected(kantor: Kantor, skp: SKP) -> None:
    konteks, k = kantor.konteks(kantor.pegawai), satu(kantor, skp)
    koreksi.withdraw_kemajuan(konteks=konteks, kemajuan=k)

    with pytest.raises(KoreksiError, match="sudah ditarik kembali"):
        koreksi.update_kemajuan(konteks=konteks, kemajuan=k, nilai=Decimal(1), tanggal=HARI, uraian="", alasan="x")


def test_a_year_that_is_brought_in_at_once_keeps_when_it_was_written_down(kantor: Kantor, masuk: Masuk, skp: SKP) -> None:
    hasil = baris(skp)
    isi = [
        kemajuan.Catatan(hasil, hari, {hasil.indikator.get(): Decimal(9)}, dicatat_at=waktu.now() - (HARI - hari))
        for hari in (JUNI, date(2026, 10, 27))
    ]
    kemajuan.record_kemajuan(konteks=kantor.konteks(kantor.pegawai), skp=skp, catatan=isi)
    klien = masuk(kantor.pegawai)

    assert 'action="/kinerja/kemajuan/' not in klien.get(url("kemajuan", skp.kode)).content.decode()
    assert "Baru dicatat" not in klien.get(url("saya")).content.decode()


# --- judged and closed quarters ---


def test_what_a_judgement_counted_is_neither_taken_back_nor_corrected(kantor: Kantor, skp: SKP) -> None:
    konteks, k = kantor.konteks(kantor.pegawai), satu(kantor, skp, JUNI)
    nilai(kantor, skp, 2)

    with pytest.raises(SudahDihitungError, match=r"Kabid Uji yang menilai.*ajukan keberatan"):
        koreksi.withdraw_kemajuan(konteks=konteks, kemajuan=k, alasan="keliru")
    with pytest.raises(SudahDihitungError, match="Triwulan II 2026 sudah menghitung"):
        koreksi.update_kemajuan(konteks=konteks, kemajuan=k, nilai=Decimal(1), tanggal=JUNI, uraian="", alasan="keliru")
    assert KemajuanKerja.objects.get().diganti_at is None


def test_its_pages_and_its_row_say_so_and_lead_to_the_sheet(kantor: Kantor, masuk: Masuk, skp: SKP) -> None:
    k = satu(kantor, skp, JUNI)
    sheet = url("mengapa", nilai(kantor, skp, 2).kode)
    klien = masuk(kantor.pegawai)

    for alamat in (url("catatan_tarik", k.kode), url("koreksi", k.kode)):
        halaman = klien.get(alamat).content.decode()
        assert sheet in halaman
        assert 'name="alasan"' not in halaman
    daftar = klien.get(url("kemajuan", skp.kode)).content.decode()
    assert "Sudah dinilai" in daftar
    assert url("koreksi", k.kode) not in daftar
    assert url("catatan_tarik", k.kode) not in daftar


def test_what_was_recorded_after_the_judgement_can_still_be_taken_back(kantor: Kantor, skp: SKP) -> None:
    satu(kantor, skp, JUNI)
    dinilai = nilai(kantor, skp, 2)
    EvaluasiPeriodik.objects.filter(pk=dinilai.pk).update(tercatat_at=waktu.now() - timedelta(days=1))
    k = satu(kantor, skp, JUNI)

    assert koreksi.withdraw_kemajuan(konteks=kantor.konteks(kantor.pegawai), kemajuan=k) == 1


def test_in_a_closed_quarter_nothing_is_offered_and_nothing_changes(kantor: Kantor, masuk: Masuk, skp: SKP) -> None:
    k = satu(kantor, skp, JUNI)
    PeriodeKinerja.objects.filter(triwulan=2).update(terkunci_at=waktu.now())

    klien = masuk(kantor.pegawai)

    assert "Triwulan ditutup" in klien.get(url("kemajuan", skp.kode)).content.decode()
    assert klien.post(url("catatan_tarik", k.kode), {"alasan": "keliru"}).status_code == 422
    assert KemajuanKerja.objects.get().diganti_at is None


# --- others ---


def test_nobody_takes_back_or_restores_what_another_recorded(kantor: Kantor, masuk: Masuk, skp: SKP) -> None:
    k = satu(kantor, skp)
    atasan = kantor.konteks(kantor.atasan)

    for lakukan in (koreksi.withdraw_kemajuan, koreksi.restore_kemajuan):
        with pytest.raises(PermissionDenied):
            lakukan(konteks=atasan, kemajuan=k)
    for nama in ("catatan_tarik", "catatan_kembalikan"):
        assert masuk(kantor.rekan).post(url(nama, k.kode)).status_code == 404


def test_the_database_refuses_a_withdrawn_entry_that_counts(kantor: Kantor, skp: SKP) -> None:
    k = satu(kantor, skp)

    with pytest.raises(IntegrityError, match="kemajuan_ditarik_tidak_berlaku"), transaction.atomic():
        KemajuanKerja.objects.filter(pk=k.pk).update(ditarik_oleh=kantor.pegawai.akun)


@pytest.mark.parametrize("jumlah", [1, 8])
def test_the_list_costs_the_same_whatever_its_length(
    kantor: Kantor, masuk: Masuk, skp: SKP, jumlah: int, django_assert_max_num_queries: object
) -> None:
    for n in range(jumlah):
        koreksi.withdraw_kemajuan(
            konteks=kantor.konteks(kantor.pegawai), kemajuan=satu(kantor, skp, HARI - timedelta(days=n)), alasan="uji"
        )
        satu(kantor, skp, HARI - timedelta(days=n))
    klien = masuk(kantor.pegawai)
    klien.get(url("kemajuan", skp.kode))

    with django_assert_max_num_queries(20):  # type: ignore[operator]
        klien.get(url("kemajuan", skp.kode))
