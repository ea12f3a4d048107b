"""Changing a value of law: proposed, looked at, confirmed by somebody else where it touches people, and taken back exactly."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from akun.models import PerubahanEmail
from aturan import daftar_parameter, parameter, services
from aturan.models import ParameterAturan, UsulanParameter
from aturan.selectors import get_perbandingan, list_jejak, pada
from aturan.services import IsiUsulan
from inti import waktu
from inti.keputusan import MasukanDitolak
from laporan.models import Pekerjaan
from pegawai import proyeksi
from tests.akun.factories import buat_pengguna, konteks_of
from tests.aturan.factories import MULAI, ajukan, buat_usulan, nilai_baru, petugas, sahkan, tersentuh
from tests.pegawai.factories import buat_pegawai

pytestmark = pytest.mark.django_db
PER = date(2026, 11, 27)
NANTI = date(2027, 1, 1)


@pytest.fixture
def staf():
    return buat_pegawai("Hotma Sinaga", tanggal_lahir=date(1970, 3, 15))


def bup(per: date = PER) -> int:
    return parameter.nilai("bup_jabatan", per)["pelaksana"]


def test_a_draft_counts_for_nobody(staf):
    buat_usulan(petugas())

    assert bup() == 58


def test_before_it_counts_it_says_whom_it_touches_before_and_after(staf):
    buat_pegawai("Kepala", memimpin=True)  # an administrator, whose limit stays
    usulan = buat_usulan(petugas())
    perbandingan = get_perbandingan(usulan, waktu.today())

    (dampak,) = services.list_dampak("bup_jabatan")
    (baris,) = perbandingan.tersentuh(dampak)

    assert (baris["nama"], baris["sebelum"], baris["sesudah"]) == ("Hotma Sinaga", date(2028, 4, 1), date(2030, 4, 1))
    assert [(str(u.sebelum), str(u.sesudah)) for u in perbandingan.perubahan] == [("58 tahun", "60 tahun")]


def test_people_who_left_are_not_touched(staf):
    type(staf).objects.filter(pk=staf.pk).update(kedudukan="pensiun")

    assert tersentuh(buat_usulan(petugas())) == 0


def test_whom_it_touches_is_found_in_a_fixed_number_of_queries(staf, django_assert_num_queries):
    for _n in range(5):
        buat_pegawai()
    usulan = buat_usulan(petugas())

    with django_assert_num_queries(3):
        assert tersentuh(usulan) == 6


def test_what_touches_nobody_from_today_on_counts_at_once():
    pengusul = petugas()
    usulan = ajukan(pengusul, buat_usulan(pengusul, mulai=waktu.today()))

    assert usulan.status == "berlaku"
    assert bup(waktu.today()) == 60


@pytest.mark.parametrize("sampai", [None, date(2025, 12, 31)])
def test_what_counts_for_a_day_gone_by_waits_for_another_officer(sampai: date | None):
    """Nobody may be touched today, but somebody was decided about then: the annual hours of last year, for one."""
    pengusul, kedua = petugas(), petugas()
    usulan = buat_usulan(pengusul, mulai=date(2025, 1, 1))
    UsulanParameter.objects.filter(pk=usulan.pk).update(
        berlaku=DateRange(date(2025, 1, 1), date.fromordinal(sampai.toordinal() + 1) if sampai else None)
    )

    usulan = ajukan(pengusul, UsulanParameter.objects.get(pk=usulan.pk))

    assert (usulan.status, usulan.tersentuh) == ("menunggu", 0)
    with pytest.raises(services.PengusulSendiriError):
        services.approve_usulan(konteks=pengusul, usulan=usulan, dilihat=0)
    assert services.approve_usulan(konteks=kedua, usulan=usulan, dilihat=0).status == "berlaku"


def test_taking_back_what_counted_on_a_day_gone_by_waits_for_another_officer():
    pengusul = petugas()
    sahkan(buat_usulan(pengusul))
    baris = ParameterAturan.objects.get(nama="bup_jabatan", berlaku__startswith=MULAI)

    usulan = services.create_penarikan(konteks=pengusul, sasaran=baris, alasan="Salah pasal")

    assert ajukan(pengusul, usulan).status == "menunggu"


def test_what_touches_somebody_waits_for_another_officer(staf):
    pengusul = petugas()
    usulan = ajukan(pengusul, buat_usulan(pengusul))

    assert (usulan.status, usulan.tersentuh, bup()) == ("menunggu", 1, 58)
    with pytest.raises(services.PengusulSendiriError, match="petugas lain"):
        services.approve_usulan(konteks=pengusul, usulan=usulan, dilihat=1)
    assert bup() == 58

    services.approve_usulan(konteks=petugas(), usulan=usulan, dilihat=1)

    assert (bup(date(2026, 6, 30)), bup()) == (58, 60)


def test_the_database_itself_refuses_one_person_as_both(staf):
    pengusul = petugas()
    usulan = ajukan(pengusul, buat_usulan(pengusul))

    with pytest.raises(IntegrityError, match="usulan_parameter_dua_orang"), transaction.atomic():
        UsulanParameter.objects.filter(pk=usulan.pk).update(status="berlaku", pemutus=pengusul.pengguna)


def test_confirming_twice_is_refused_in_words(staf):
    usulan = sahkan(buat_usulan(petugas()))

    with pytest.raises(services.UsulanSudahDiputusError, match="Disahkan"):
        services.approve_usulan(konteks=petugas(), usulan=usulan, dilihat=1)
    assert ParameterAturan.objects.filter(usulan=usulan).count() == 1


def test_somebody_more_than_was_shown_stops_it(staf):
    pengusul = petugas()
    usulan = ajukan(pengusul, buat_usulan(pengusul))
    buat_pegawai("Baru Datang")

    with pytest.raises(services.SentuhanBerubahError, match="sekarang 2 orang"):
        services.approve_usulan(konteks=petugas(), usulan=usulan, dilihat=1)
    assert bup() == 58


def test_it_may_be_refused_with_a_reason_and_then_counts_for_nobody(staf):
    pengusul = petugas()
    usulan = ajukan(pengusul, buat_usulan(pengusul))

    with pytest.raises(services.AlasanKosongError):
        services.reject_usulan(konteks=petugas(), usulan=usulan, alasan="")
    usulan = services.reject_usulan(konteks=petugas(), usulan=usulan, alasan="Pasalnya belum berlaku di daerah.")

    assert (usulan.status, usulan.alasan_putusan, bup()) == ("ditolak", "Pasalnya belum berlaku di daerah.", 58)


def test_its_proposer_may_take_it_back_and_nobody_else(staf):
    pengusul = petugas()
    usulan = ajukan(pengusul, buat_usulan(pengusul))

    for langkah in (
        lambda: services.cancel_usulan(konteks=petugas(), usulan=usulan),
        lambda: ajukan(petugas(), buat_usulan(pengusul)),
    ):
        with pytest.raises(services.BukanPengusulError):
            langkah()
    assert services.cancel_usulan(konteks=pengusul, usulan=usulan).status == "dibatalkan"


def test_one_proposal_for_a_value_waits_at_a_time(staf):
    satu, dua = petugas(), petugas()
    ajukan(satu, buat_usulan(satu))

    with pytest.raises(ValidationError, match="Masih ada usulan lain"):
        ajukan(dua, buat_usulan(dua, pelaksana=59))


@pytest.mark.parametrize(
    ("ubah", "galat"),
    [
        ({"mulai": date(1900, 1, 1)}, services.MulaiTidakWajarError),
        ({"mulai": date(2090, 1, 1)}, services.MulaiTidakWajarError),
        ({"sampai": date(2026, 1, 1)}, services.MulaiTidakWajarError),
        ({"dasar": "  "}, services.DasarKosongError),
        ({"nilai": {"pelaksana": 600}}, MasukanDitolak),
    ],
)
def test_what_makes_no_sense_is_refused_before_anything_is_written(ubah, galat):
    isi = {"nilai": nilai_baru(pelaksana=60), "mulai": MULAI, "dasar": "UU 1/2026"} | ubah

    with pytest.raises(galat):
        services.create_usulan(konteks=petugas(), definisi=daftar_parameter.get_definisi("bup_jabatan"), isi=IsiUsulan(**isi))
    assert not UsulanParameter.objects.exists()


def test_the_value_that_counts_already_is_no_change():
    kini = parameter.ambil(["bup_jabatan"], PER)["bup_jabatan"]
    isi = IsiUsulan(nilai=kini.nilai, mulai=MULAI, dasar=kini.dasar, tanda="naskah")

    with pytest.raises(services.TidakBerubahError):
        services.create_usulan(konteks=petugas(), definisi=daftar_parameter.get_definisi("bup_jabatan"), isi=isi)


@pytest.mark.parametrize("peran", ["auditor", "tim_penilai", "pimpinan"])
def test_only_who_looks_after_the_rules_may_propose(peran):
    konteks = konteks_of(buat_pengguna(peran))

    with pytest.raises(PermissionDenied):
        buat_usulan(konteks)


def test_a_draft_that_replaces_another_ends_it():
    pengusul = petugas()
    lama = buat_usulan(pengusul)
    definisi = daftar_parameter.get_definisi("bup_jabatan")
    assert definisi is not None

    isi = IsiUsulan(nilai=nilai_baru(pelaksana=59), mulai=MULAI, dasar="UU 1/2026")
    services.create_usulan(konteks=pengusul, definisi=definisi, isi=isi, ganti=lama)

    lama.refresh_from_db()
    assert lama.status == "dibatalkan"


# --- what follows ----------------------------------------------------------------------------------------


def test_what_follows_is_brought_up_to_date_at_once_by_a_job(staf, django_capture_on_commit_callbacks):
    usulan = sahkan(buat_usulan(petugas()))

    pekerjaan = Pekerjaan.objects.get(kode=usulan.lanjutan["pensiun"])
    assert (pekerjaan.jenis, pekerjaan.status) == ("pegawai.hitung_ulang", "antre")
    proyeksi.segarkan()
    staf.refresh_from_db()
    assert staf.tmt_pensiun == date(2030, 4, 1)


def test_a_value_of_the_future_waits_for_its_day(staf):
    usulan = sahkan(buat_usulan(petugas(), mulai=NANTI))

    assert usulan.lanjutan == {}
    assert (bup(), bup(NANTI)) == (58, 60)


# --- withdrawal ------------------------------------------------------------------------------------------


def tarik(sasaran: ParameterAturan) -> UsulanParameter:
    pengusul = petugas()
    return sahkan(services.create_penarikan(konteks=pengusul, sasaran=sasaran, alasan="Salah mengutip pasal."))


def test_a_mistake_is_withdrawn_with_a_reason_and_what_counted_before_counts_again(staf):
    usulan = sahkan(buat_usulan(petugas()))

    penarikan = tarik(usulan.parameter)

    assert bup() == 58
    usulan.parameter.refresh_from_db()
    assert (usulan.parameter.ditarik_at, usulan.parameter.penarikan) == (penarikan.diputus_at, penarikan)


def test_a_withdrawal_proposed_twice_is_one_draft(staf):
    baris, pengusul = sahkan(buat_usulan(petugas())).parameter, petugas()

    satu, dua = (services.create_penarikan(konteks=pengusul, sasaran=baris, alasan="Salah mengutip pasal.") for _klik in range(2))

    assert satu == dua
    assert services.create_penarikan(konteks=pengusul, sasaran=baris, alasan="Salah angka sejak awal.") != satu


def test_a_withdrawal_that_touches_people_needs_another_officer_too(staf):
    baris = sahkan(buat_usulan(petugas())).parameter
    pengusul = petugas()
    penarikan = ajukan(pengusul, services.create_penarikan(konteks=pengusul, sasaran=baris, alasan="Salah mengutip pasal."))

    assert (penarikan.status, penarikan.tersentuh) == ("menunggu", 1)
    with pytest.raises(services.PengusulSendiriError):
        services.approve_usulan(konteks=pengusul, usulan=penarikan, dilihat=1)


def test_what_is_withdrawn_already_or_came_with_the_product_is_not_withdrawn(staf):
    baris = sahkan(buat_usulan(petugas())).parameter
    tarik(baris)
    baris.refresh_from_db()

    for sasaran in (baris, ParameterAturan.objects.get(nama="jp_tahunan")):
        with pytest.raises(services.TidakBisaDitarikError):
            services.create_penarikan(konteks=petugas(), sasaran=sasaran, alasan="Salah mengutip pasal.")


def test_a_withdrawal_without_a_reason_is_refused(staf):
    baris = sahkan(buat_usulan(petugas())).parameter

    with pytest.raises(services.AlasanKosongError):
        services.create_penarikan(konteks=petugas(), sasaran=baris, alasan="salah")


HARI = [date(2023, 10, 31), date(2025, 12, 31), date(2026, 1, 1), MULAI - timedelta(days=1), MULAI, PER, NANTI, date(2030, 2, 28)]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    langkah=st.lists(st.tuples(st.dates(date(2024, 1, 1), date(2029, 12, 31)), st.integers(50, 75)), min_size=1, max_size=4),
    urutan=st.randoms(use_true_random=False),
)
def test_withdrawing_in_any_order_gives_back_exactly_what_counted_before(langkah, urutan):
    with transaction.atomic():
        sebelum = [parameter.ambil(["bup_jabatan"], h) for h in HARI]
        baris = []
        for mulai, usia in langkah:
            try:
                baris.append(sahkan(buat_usulan(petugas(), mulai=mulai, pelaksana=usia)).parameter)
            except services.TidakBerubahError:
                continue
        urutan.shuffle(baris)
        for b in baris:
            tarik(b)

        assert [parameter.ambil(["bup_jabatan"], h) for h in HARI] == sebelum
        transaction.set_rollback(True)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    langkah=st.lists(st.tuples(st.dates(date(2024, 1, 1), date(2029, 12, 31)), st.integers(50, 75)), max_size=4),
    hari=st.dates(date(2023, 10, 31), date(2030, 12, 31)),
)
def test_a_preview_chooses_the_row_that_the_database_would(langkah, hari):
    with transaction.atomic():
        for mulai, usia in langkah:
            ParameterAturan.objects.create(
                nama="bup_jabatan", nilai={"pelaksana": usia}, berlaku=IsiUsulan(None, mulai, "x").berlaku, dasar="SK"
            )

        rows = ParameterAturan.objects.filter(nama="bup_jabatan")
        assert pada(rows, hari) == parameter.list_berlaku(hari).get(nama="bup_jabatan")
        transaction.set_rollback(True)


# --- history ---------------------------------------------------------------------------------------------


def test_the_history_tells_in_words_what_changed_by_whom_and_what_was_withdrawn(staf):
    pengusul = petugas()
    usulan = sahkan(buat_usulan(pengusul))
    tarik(usulan.parameter)
    definisi = daftar_parameter.get_definisi("bup_jabatan")
    assert definisi is not None

    baru, kini, *_lama = list_jejak(definisi, PER)

    assert [(str(u.label[0].teks), str(u.sebelum), str(u.sesudah)) for u in baru.perubahan] == [
        ("Pelaksana", "58 tahun", "60 tahun")
    ]
    assert baru.baris.usulan.pengusul == pengusul.pengguna
    assert baru.baris.usulan.pemutus != pengusul.pengguna
    assert baru.baris.penarikan.alasan == "Salah mengutip pasal."
    assert (baru.berlaku, kini.berlaku) == (False, True)


def test_where_nobody_can_tell_whom_it_will_touch_a_second_officer_looks_at_it():
    pengusul, kedua = petugas(), petugas()

    usulan = ajukan(pengusul, buat_usulan(pengusul, "tenggat_alur", NANTI, skp=9))

    assert usulan.status == "menunggu"
    with pytest.raises(services.PengusulSendiriError):
        services.approve_usulan(konteks=pengusul, usulan=usulan, dilihat=0)
    services.approve_usulan(konteks=kedua, usulan=usulan, dilihat=0)
    assert parameter.nilai("tenggat_alur", NANTI)["skp"] == 9
    assert parameter.nilai("tenggat_alur", PER)["skp"] != 9


def test_who_got_the_way_in_from_the_proposer_is_no_second_officer(staf):
    pengusul, kedua = petugas(), petugas()
    usulan = ajukan(pengusul, buat_usulan(pengusul))
    PerubahanEmail.objects.create(pengguna=kedua.pengguna, diubah_oleh=pengusul.pengguna)

    with pytest.raises(services.PengusulSendiriError, match="Jalan masuk"):
        services.approve_usulan(konteks=kedua, usulan=usulan, dilihat=1)
