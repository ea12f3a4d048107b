"""Rollups equal a recount, whatever happened before."""

from __future__ import annotations

import random
from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal
from importlib import import_module

import pytest
from django.db import connection

from kinerja import rekap
from kinerja.models import SKP, KemajuanKerja, RekapKinerja, RekapPekan
from kinerja.services import koreksi
from kinerja.services import skp as layanan
from kinerja.services.koreksi import SudahDihitungError
from kinerja.services.skp import KeadaanSkpError
from tests.kinerja.factories import HARI, TAHUN, Kantor, ajukan, catat, nilai, sepakati


def selisih() -> list[dict[str, object]]:
    """Where figures of SKP differ from a recount; those of people follow moves (test_pindah)."""
    return [d for d in rekap.drift([TAHUN]) if d["kolom"] not in rekap.ORANG]


def test_an_agreed_skp_counts_for_its_unit_and_every_unit_above(kantor: Kantor) -> None:
    sepakati(kantor, kantor.pegawai, hasil=2)

    baris = {r.unit_id: r for r in RekapKinerja.objects.filter(periode__kode="2026-tw4")}

    assert [(baris[u.pk].skp_disepakati, baris[u.pk].rhk) for u in (kantor.kota, kantor.dinas, kantor.bidang)] == [(1, 2)] * 3
    assert baris[kantor.kota.pk].pegawai == 4
    assert baris[kantor.bidang.pk].pegawai == 3


def test_figures_of_the_week_count_people_once(kantor: Kantor) -> None:
    skp = sepakati(kantor, kantor.pegawai)

    catat(kantor, skp)
    catat(kantor, skp)

    pekan = RekapPekan.objects.get(unit=kantor.kota, pekan=rekap.pekan_of(HARI))
    assert (pekan.kemajuan, pekan.pencatat) == (2, 1)


@pytest.mark.parametrize("benih", range(4))
def test_figures_equal_a_recount_after_any_sequence(kantor: Kantor, benih: int) -> None:
    acak = random.Random(benih)
    skp = [sepakati(kantor, p, hasil=2) for p in (kantor.pegawai, kantor.rekan)]
    ajukan(kantor, kantor.atasan)
    for _langkah in range(14):
        _langkah_acak(kantor, acak.choice(skp), acak)

    assert rekap.drift([TAHUN]) == []


def _langkah_acak(kantor: Kantor, skp: object, acak: random.Random) -> None:
    hari = date(2026, 1, 5) + timedelta(days=acak.randrange(320))
    pilih = acak.random()
    if pilih < 0.6:
        catat(kantor, skp, nilai=acak.randrange(60), hari=hari, ke=acak.randrange(2), bukti=acak.random() < 0.5)
    elif pilih < 0.85:
        lama = KemajuanKerja.objects.filter(skp=skp, diganti_at__isnull=True).order_by("?").first()
        if lama:
            k = kantor.konteks(skp.pegawai)
            angka = Decimal(acak.randrange(60))
            with suppress(SudahDihitungError):  # a quarter that was judged meanwhile stays as it is
                if pilih < 0.75:
                    koreksi.update_kemajuan(konteks=k, kemajuan=lama, nilai=angka, tanggal=hari, uraian="", alasan="salah ketik")
                elif koreksi.withdraw_kemajuan(konteks=k, kemajuan=lama, alasan="dobel") and acak.random() < 0.5:
                    koreksi.restore_kemajuan(konteks=k, kemajuan=lama)
    else:
        tw = acak.randrange(1, 5)
        if not skp.evaluasi.filter(periode__triwulan=tw).exists():
            pilihan = ["di_atas", "sesuai", "di_bawah"]
            alasan = "Bukti ada di lemari arsip bidang."
            with suppress(KeadaanSkpError):  # a quarter before the SKP without an entry
                nilai(kantor, skp, tw, hasil=acak.choice(pilihan), perilaku=acak.choice(pilihan), alasan_tanpa_bukti=alasan)


def test_rebuild_mends_what_was_spoilt_and_says_what_it_was(kantor: Kantor) -> None:
    skp = sepakati(kantor, kantor.pegawai)
    catat(kantor, skp)
    nilai(kantor, skp)
    RekapKinerja.objects.filter(unit=kantor.kota, periode__kode="2026-tw4").update(baik=7)

    beda = rekap.bangun([TAHUN])

    rusak = [b for b in beda if b["kolom"] == "baik"]
    assert [(b["unit_id"], b["tersimpan"], b["terhitung"]) for b in rusak] == [(kantor.kota.pk, 7, 1)]
    assert rekap.drift([TAHUN]) == []


