"""Law in SQL says what the pure rule says: every class of post, leap days, the borders of months and of periods."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aturan import parameter
from organisasi.models import Jabatan, JenisJabatan, Jenjang, PejabatNonAsn, PenetapanPenilai, UnitKerja
from pegawai import proyeksi
from pegawai.models import BERLAKU, Kedudukan, Pegawai, RiwayatJabatan, RiwayatStatus
from pegawai.pensiun import tmt_pensiun
from pegawai.rules.atasan import Atasan, Pemegang, Penetapan, Tatanan, find_atasan
from pegawai.rules.jabatan import compute_kelas_bup
from pegawai.rules.pensiun import JABATAN, PARAMETER, compute_tmt_pensiun, daftar_bup
from tests.organisasi.factories import buat_jabatan, buat_unit
from tests.pegawai.factories import buat_pegawai

pytestmark = pytest.mark.django_db
AWET = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
PER = date(2026, 11, 27)
MULAI = date(2015, 4, 1)
TEPI = [
    date(t, b, h)
    for t in (1964, 1968, 1972, 1999, 2000, 2004)
    for b, h in ((1, 1), (1, 31), (2, 28), (2, 29), (3, 1), (4, 30), (12, 1), (12, 31))
    if not (b == 2 and h == 29 and t % 4)
]
LAHIR = st.sampled_from(TEPI) | st.dates(date(1940, 1, 1), date(2010, 12, 31))


# --- the day of retirement -----------------------------------------------------------------------------------


@pytest.fixture
def satu_orang_sekelas() -> list[Pegawai]:
    """One person for every class of post that the law gives an age limit of its own."""
    unit = buat_unit()
    return [buat_pegawai(jabatan=_jabatan_kelas(unit, kelas)) for kelas in JABATAN]


def _jabatan_kelas(unit: UnitKerja, kelas: str) -> Jabatan:
    if kelas in ("jpt", "administrator", "pengawas", "pelaksana"):
        return buat_jabatan(unit, f"Jabatan {kelas}", jenis=kelas)
    if kelas == "guru":
        return buat_jabatan(unit, "Guru Ahli Muda", jenis="fungsional", jenjang="ahli_muda", guru=True)
    if kelas.startswith("peneliti"):
        return buat_jabatan(unit, f"Peneliti {kelas}", jenis="fungsional", jenjang=f"ahli_{kelas.removeprefix('peneliti_')}")
    return buat_jabatan(unit, f"Analis {kelas}", jenis="fungsional", jenjang=kelas)


@pytest.mark.kembaran("tmt_pensiun")
def test_both_sql_forms_of_retirement_say_what_the_rule_says(satu_orang_sekelas):
    kelas = list(JABATAN)

    @AWET
    @given(lahir=LAHIR, usia=st.lists(st.integers(50, 75), min_size=len(kelas), max_size=len(kelas)))
    def coba(lahir, usia):
        bup = dict(zip(kelas, usia, strict=True))
        Pegawai.objects.update(tanggal_lahir=lahir)

        for orang in Pegawai.objects.select_related("jabatan").annotate(tmt=tmt_pensiun(bup)):
            assert orang.tmt == compute_tmt_pensiun(lahir, bup[orang.jabatan.kelas_bup]), (orang.jabatan.kelas_bup, lahir)

    coba()


@pytest.mark.kembaran("tmt_pensiun")
@pytest.mark.parametrize("lahir", TEPI)
def test_the_projection_says_what_the_rule_says_for_every_class(satu_orang_sekelas, lahir):
    bup = daftar_bup(parameter.ambil(PARAMETER, PER))
    Pegawai.objects.update(tanggal_lahir=lahir)

    proyeksi.segarkan(per=PER)

    for orang in Pegawai.objects.select_related("jabatan"):
        assert orang.tmt_pensiun == compute_tmt_pensiun(lahir, bup[orang.jabatan.kelas_bup].usia), orang.jabatan.kelas_bup


# --- the class of a post -------------------------------------------------------------------------------------


@pytest.mark.kembaran("kelas_bup")
def test_the_database_derives_the_class_of_a_post_as_the_rule_does():
    unit = buat_unit()
    awal = st.sampled_from(["Guru", "Peneliti", "PEREKAYASA", "Penelitian", "Peneliti-Utama", "Kepala Peneliti", "Dokter", ""])

    @AWET
    @given(
        nama=st.tuples(awal, st.sampled_from(["Ahli Utama", "Ahli Madya", "ahli muda", ""])),
        jenis=st.sampled_from(JenisJabatan.values),
        jenjang=st.sampled_from([*Jenjang.values, ""]),
        guru=st.booleans(),
    )
    def coba(nama, jenis, jenjang, guru):
        judul = " ".join(nama).strip() or "Pranata"
        with transaction.atomic():
            jabatan = Jabatan.objects.create(unit=unit, nama=judul, jenis=jenis, jenjang=jenjang, guru=guru)
            jabatan.refresh_from_db()
            assert jabatan.kelas_bup == compute_kelas_bup(judul, jenis, jenjang, guru=guru)
            transaction.set_rollback(True)

    coba()


# --- who is superior -----------------------------------------------------------------------------------------

HARI_DEKAT = [PER - timedelta(days=400), PER - timedelta(days=1), PER, PER + timedelta(days=1)]


@st.composite
def kota(draw: st.DrawFn) -> dict[str, Any]:
    """A small city: a tree of units with leading posts, people with posts, deputies, standings and decrees around one day."""
    jumlah_unit = draw(st.integers(1, 5))
    jumlah_orang = draw(st.integers(1, 7))
    unit = st.integers(0, jumlah_unit - 1)
    orang = st.integers(0, jumlah_orang - 1)
    masa = st.tuples(st.sampled_from(HARI_DEKAT[:3]), st.sampled_from([None, PER, PER + timedelta(days=1)]))
    return {
        "induk": [None, *(draw(st.integers(0, n)) for n in range(jumlah_unit - 1))],
        "memimpin": [draw(st.booleans()) for _n in range(jumlah_unit)],
        "orang": [(draw(unit), draw(st.booleans()), draw(st.sampled_from(Kedudukan.values))) for _n in range(jumlah_orang)],
        "wakil": draw(st.lists(st.tuples(orang, unit, st.sampled_from(["plt", "plh", "pj"]), masa), max_size=4)),
        "per_unit": draw(st.dictionaries(unit, st.tuples(st.booleans(), orang, masa), max_size=3)),
        "per_orang": draw(st.dictionaries(orang, st.tuples(st.booleans(), orang, masa), max_size=3)),
        "pejabat": draw(masa),
    }


def _rentang(masa: tuple[date, date | None]) -> DateRange:
    return DateRange(masa[0], masa[1] if masa[1] is None or masa[1] > masa[0] else None)


def bangun(isi: dict[str, Any]) -> None:
    """Write the drawn city into the database."""
    unit: list[UnitKerja] = []
    for induk in isi["induk"]:
        unit.append(buat_unit(induk=None if induk is None else unit[induk]))
    pimpinan = [
        buat_jabatan(u, f"Kepala {u.nama}", jenis="pengawas", memimpin=True) if m else None
        for u, m in zip(unit, isi["memimpin"], strict=True)
    ]
    terisi: set[int] = set()
    orang: list[Pegawai] = []
    for di, ingin, kedudukan in isi["orang"]:
        kosong = pimpinan[di] is not None and di not in terisi
        jabatan = pimpinan[di] if ingin and kosong else buat_jabatan(unit[di])
        terisi |= {di} if ingin and kosong else set()
        orang.append(_orang(jabatan, kedudukan))
    for siapa, di, penugasan, masa in isi["wakil"]:
        if pimpinan[di] is not None:
            RiwayatJabatan.objects.create(
                pegawai=orang[siapa], jabatan=pimpinan[di], penugasan=penugasan, masa=_rentang(masa), tmt_jabatan=masa[0]
            )
    pejabat = PejabatNonAsn.objects.create(nama="Wali", sebutan="Wali Kota", masa=_rentang(isi["pejabat"]))
    jabatan_orang = [RiwayatJabatan.objects.get(pegawai=o, penugasan="definitif").jabatan for o in orang]
    for di, (oleh_pejabat, siapa, masa) in isi["per_unit"].items():
        _tetapkan(pejabat if oleh_pejabat else jabatan_orang[siapa], masa, unit=unit[di])
    for siapa_dinilai, (oleh_pejabat, siapa, masa) in isi["per_orang"].items():
        _tetapkan(pejabat if oleh_pejabat else jabatan_orang[siapa], masa, jabatan=jabatan_orang[siapa_dinilai])


def _orang(jabatan: Jabatan | None, kedudukan: str) -> Pegawai:
    n = Pegawai.objects.count()
    orang = Pegawai.objects.create(
        nama=f"Orang {n}",
        nama_urut=f"orang {n}",
        tanggal_lahir=date(1990, 3, 15),
        jenis_kelamin="pria",
        jenis="pns",
        id_asing=f"k-{n}",
    )
    RiwayatStatus.objects.create(pegawai=orang, jenis="pns", kedudukan=kedudukan, masa=DateRange(MULAI, None))
    RiwayatJabatan.objects.create(pegawai=orang, jabatan=jabatan, masa=DateRange(MULAI, None), tmt_jabatan=MULAI)
    return orang


def _tetapkan(penilai: Jabatan | PejabatNonAsn, masa: tuple[date, date | None], **sasaran: Any) -> None:
    kolom = "penilai_pejabat" if isinstance(penilai, PejabatNonAsn) else "penilai_jabatan"
    PenetapanPenilai.objects.create(**{kolom: penilai}, masa=_rentang(masa), dasar="SK", **sasaran)


def baca_tatanan(per: date) -> Tatanan:
    """The city on a day, read row by row without the projection's SQL."""
    pemegang: dict[int, list[Pemegang]] = {}
    kedudukan = {s.pegawai_id: s.kedudukan for s in RiwayatStatus.objects.filter(BERLAKU, masa__contains=per)}
    for r in RiwayatJabatan.objects.filter(BERLAKU, masa__contains=per):
        aktif = kedudukan.get(r.pegawai_id) == Kedudukan.AKTIF
        baru = Pemegang(r.pegawai_id, r.penugasan == "definitif", r.masa.lower, r.pk, aktif)
        pemegang.setdefault(r.jabatan_id, []).append(baru)
    penetapan = list(PenetapanPenilai.objects.filter(masa__contains=per).select_related("penilai_pejabat"))
    return Tatanan(
        induk=dict(UnitKerja.objects.values_list("pk", "induk_id")),
        pimpinan=dict(Jabatan.objects.filter(memimpin=True).values_list("unit_id", "pk")),
        pemegang=pemegang,
        per_unit={p.unit_id: _baca(p, per) for p in penetapan if p.unit_id},
        per_jabatan={p.jabatan_id: _baca(p, per) for p in penetapan if p.jabatan_id},
    )


def _baca(p: PenetapanPenilai, per: date) -> Penetapan:
    masa = p.penilai_pejabat.masa if p.penilai_pejabat else None
    menjabat = masa is not None and masa.lower <= per and (masa.upper is None or per < masa.upper)
    return Penetapan(p.penilai_jabatan_id, p.penilai_pejabat_id, menjabat)


@pytest.mark.kembaran("atasan")
@settings(max_examples=60, deadline=None)
@given(isi=kota())
def test_the_projection_finds_the_superior_that_the_rule_finds(isi):
    with transaction.atomic():
        bangun(isi)
        for per in HARI_DEKAT[1:]:
            proyeksi.segarkan(per=per)
            tatanan = baca_tatanan(per)
            for o in Pegawai.objects.all():
                assert Atasan(o.atasan_id, o.atasan_pejabat_id) == find_atasan(tatanan, o.pk, o.unit_id, o.jabatan_id), (o, per)
        transaction.set_rollback(True)
