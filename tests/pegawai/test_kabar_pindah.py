"""Who appraises whom has changed: whoever it concerns is told once, by whichever road it came."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test.utils import CaptureQueriesContext

from akun.kewenangan import Konteks
from inti import audit, waktu
from kabar import jenis
from kabar.models import Kabar, Penerimaan
from organisasi.models import Jabatan, UnitKerja
from organisasi.services import create_penetapan_penilai, import_unit
from pegawai import atasan, proyeksi, services
from pegawai.models import BERLAKU, Pegawai
from pegawai.services import IsiMutasi
from pegawai.tasks import terapkan_tmt
from tests.kabar.kata import jenis_kotak, kotak
from tests.organisasi.factories import buat_jabatan, buat_unit
from tests.pegawai.factories import buat_pegawai

pytestmark = pytest.mark.django_db
BARU = "Analis Gizi"


@pytest.fixture
def kota() -> dict[str, Any]:
    """An office with a head and two divisions: the first with a head and two clerks, the second with a head."""
    dinas = buat_unit("Dinas Kesehatan")
    satu, dua = buat_unit("Bidang Gizi", dinas), buat_unit("Bidang Obat", dinas)
    orang = {
        "kadis": buat_pegawai("Kadis", unit=dinas, memimpin=True, akun=True),
        "kabid": buat_pegawai("Kabid Gizi", unit=satu, memimpin=True, akun=True),
        "tujuan": buat_pegawai("Kabid Obat", unit=dua, memimpin=True, akun=True),
        "staf": buat_pegawai("Staf", unit=satu, akun=True),
        "rekan": buat_pegawai("Rekan", unit=satu, akun=True),
    }
    assert not Kabar.objects.exists(), "a first superior is told to nobody"
    return orang | {"satu": satu, "dua": dua, "baru": buat_jabatan(dua, BARU)}


def isi(jabatan: Jabatan, tmt: date | None = None, **lain: Any) -> IsiMutasi:
    return IsiMutasi(**({"jabatan": jabatan, "tmt": tmt or waktu.today(), "nomor_sk": "800/7", "alasan": "Penyegaran"} | lain))


def pindah(petugas: Konteks, siapa: Pegawai, jabatan: Jabatan, tmt: date | None = None) -> Any:
    return services.create_mutasi(konteks=petugas, pegawai=siapa, isi=isi(jabatan, tmt))


def semua(kota: dict[str, Any]) -> dict[str, list[str]]:
    """The kinds that each of them was told of, for those who were told anything."""
    jenis = {nama: jenis_kotak(o.akun) for nama, o in kota.items() if isinstance(o, Pegawai)}
    return {nama: j for nama, j in jenis.items() if j}


def bersih() -> None:
    """Forget what was told so far."""
    Penerimaan.objects.all().delete()


def test_a_move_of_today_tells_the_person_and_both_superiors_once(petugas: Konteks, kota: dict[str, Any]) -> None:
    for _kali in range(2):
        pindah(petugas, kota["staf"], kota["baru"])

    assert semua(kota) == {"kabid": ["tim.pergi"], "tujuan": ["tim.datang"], "staf": ["mutasi.berlaku"]}
    (kata,) = kotak(kota["staf"].akun)
    assert kata.endswith(f"Anda bertugas sebagai {BARU} di Bidang Obat. Atasan Anda: Kabid Obat.")
    assert kotak(kota["kabid"].akun) == ["1 orang di tim Anda sekarang dipimpin dan dinilai Kabid Obat: Staf."]


def test_a_leader_who_moves_leaves_a_team_that_hears_who_leads_it_now(petugas: Konteks, kota: dict[str, Any]) -> None:
    pindah(petugas, kota["kabid"], kota["baru"])

    assert semua(kota) == {
        "kadis": ["tim.pergi", "tim.datang"],
        "kabid": ["tim.pergi", "mutasi.berlaku"],
        "tujuan": ["tim.datang"],
        "staf": ["atasan.berganti"],
        "rekan": ["atasan.berganti"],
    }
    assert kotak(kota["staf"].akun) == ["Atasan Anda sekarang Kadis, sebelumnya Kabid Gizi."]


def test_a_move_that_is_taken_back_tells_the_same_people_the_way_back(petugas: Konteks, kota: dict[str, Any]) -> None:
    baris = pindah(petugas, kota["staf"], kota["baru"])
    bersih()

    services.cancel_mutasi(konteks=petugas, pegawai=kota["staf"], baris=baris, alasan="SK dicabut")

    assert semua(kota) == {"kabid": ["tim.datang"], "tujuan": ["tim.pergi"], "staf": ["mutasi.batal"]}
    (kata,) = kotak(kota["staf"].akun)
    assert f"sebagai {BARU} di Bidang Obat" in kata
    assert kata.endswith(f"Jabatan Anda: {kota['staf'].jabatan.nama}. Atasan Anda: Kabid Gizi.")


def test_a_corrected_move_says_what_counts_now_and_tells_a_superior_only_of_a_change(
    petugas: Konteks, kota: dict[str, Any]
) -> None:
    baris = pindah(petugas, kota["staf"], kota["baru"])
    bersih()
    lain = buat_jabatan(kota["dua"], "Arsiparis")

    services.correct_mutasi(konteks=petugas, pegawai=kota["staf"], baris=baris, isi=isi(lain))

    assert semua(kota) == {"staf": ["mutasi.diperbaiki"]}
    assert "Arsiparis di Bidang Obat" in kotak(kota["staf"].akun)[0]


def test_a_move_corrected_to_a_coming_day_says_what_counts_until_then(petugas: Konteks, kota: dict[str, Any]) -> None:
    baris = pindah(petugas, kota["staf"], kota["baru"])
    bersih()

    services.correct_mutasi(
        konteks=petugas, pegawai=kota["staf"], baris=baris, isi=isi(kota["baru"], waktu.today() + timedelta(days=3))
    )

    assert semua(kota)["staf"] == ["mutasi.diperbaiki_nanti"]
    (kata,) = kotak(kota["staf"].akun)
    assert kata.endswith(f"Sampai hari itu jabatan Anda: {kota['staf'].jabatan.nama}. Atasan Anda sampai hari itu: Kabid Gizi.")


def test_a_move_of_a_coming_day_tells_the_person_now_and_the_superiors_on_its_day(petugas: Konteks, kota: dict[str, Any]) -> None:
    hari = waktu.today() + timedelta(days=3)
    pindah(petugas, kota["staf"], kota["baru"], hari)

    assert semua(kota) == {"staf": ["mutasi.nanti"]}
    assert kotak(kota["staf"].akun)[0].endswith("atasan Anda nanti: Kabid Obat.")
    bersih()

    with time_machine.travel(waktu.awal(hari) + timedelta(hours=1), tick=False):
        for _kali in range(2):
            terapkan_tmt()

    assert semua(kota) == {"kabid": ["tim.pergi"], "tujuan": ["tim.datang"], "staf": ["atasan.berganti"]}


def test_an_acting_leader_s_unit_hears_of_it_and_the_words_say_acting(petugas: Konteks, kota: dict[str, Any]) -> None:
    lowong = buat_jabatan(kota["dua"].induk, "Sekretaris")
    pindah(petugas, kota["kabid"], lowong)
    bersih()

    services.create_mutasi(
        konteks=petugas, pegawai=kota["tujuan"], isi=isi(Jabatan.objects.get(nama="Kepala Bidang Gizi"), penugasan="plt")
    )

    assert semua(kota) == {
        "kadis": ["tim.pergi"],
        "tujuan": ["tim.datang", "mutasi.berlaku"],
        "staf": ["atasan.berganti"],
        "rekan": ["atasan.berganti"],
    }
    assert "sebagai Plt. Kepala Bidang Gizi" in kotak(kota["tujuan"].akun)[1]


def test_only_the_word_of_a_correction_replaces_an_earlier_one(petugas: Konteks, kota: dict[str, Any]) -> None:
    plt = isi(kota["baru"], penugasan="plt", sampai=waktu.today() + timedelta(days=9))
    baris = services.create_mutasi(konteks=petugas, pegawai=kota["tujuan"], isi=plt)
    pertama = jenis_kotak(kota["tujuan"].akun)
    lebih_lama = isi(kota["baru"], penugasan="plt", sampai=waktu.today() + timedelta(days=20))
    services.correct_mutasi(konteks=petugas, pegawai=kota["tujuan"], baris=baris, isi=lebih_lama)
    kedua = [j for j in jenis_kotak(kota["tujuan"].akun) if j not in pertama]

    assert ["menggantikan kabar sebelumnya" in str(jenis.get(j).rincian) for j in pertama + kedua] == [False, True]


def test_what_is_only_looked_at_tells_nobody(petugas: Konteks, kota: dict[str, Any]) -> None:
    services.preview_mutasi(konteks=petugas, pegawai=kota["kabid"], isi=isi(kota["baru"]))

    assert semua(kota) == {}


def test_a_decree_on_who_appraises_tells_the_unit_once(petugas: Konteks, kota: dict[str, Any]) -> None:
    create_penetapan_penilai(
        konteks=petugas,
        dasar="SK 1",
        masa=DateRange(waktu.today(), None),
        unit=kota["satu"],
        penilai_jabatan=kota["tujuan"].jabatan,
    )

    assert semua(kota)["staf"] == semua(kota)["rekan"] == ["atasan.berganti"]
    assert kotak(kota["kabid"].akun)[-1] == "2 orang di tim Anda sekarang dipimpin dan dinilai Kabid Obat: Staf, Rekan."


def test_a_unit_that_hangs_elsewhere_has_another_leader_above_it_at_once(kota: dict[str, Any]) -> None:
    lain = buat_unit("Dinas Lain")
    kepala = buat_pegawai("Kepala Lain", unit=lain, memimpin=True, akun=True)
    bersih()
    unit = {u.pk: u for u in UnitKerja.objects.all()}
    baris = [{"id": u.id_asing, "nama": u.nama, "induk": unit[u.induk_id].nama if u.induk_id else ""} for u in unit.values()]
    for b in baris:
        b["induk"] = "Dinas Lain" if b["nama"] == "Bidang Gizi" else b["induk"]

    import_unit(actor=None, baris=baris)

    assert semua(kota) == {"kadis": ["tim.pergi"], "kabid": ["atasan.berganti"]}
    assert jenis_kotak(kepala.akun) == ["tim.datang"]


@pytest.mark.parametrize("jalan", ["periksa", "petugas"])
def test_a_repaired_present_state_is_told_like_any_other_change(kota: dict[str, Any], jalan: str) -> None:
    Pegawai.objects.filter(pk=kota["staf"].pk).update(atasan=kota["tujuan"])

    with audit.explain(why="uji"):
        if jalan == "periksa":
            call_command("periksa_proyeksi", "--perbaiki")
        else:
            atasan.ikuti([kota["staf"].pk])

    assert semua(kota) == {"kabid": ["tim.datang"], "tujuan": ["tim.pergi"], "staf": ["atasan.berganti"]}


def test_whoever_has_left_the_service_is_counted_in_nobody_s_team(petugas: Konteks, kota: dict[str, Any]) -> None:
    kota["staf"].riwayat_status.filter(BERLAKU).update(kedudukan="pensiun")
    with audit.explain(why="uji"):
        proyeksi.segarkan()

    pindah(petugas, kota["kabid"], kota["baru"])

    assert kotak(kota["kabid"].akun)[0] == "1 orang di tim Anda sekarang dipimpin dan dinilai Kadis: Rekan."
    assert "staf" not in semua(kota)


def test_nothing_refreshes_who_leads_whom_without_a_word() -> None:
    """The projection is called where it is told, where it is told around it, and where everything is taken back."""
    boleh = {"pegawai/atasan.py", "impor/pegawai/batalkan.py", "pegawai/dampak.py"}
    akar = Path(settings.BASE_DIR)
    aplikasi = {a.name.split(".")[0] for a in apps.get_app_configs() if Path(a.path).is_relative_to(akar)}

    pemanggil = {
        str(berkas.relative_to(akar))
        for nama in aplikasi
        for berkas in (akar / nama).rglob("*.py")
        if "proyeksi.segarkan(" in berkas.read_text(encoding="utf-8")
    }

    assert pemanggil == boleh


def test_a_large_team_costs_no_more_queries_than_a_small_one(petugas: Konteks, kota: dict[str, Any]) -> None:
    for n in range(8):
        buat_pegawai(f"Anggota {n}", unit=kota["satu"], akun=True)
    buat_pegawai("Seorang", unit=kota["dua"], akun=True)

    def ganti(siapa: Pegawai, jabatan: Jabatan) -> int:
        with CaptureQueriesContext(connection) as kueri:
            pindah(petugas, siapa, jabatan)
        return len(kueri)

    besar = ganti(kota["kabid"], buat_jabatan(kota["satu"].induk, "Sekretaris"))
    kecil = ganti(kota["tujuan"], buat_jabatan(kota["satu"].induk, "Perencana"))

    assert jenis_kotak(kota["rekan"].akun) == ["atasan.berganti"]
    assert besar == kecil


def test_the_first_of_many_are_named_and_all_are_counted(petugas: Konteks, kota: dict[str, Any]) -> None:
    for nomor in range(9):
        buat_pegawai(f"Anggota {nomor}", unit=kota["satu"])
    proyeksi.segarkan()

    pindah(petugas, kota["kabid"], kota["baru"])

    kata = kotak(kota["kadis"].akun)[-1]
    assert kata.startswith("11 orang")
    assert kata.endswith("Anggota 7, …")
