"""Laws of the rules on people: they hold for any person and any day, and each figure of a decree has two sides."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inti.keputusan import MasukanDitolak, Parameter
from pegawai.rules.delegasi import decide_delegasi
from pegawai.rules.duk import TINGKAT_JABATAN, TINGKAT_PENDIDIKAN, DataDuk, kunci_duk
from pegawai.rules.golongan import PNS, PPPK, turun
from pegawai.rules.jabatan import urai_jabatan
from pegawai.rules.masa_kerja import tambah, usia
from pegawai.rules.nik import UMUR_TERTUA, urai_nik
from pegawai.rules.nip import JenisKelamin, SyaratNomor, urai_nomor
from pegawai.rules.pensiun import Bup, compute_tmt_pensiun, decide_pensiun, decide_pindah_jabatan

HARI = st.dates(date(1980, 1, 1), date(2040, 12, 31))
LAHIR = st.dates(date(1940, 1, 1), date(2010, 12, 31))
BUP = st.integers(50, 75)
SEHARI = timedelta(days=1)


# --- service for pay --------------------------------------------------------------------------------------

JEDA = st.lists(st.tuples(HARI, st.none() | HARI), max_size=3).map(lambda d: [(a, b) for a, b in d if b is None or a < b])
MK = st.tuples(st.integers(0, 40), st.integers(0, 11))


def bulan(pasangan: tuple[int, int]) -> int:
    return pasangan[0] * 12 + pasangan[1]


@given(mk=MK, sejak=HARI, hari=st.lists(HARI, min_size=2, max_size=2).map(sorted))
def test_service_never_shrinks_with_time(mk, sejak, hari):
    dini, lambat = (tambah(*mk, sejak=sejak, per=h) for h in hari)

    assert bulan(dini) <= bulan(lambat)
    assert 0 <= lambat[1] <= 11


@given(mk=MK, sejak=HARI)
def test_on_its_own_day_service_is_what_was_counted(mk, sejak):
    assert tambah(*mk, sejak=sejak, per=sejak) == mk


@given(mk=MK, sejak=st.dates(date(1980, 1, 1), date(2020, 12, 31)), tahun=st.integers(0, 20))
def test_each_whole_year_adds_one(mk, sejak, tahun):
    hari = sejak.replace(day=min(sejak.day, 28))

    assert tambah(*mk, sejak=hari, per=hari.replace(year=hari.year + tahun)) == (mk[0] + tahun, mk[1])


@given(mk=MK, sejak=HARI, per=HARI, jeda=JEDA)
def test_leave_only_ever_slows_the_count_down(mk, sejak, per, jeda):
    tanpa, dengan = bulan(tambah(*mk, sejak=sejak, per=per)), bulan(tambah(*mk, sejak=sejak, per=per, jeda=jeda[:1]))

    assert dengan <= tanpa if per >= sejak else dengan >= tanpa


@given(lahir=LAHIR, umur=st.integers(1, 90))
def test_one_grows_older_on_the_birthday_and_not_the_day_before(lahir, umur):
    hari = lahir.replace(year=lahir.year + umur) if (lahir.month, lahir.day) != (2, 29) else date(lahir.year + umur, 3, 1)

    assert usia(lahir, hari) == umur
    assert usia(lahir, hari - SEHARI) == umur - 1 or (lahir.month, lahir.day) == (2, 29)


# --- retirement -------------------------------------------------------------------------------------------


@given(lahir=st.lists(LAHIR, min_size=2, max_size=2).map(sorted), bup=BUP)
def test_the_younger_never_retires_before_the_older(lahir, bup):
    tua, muda = (compute_tmt_pensiun(h, bup) for h in lahir)

    assert tua <= muda


@given(lahir=LAHIR, bup=BUP)
def test_one_year_more_of_the_limit_is_one_year_more_of_service(lahir, bup):
    satu, dua = compute_tmt_pensiun(lahir, bup), compute_tmt_pensiun(lahir, bup + 1)

    assert dua == satu.replace(year=satu.year + 1)


@given(lahir=LAHIR, bup=BUP)
def test_everybody_born_in_one_month_retires_on_one_day(lahir, bup):
    hari = [lahir.replace(day=1), lahir.replace(day=monthrange(lahir.year, lahir.month)[1])]

    assert {compute_tmt_pensiun(h, bup) for h in hari} == {compute_tmt_pensiun(lahir, bup)}


@given(lahir=LAHIR, bup=BUP)
def test_retirement_has_come_on_its_first_day_and_not_on_the_day_before(lahir, bup):
    tmt = compute_tmt_pensiun(lahir, bup)

    def kata(per: date) -> str:
        return str(decide_pensiun(tanggal_lahir=lahir, jabatan="guru", bup=Bup(bup, "X"), per=per).alasan[-1])

    assert ("sudah tiba" in kata(tmt), "belum tiba" in kata(tmt - SEHARI)) == (True, True)


@given(lahir=LAHIR, bup=BUP)
def test_a_post_can_be_taken_up_until_the_day_before_its_limit(lahir, bup):
    tmt = compute_tmt_pensiun(lahir, bup)
    boleh = [decide_pindah_jabatan(tanggal_lahir=lahir, bup_baru=Bup(bup, "X"), tmt_jabatan=h).hasil for h in (tmt - SEHARI, tmt)]

    assert boleh == [True, False]


# --- standing in ------------------------------------------------------------------------------------------


def delegasi(batas: int = 90, **isi: object):
    """A mandate that would be recorded, changed where a test needs it."""
    hari = date(2026, 11, 24)
    biasa = {
        "mulai": hari, "akhir": hari, "tanggal_surat": hari, "per": hari,
        "wakil_bertugas": True, "wakil_diwakili": False, "orang_lain": True,
    }  # fmt: skip
    return decide_delegasi(**biasa | isi, batas=Parameter("delegasi", {"hari": batas}, "Perwal 1/2030"))


@given(mulai=HARI, batas=st.integers(1, 400))
def test_the_longest_mandate_is_as_many_days_as_the_decree_says_both_ends_included(mulai, batas):
    akhir = mulai + (batas - 1) * SEHARI
    sama = {"mulai": mulai, "tanggal_surat": mulai, "per": mulai, "batas": batas}

    assert delegasi(akhir=akhir, **sama).hasil is True
    lebih = delegasi(akhir=akhir + SEHARI, **sama)
    assert (lebih.hasil, [a.kode for a in lebih.kurang], lebih.kurang[0].dasar) == (False, ["lama"], "Perwal 1/2030")


@pytest.mark.parametrize(
    ("isi", "kode"),
    [
        ({"akhir": date(2026, 11, 23)}, {"urut", "belum_lewat"}),
        ({"mulai": date(2026, 11, 1), "akhir": date(2026, 11, 23), "tanggal_surat": date(2026, 11, 1)}, {"belum_lewat"}),
        ({"tanggal_surat": date(2026, 11, 25)}, {"surat"}),
        ({"wakil_bertugas": False}, {"bertugas"}),
        ({"orang_lain": False}, {"orang_lain"}),
    ],
)
def test_each_condition_refuses_by_itself_and_says_what_to_do(isi, kode):
    keputusan = delegasi(**isi)

    assert (keputusan.hasil, {a.kode for a in keputusan.kurang}) == (False, kode)
    assert all(a.cara for a in keputusan.kurang)


@given(depan=st.integers(0, 60))
def test_a_letter_may_be_dated_until_the_first_day_also_of_a_mandate_that_lies_ahead(depan):
    mulai = date(2026, 11, 24) + depan * SEHARI

    assert delegasi(mulai=mulai, akhir=mulai, tanggal_surat=mulai).hasil is True
    assert delegasi(mulai=mulai, akhir=mulai, tanggal_surat=mulai + SEHARI).hasil is False


def test_a_chain_of_mandates_warns_and_refuses_nothing():
    keputusan = delegasi(wakil_diwakili=True)

    assert (keputusan.hasil, [a.kode for a in keputusan.peringatan]) == (True, ["berantai"])


# --- the rank list ----------------------------------------------------------------------------------------

ORANG = st.builds(
    DataDuk,
    urutan_golongan=st.integers(1, 17),
    tmt_golongan=st.none() | HARI,
    jabatan=st.sampled_from([*TINGKAT_JABATAN, ""]),
    tmt_jabatan=st.none() | HARI,
    mk_bulan=st.integers(0, 480),
    pendidikan=st.sampled_from([*TINGKAT_PENDIDIKAN, ""]),
    tahun_lulus=st.none() | st.integers(1970, 2026),
    tanggal_lahir=LAHIR,
    kunci=st.just(0),
    diklat=st.integers(0, 4),
    tahun_diklat=st.none() | st.integers(1980, 2026),
)


@given(daftar=st.lists(ORANG, max_size=12), acak=st.randoms(use_true_random=False))
def test_the_list_does_not_depend_on_the_order_in_which_people_were_read(daftar, acak):
    daftar = [replace(d, kunci=n) for n, d in enumerate(daftar)]
    lain = acak.sample(daftar, len(daftar))

    assert sorted(lain, key=kunci_duk) == sorted(daftar, key=kunci_duk)


@given(orang=ORANG)
def test_what_is_not_known_never_puts_somebody_before_who_is_known(orang):
    for bidang in ("tmt_golongan", "tmt_jabatan", "tahun_lulus", "tahun_diklat"):
        if getattr(orang, bidang) is not None:
            assert kunci_duk(orang) < kunci_duk(replace(orang, **{bidang: None})), bidang


@given(orang=ORANG, lain=ORANG)
def test_the_higher_rank_stands_first_whatever_else_is_known(orang, lain):
    tinggi, rendah = replace(orang, urutan_golongan=13), replace(lain, urutan_golongan=12)

    assert kunci_duk(tinggi) < kunci_duk(rendah)


# --- ranks and titles -------------------------------------------------------------------------------------


@given(satu=st.sampled_from(PNS), dua=st.sampled_from(PNS), tiga=st.sampled_from(PNS))
def test_lower_than_lower_is_lower(satu, dua, tiga):
    assert not (turun(satu, dua) and turun(dua, tiga)) or turun(satu, tiga)


@pytest.mark.parametrize("daftar", [PNS, PPPK], ids=["pns", "pppk"])
def test_each_rank_lies_one_above_the_one_before(daftar):
    assert [g.urutan for g in daftar] == list(range(1, 18))
    assert not any(turun(a, b) for a, b in zip(daftar, daftar[1:], strict=False))


@given(
    awal=st.sampled_from(["Guru", "Perawat", "Analis Kebijakan", "Pranata Komputer"]),
    jenjang=st.sampled_from(["Ahli Utama", "Ahli Madya", "Ahli Muda", "Ahli Pertama", "Penyelia", "Mahir", "Terampil", "Pemula"]),
    tulis=st.sampled_from([str, str.upper, str.lower, str.title, lambda t: f"  {t.replace(' ', '  ')} "]),
)
def test_a_title_is_read_whatever_its_capitals_and_spaces(awal, jenjang, tulis):
    hasil = urai_jabatan(tulis(f"{awal} {jenjang}"), "Jabatan Fungsional")

    assert (hasil.jenis, hasil.jenjang, hasil.guru) == ("fungsional", jenjang.lower().replace(" ", "_"), awal == "Guru")


# --- numbers ----------------------------------------------------------------------------------------------


@given(lahir=st.dates(date(1960, 1, 1), date(2000, 12, 31)), paling_muda=st.integers(16, 25), bulan_lahir=st.integers(1, 12))
def test_the_youngest_age_is_the_one_of_the_decree_on_each_side_of_the_birthday(lahir, paling_muda, bulan_lahir):
    """Born on the first of the month, one is old enough in that month; born on the second, only in the next."""
    syarat = SyaratNomor(paling_muda, 46, "Perwal", {})
    cukup, kurang = lahir.replace(month=bulan_lahir, day=1), lahir.replace(month=bulan_lahir, day=2)
    mulai = f"{lahir.year + paling_muda}{bulan_lahir:02d}"

    def urai(hari: date):
        return urai_nomor(f"{hari:%Y%m%d}{mulai}1001", per=date(2040, 1, 1), syarat=syarat)

    assert urai(cukup).hasil.tanggal_lahir == cukup
    with pytest.raises(MasukanDitolak, match=f"paling muda {paling_muda} tahun") as penolakan:
        urai(kurang)
    assert penolakan.value.kode == "usia"


@given(lahir=st.dates(date(1930, 1, 1), date(2026, 11, 24)), kelamin=st.sampled_from(JenisKelamin), seri=st.integers(1, 9999))
def test_a_nik_made_of_facts_gives_the_facts_back_without_a_warning(lahir, kelamin, seri):
    hari = lahir.day + 40 * (kelamin is JenisKelamin.WANITA)
    nik = f"127301{hari:02d}{lahir:%m%y}{seri:04d}"

    keputusan = urai_nik(nik, per=date(2026, 11, 24), tanggal_lahir=lahir, jenis_kelamin=kelamin)

    assert (keputusan.hasil.tanggal_lahir, keputusan.hasil.jenis_kelamin, keputusan.peringatan) == (lahir, kelamin, ())


@given(nik=st.from_regex(r"[0-9]{16}", fullmatch=True), per=st.dates(date(2000, 1, 1), date(2090, 1, 1)))
def test_a_birth_read_from_a_nik_is_past_and_of_this_life(nik, per):
    lahir = urai_nik(nik, per=per).hasil.tanggal_lahir

    assert lahir is None or (lahir <= per and per.year - lahir.year <= UMUR_TERTUA)