def test_the_hourly_task_notices_people_who_moved(kantor: Kantor) -> None:
    from kinerja.tasks import bangun_rekap, buka_periode
    from pegawai.models import Pegawai

    sepakati(kantor, kantor.pegawai)
    Pegawai.objects.filter(pk=kantor.rekan.pk).update(unit=kantor.dinas)

    bangun_rekap(versi_lama=True)

    assert RekapKinerja.objects.get(unit=kantor.bidang, periode__kode="2026-tw4").pegawai == 2
    assert buka_periode() >= 0


def test_the_command_reports_drift_and_ends_with_one(kantor: Kantor, capsys: pytest.CaptureFixture[str]) -> None:
    from django.core.management import call_command

    sepakati(kantor, kantor.pegawai)
    RekapKinerja.objects.filter(unit=kantor.kota).update(rhk=99)

    with pytest.raises(SystemExit):
        call_command("bangun_rekap", "--tahun", str(TAHUN), "--periksa")
    call_command("bangun_rekap", "--tahun", str(TAHUN))
    call_command("bangun_rekap", "--tahun", str(TAHUN), "--periksa")

    assert '"selisih": 0' in capsys.readouterr().out.splitlines()[-1]


def _per_triwulan(kantor: Kantor, *kolom: str) -> list[tuple[int, ...]]:
    """These figures of the city, quarter by quarter."""
    rows = RekapKinerja.objects.filter(unit=kantor.kota, periode__tahun=TAHUN).order_by("periode__triwulan")
    return list(rows.values_list(*kolom))


def test_an_skp_counts_from_the_quarter_in_which_it_was_agreed(kantor: Kantor) -> None:
    sepakati(kantor, kantor.pegawai, hasil=2)
    ajukan(kantor, kantor.rekan)

    assert _per_triwulan(kantor, "skp_disepakati", "rhk", "skp_menunggu") == [(0, 0, 0)] * 3 + [(1, 2, 1)]
    assert selisih() == []


def test_an_skp_handed_in_early_and_agreed_late_waited_until_then(kantor: Kantor) -> None:
    SKP.objects.filter(pk=ajukan(kantor, kantor.pegawai).pk).update(diajukan=date(2026, 2, 2))
    rekap.bangun([TAHUN])
    assert _per_triwulan(kantor, "skp_menunggu") == [(1,)] * 4

    skp = SKP.objects.get(pegawai=kantor.pegawai)
    layanan.approve_skp(konteks=kantor.konteks(kantor.atasan), skp=skp, versi=skp.versi)

    assert _per_triwulan(kantor, "skp_menunggu", "skp_disepakati") == [(0, 0)] * 3 + [(0, 1)]
    assert selisih() == []


def test_taking_an_skp_back_takes_it_out_where_it_was_counted(kantor: Kantor) -> None:
    skp = ajukan(kantor, kantor.pegawai)
    layanan.withdraw_skp(konteks=kantor.konteks(kantor.pegawai), skp=skp, versi=skp.versi)

    assert _per_triwulan(kantor, "skp_menunggu") == [(0,)] * 4
    assert selisih() == []


def test_a_city_that_is_upgraded_has_these_figures_at_once(kantor: Kantor) -> None:
    catat(kantor, sepakati(kantor, kantor.pegawai, hasil=2), hari=HARI)
    RekapKinerja.objects.update(skp_disepakati=1, rhk=2, rhk_tercatat=0)

    with connection.cursor() as kursor:
        kursor.execute(import_module("kinerja.migrations.0006_rekap_per_triwulan").HITUNG)

    assert selisih() == []


def test_an_skp_that_is_merely_agreed_lowers_no_share(kantor: Kantor) -> None:
    catat(kantor, sepakati(kantor, kantor.pegawai), nilai=100)
    sebelum = _per_triwulan(kantor, "rhk_sesuai", "rhk_tercatat")[3]

    sepakati(kantor, kantor.rekan, hasil=3)

    assert sebelum == _per_triwulan(kantor, "rhk_sesuai", "rhk_tercatat")[3] == (1, 1)
    assert _per_triwulan(kantor, "rhk")[3] == (4,)
