"""Progress and judgement: what is refused, what is kept, and why a predicate came out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from inti.keputusan import BULAN
from inti.tugas import daftar as list_tugas_semua
from kinerja import beranda
from kinerja.models import CapaianRHK, EvaluasiPeriodik, KemajuanKerja, PeriodeKinerja
from kinerja.selectors import evaluasi as baca
from kinerja.services import kemajuan, koreksi
from kinerja.services.evaluasi import EvaluasiSudahAdaError, TanpaBuktiError, UmpanBalikKosongError, receive_evaluasi
from kinerja.services.kemajuan import Catatan, CatatanKosongError, TanggalKemajuanError
from kinerja.services.koreksi import SudahDikoreksiError
from kinerja.services.periode import end_periode, open_tahun
from kinerja.services.skp import BukanPenilaiError, KeadaanSkpError
from pegawai.models import Pegawai
from tests.berkas_uji import PDF, aman
from tests.kinerja.factories import HARI, Kantor, ajukan, baris, buat_skp, catat, nilai, sepakati


def satu(kantor: Kantor, skp: object, **lain: object) -> list[KemajuanKerja]:
    """One telling of progress by the owner."""
    hasil = baris(skp)
    isi = {"rencana": hasil, "tanggal": HARI, "nilai": {i: Decimal(5) for i in hasil.indikator.all()}} | lain
    return kemajuan.record_kemajuan(konteks=kantor.konteks(kantor.pegawai), skp=skp, catatan=[Catatan(**isi)])


def test_progress_before_agreement_is_refused_with_what_comes_first(kantor: Kantor) -> None:
    with pytest.raises(KeadaanSkpError, match="sesudah atasan menyepakatinya"):
        satu(kantor, buat_skp(kantor, kantor.pegawai))


def test_the_same_entry_sent_twice_is_one(kantor: Kantor) -> None:
    skp = sepakati(kantor, kantor.pegawai)

    for _klik in range(2):
        satu(kantor, skp, kunci="abcdef123456")

    assert KemajuanKerja.objects.filter(skp=skp).count() == 1


@pytest.mark.parametrize(("hari", "kata"), [(date(2026, 12, 1), "belum tiba"), (date(2025, 12, 31), "di luar tahun SKP")])
def test_a_day_that_cannot_be_is_refused_at_the_date(kantor: Kantor, hari: date, kata: str) -> None:
    with pytest.raises(TanggalKemajuanError, match=kata) as galat:
        satu(kantor, sepakati(kantor, kantor.pegawai), tanggal=hari)

    assert galat.value.field == "tanggal"


def test_a_closed_quarter_takes_no_more_entries(kantor: Kantor) -> None:
    skp = sepakati(kantor, kantor.pegawai)
    end_periode(konteks=kantor.konteks(kantor.admin), periode=PeriodeKinerja.objects.get(kode="2026-tw3"))

    with pytest.raises(TanggalKemajuanError, match="Triwulan III 2026 sudah ditutup"):
        satu(kantor, skp, tanggal=date(2026, 9, 30))


def test_nothing_told_is_refused(kantor: Kantor) -> None:
    with pytest.raises(CatatanKosongError):
        satu(kantor, sepakati(kantor, kantor.pegawai), nilai={}, uraian=" ")


def test_nobody_records_for_somebody_else(kantor: Kantor) -> None:
    skp = sepakati(kantor, kantor.pegawai)
    isi = Catatan(baris(skp), HARI, uraian="Halo")

    with pytest.raises(PermissionDenied):
        kemajuan.record_kemajuan(konteks=kantor.konteks(kantor.atasan), skp=skp, catatan=[isi])


def test_evidence_of_somebody_else_is_refused(kantor: Kantor) -> None:
    skp = sepakati(kantor, kantor.pegawai)
    asing = kemajuan.create_bukti(konteks=kantor.konteks(kantor.rekan), judul="Foto", tautan="https://contoh.invalid/x")

    with pytest.raises(KeadaanSkpError, match="milik orang lain"):
        satu(kantor, skp, bukti=[asing])


def test_a_correction_takes_the_place_and_keeps_the_old_one(kantor: Kantor) -> None:
    skp = sepakati(kantor, kantor.pegawai)
    (lama,) = satu(kantor, skp)
    k = kantor.konteks(kantor.pegawai)

    baru = koreksi.update_kemajuan(konteks=k, kemajuan=lama, nilai=Decimal(50), tanggal=HARI, uraian="", alasan="salah ketik")

    lama.refresh_from_db()
    assert (lama.nilai, lama.diganti_at is not None, baru.menggantikan) == (5, True, lama)
    with pytest.raises(SudahDikoreksiError, match="sudah dikoreksi"):
        koreksi.update_kemajuan(konteks=k, kemajuan=lama, nilai=Decimal(6), tanggal=HARI, uraian="", alasan="lagi")


def test_quantity_adds_up_and_is_measured_against_the_share_of_the_year(kantor: Kantor) -> None:
    skp = sepakati(kantor, kantor.pegawai)
    catat(kantor, skp, nilai=40, hari=date(2026, 3, 1))
    catat(kantor, skp, nilai=20, hari=HARI)

    hasil = {c.periode.kode: (c.persen, c.sesuai) for c in CapaianRHK.objects.select_related("periode")}

    assert hasil == {"2026-tw1": (40, True), "2026-tw4": (60, False)}


def test_a_judgement_needs_evidence_or_a_recorded_reason(kantor: Kantor) -> None:
    skp = sepakati(kantor, kantor.pegawai)
    catat(kantor, skp, bukti=False)

    with pytest.raises(TanpaBuktiError, match="Minta pegawai menambahkan bukti") as galat:
        nilai(kantor, skp)
    hasil = nilai(kantor, skp, alasan_tanpa_bukti="Bukti diperlihatkan di loket.")

    assert galat.value.field == "alasan_tanpa_bukti"
    assert [a["kode"] for a in hasil.keputusan.alasan if a["peringatan"]] == ["tanpa_bukti"]


def test_a_judgement_needs_a_word_to_the_person(kantor: Kantor) -> None:
    skp = sepakati(kantor, kantor.pegawai)
    catat(kantor, skp)

    with pytest.raises(UmpanBalikKosongError):
        nilai(kantor, skp, umpan_balik="  ")


def test_only_the_superior_judges_and_the_refusal_names_them(kantor: Kantor) -> None:
    from kinerja.services.evaluasi import IsianEvaluasi, create_evaluasi

    skp = sepakati(kantor, kantor.pegawai)
    catat(kantor, skp)
    tw4 = PeriodeKinerja.objects.get(kode="2026-tw4")
    isi = IsianEvaluasi("sesuai", "sesuai", "Baik.")

    for siapa, kata in ((kantor.kadis, "Kabid Uji"), (kantor.pegawai, "menilai dirinya sendiri"), (kantor.admin, "Kabid Uji")):
        with pytest.raises(BukanPenilaiError, match=kata):
            create_evaluasi(konteks=kantor.konteks(siapa), skp=skp, periode=tw4, isian=isi)


def test_an_skp_that_is_not_agreed_is_not_judged(kantor: Kantor) -> None:
    with pytest.raises(KeadaanSkpError, match="Sepakati SKP-nya"):
        nilai(kantor, ajukan(kantor, kantor.pegawai))


def test_a_double_click_sets_one_judgement(kantor: Kantor) -> None:
    skp = sepakati(kantor, kantor.pegawai)
    catat(kantor, skp)

    satu_, dua = (nilai(kantor, skp) for _klik in range(2))

    assert satu_.pk == dua.pk


def test_another_judgement_afterwards_is_led_to_the_objection(kantor: Kantor) -> None:
    skp = sepakati(kantor, kantor.pegawai)
    catat(kantor, skp)
    nilai(kantor, skp)

    with pytest.raises(EvaluasiSudahAdaError, match="keberatan"):
        nilai(kantor, skp, hasil="di_atas")


@pytest.mark.parametrize(
    ("hasil", "perilaku", "predikat"),
    [
        ("di_atas", "di_atas", "sangat_baik"),
        ("sesuai", "di_atas", "baik"),
        ("di_bawah", "sesuai", "butuh_perbaikan"),
        ("sesuai", "di_bawah", "kurang"),
        ("di_bawah", "di_bawah", "sangat_kurang"),
    ],
)
def test_the_predicate_follows_the_matrix(kantor: Kantor, hasil: str, perilaku: str, predikat: str) -> None:
    skp = sepakati(kantor, kantor.pegawai)
    catat(kantor, skp)

    assert nilai(kantor, skp, hasil=hasil, perilaku=perilaku).predikat == predikat


def test_the_stored_decision_holds_inputs_parameters_reasons_and_dates(kantor: Kantor) -> None:
    skp = sepakati(kantor, kantor.pegawai)
    catat(kantor, skp)

    catatan = nilai(kantor, skp).keputusan

    assert catatan.masukan == {"hasil_kerja": "sesuai", "perilaku": "sesuai", "skp": skp.kode, "periode": "2026-tw4"}
    assert catatan.parameter[0]["nama"] == "matriks_predikat"
    assert catatan.parameter[0]["id"]
    hasil = next(a for a in catatan.alasan if a["kode"] == "hasil_kerja")
    assert (hasil["data_per"], hasil["terpenuhi"]) == (HARI.isoformat(), True)
    assert hasil["sumber"].startswith("1 catatan kemajuan pada Triwulan IV 2026, 1 dengan bukti")


def test_the_time_to_object_counts_from_the_day_of_taking_note(kantor: Kantor) -> None:
    skp = sepakati(kantor, kantor.pegawai)
    catat(kantor, skp)
    hasil = nilai(kantor, skp)
    k = replace(kantor.konteks(kantor.pegawai), per=date(2026, 11, 26))

    hasil = receive_evaluasi(konteks=k, evaluasi=hasil)

    tenggat = baca.get_batas_keberatan(hasil, date(2026, 11, 30)).hasil.tenggat
    assert (hasil.diterima, tenggat) == (date(2026, 11, 26), date(2026, 12, 10))
    assert f"10 {BULAN[11]} 2026" in baca.get_lembar(hasil, baca.get_batas_keberatan(hasil, HARI.replace(day=30)))["keberatan"]


def test_somebody_else_cannot_take_note_for_me(kantor: Kantor) -> None:
    skp = sepakati(kantor, kantor.pegawai)
    catat(kantor, skp)
    hasil = nilai(kantor, skp)

    with pytest.raises(PermissionDenied):
        receive_evaluasi(konteks=kantor.konteks(kantor.rekan), evaluasi=hasil)


def test_the_history_of_predicates_is_newest_first_and_scoped(kantor: Kantor) -> None:
    skp = sepakati(kantor, kantor.pegawai)
    for tw, bulan in ((1, 2), (2, 5)):
        catat(kantor, skp, hari=date(2026, bulan, 10))
        nilai(kantor, skp, tw)

    milik = baca.list_predikat(kantor.konteks(kantor.pegawai), kantor.pegawai.pk)

    assert [e.periode.kode for e in milik] == ["2026-tw2", "2026-tw1"]
    assert baca.list_predikat(kantor.konteks(kantor.rekan), kantor.pegawai.pk) == []


def test_changes_of_a_judgement_are_caught_by_the_database(kantor: Kantor) -> None:
    skp = sepakati(kantor, kantor.pegawai)
    catat(kantor, skp)
    hasil = nilai(kantor, skp)

    EvaluasiPeriodik.objects.filter(pk=hasil.pk).update(umpan_balik="Diubah lewat SQL.")

    riwayat = EvaluasiPeriodik.pgh_event_model.objects.filter(pgh_obj=hasil).order_by("pgh_id")
    assert [r.umpan_balik for r in riwayat][-1] == "Diubah lewat SQL."
    assert riwayat[0].pgh_context.metadata["alasan"] == "penilaian kinerja triwulan 4 tahun 2026"


def test_quarters_are_opened_once(kantor: Kantor) -> None:
    admin = kantor.konteks(kantor.admin)

    assert [open_tahun(konteks=admin, tahun=2031) for _n in range(2)] == [4, 0]


# --- evidence files ----------------------------------------------------------------------------


def test_a_stored_file_is_a_download_for_those_who_may_see_it(kantor: Kantor, settings: object, tmp_path: object) -> None:
    from django.test import Client

    settings.MEDIA_ROOT = tmp_path
    bukti = kemajuan.create_bukti(konteks=kantor.konteks(kantor.pegawai), judul="", berkas=aman())
    klien = Client()
    klien.force_login(kantor.atasan.akun, backend="akun.backends.NomorAtauEmailBackend")

    jawab = klien.get(f"/kinerja/bukti/{bukti.kode}/")

    assert jawab.headers["Content-Disposition"].startswith("attachment")
    assert jawab.headers["X-Content-Type-Options"] == "nosniff"
    assert b"".join(jawab.streaming_content) == PDF


# --- tasks on the home page ----------------------------------------------------------------------


def test_the_home_page_says_what_waits_for_each(kantor: Kantor) -> None:
    ajukan(kantor, kantor.pegawai)
    buat_skp(kantor, kantor.rekan)

    def judul(siapa: Pegawai) -> list[str]:
        return [t.judul for t in list_tugas_semua(kantor.konteks(siapa)) if "SKP" in t.judul]

    assert judul(kantor.pegawai) == ["SKP 2026 Anda menunggu persetujuan atasan"]
    assert sorted(judul(kantor.atasan)) == ["Mulai SKP 2026 Anda", "SKP 2026 Pegawai Uji"]
    assert judul(kantor.rekan) == ["SKP 2026 Rekan Uji"]


def test_tasks_come_with_the_nearest_deadline_first(kantor: Kantor) -> None:
    skp = sepakati(kantor, kantor.pegawai)
    catat(kantor, skp, hari=date(2026, 9, 1))
    nilai(kantor, skp, 3)

    judul = [t.judul for t in list_tugas_semua(kantor.konteks(kantor.pegawai)) if "kemajuan" in t.judul or "evaluasi" in t.judul]

    assert judul == ["Catat kemajuan pekan ini", "Hasil evaluasi Triwulan III 2026 sudah ada"]


def test_a_superior_is_reminded_of_people_not_judged_for_the_quarter_that_is_over(kantor: Kantor) -> None:
    sepakati(kantor, kantor.pegawai, per=date(2026, 1, 10))
    skp = kantor.pegawai.skp.get()
    type(skp).objects.filter(pk=skp.pk).update(disepakati=date(2026, 1, 12))

    judul = [t.judul for t in beranda.list_tugas(kantor.konteks(kantor.atasan))]

    assert "1 orang belum dinilai untuk Triwulan III 2026" in judul
