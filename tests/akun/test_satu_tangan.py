"""One pair of hands is one pair of hands, through however many accounts it goes; and what it does to accounts is seen by others."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client

from akun import services
from akun.kait import list_sebutan
from akun.models import KodeAktivasi, Pengguna, PenugasanPeran, PerubahanEmail
from akun.petugas import SatuPetugasError, check_petugas_email, check_petugas_faktor, check_petugas_kode, list_satu_tangan
from akun.rekan import JEDA_PETUGAS
from inti import waktu
from inti.nomor import kelompokkan
from kabar.models import Antaran
from organisasi.kait import SusunanTerjangkauError
from organisasi.models import PenetapanPenilai
from organisasi.services import create_penetapan_penilai
from pegawai.models import Delegasi
from pegawai.services.delegasi import IsiDelegasi, create_delegasi
from tests.akun.factories import buat_pengguna, konteks_of
from tests.akun.test_dua_petugas import masuk
from tests.kabar.kata import jenis_kotak, kotak
from tests.organisasi.factories import buat_unit
from tests.pegawai.factories import buat_pegawai
from tests.potret import tidak_berubah

pytestmark = pytest.mark.django_db


def buat_admin(nama: str, sejak: timedelta = timedelta(days=300)) -> Pengguna:
    """An administrator; by default one for as long as anybody remembers."""
    akun = buat_pengguna("admin_bkpsdm", sandi=None, nama=nama)
    hari = waktu.today() - sejak
    akun.penugasan_peran.update(masa=f"[{hari},)", diberikan_at=waktu.now() - sejak)
    return akun


@pytest.fixture
def satu() -> Pengguna:
    return buat_admin("Admin Satu")


@pytest.fixture
def dua(satu: Pengguna) -> Pengguna:
    return buat_admin("Admin Dua")


def buat_kode(oleh: Pengguna, untuk: Pengguna, lalu: timedelta = timedelta(0)) -> None:
    """A code that was used at once, by whomever."""
    kini = waktu.now() - lalu
    KodeAktivasi.objects.create(
        pengguna=untuk, sidik=f"{oleh.pk}-{untuk.pk}-{lalu}", dibuat_oleh=oleh, dibuat_at=kini, dipakai_at=kini,
        kedaluwarsa_at=kini + timedelta(days=14),
    )  # fmt: skip


def ganti_alamat(oleh: Pengguna, untuk: Pengguna, lalu: timedelta = timedelta(0)) -> None:
    PerubahanEmail.objects.create(pengguna=untuk, diubah_oleh=oleh, diubah_at=waktu.now() - lalu)


@pytest.mark.parametrize("jalan", [buat_kode, ganti_alamat])
def test_who_made_a_way_into_an_account_before_it_got_its_role_is_one_with_it(satu, dua, jalan: Any) -> None:
    eko = buat_pengguna(sandi=None, nama="Eko")
    jalan(satu, eko, timedelta(hours=1))
    services.confirm_peran(
        konteks=konteks_of(satu),
        tugas=(tugas := services.create_penugasan_peran(konteks=konteks_of(dua), pengguna=eko, peran="admin_bkpsdm")),
        versi=tugas.versi,
    )

    assert list_satu_tangan(eko) == {satu.pk}
    lain = services.create_penugasan_peran(konteks=konteks_of(satu), pengguna=buat_pengguna(sandi=None), peran="moderator")
    with pytest.raises(SatuPetugasError, match="Jalan masuk"):
        services.confirm_peran(konteks=konteks_of(eko), tugas=lain, versi=lain.versi)
    assert not services.confirm_peran(konteks=konteks_of(dua), tugas=lain, versi=lain.versi).menunggu


def test_a_hand_is_passed_on_through_the_account_between(satu, dua) -> None:
    eko = buat_admin("Eko")
    buat_kode(satu, eko)
    buat_kode(eko, dua)

    assert list_satu_tangan(satu) == {eko.pk, dua.pk}
    assert list_satu_tangan(dua) == {satu.pk, eko.pk}


def test_two_accounts_that_the_same_officer_opened_are_one_hand_but_not_two_officers_who_helped_the_same_person(
    satu, dua
) -> None:
    tiga, pimpinan = buat_admin("Admin Tiga"), buat_pengguna("pimpinan", sandi=None)
    buat_kode(satu, dua)
    buat_kode(satu, tiga)
    assert list_satu_tangan(dua) == {satu.pk, tiga.pk}

    KodeAktivasi.objects.all().delete()
    buat_kode(satu, pimpinan)
    buat_kode(dua, pimpinan)
    assert list_satu_tangan(satu) == {pimpinan.pk}


def test_after_two_weeks_they_are_two_again(satu, dua) -> None:
    buat_kode(satu, dua, JEDA_PETUGAS)

    assert list_satu_tangan(satu) == set()


def test_a_young_city_has_its_second_officer(satu) -> None:
    eko = buat_pengguna(sandi=None, nama="Eko")
    buat_kode(satu, eko, timedelta(hours=1))
    services.create_penugasan_peran(konteks=konteks_of(satu), pengguna=eko, peran="admin_bkpsdm")

    assert list_satu_tangan(eko) == set()
    buat_kode(satu, eko)
    assert list_satu_tangan(eko) == {satu.pk}, "made after the role, it counts everywhere"


def test_an_account_closed_is_told_to_its_owner_and_to_the_other_officers(satu, dua) -> None:
    auditor = buat_pengguna("auditor", sandi=None, nama="Auditor Uji")
    alamat = f"/admin/akun/pengguna/{auditor.pk}/change/"
    isi = {"nama": auditor.nama, "email": auditor.email, "versi": str(auditor.versi)}

    assert masuk(satu).post(alamat, isi).status_code == 302
    assert jenis_kotak(auditor) == ["akun.ditutup"]
    assert Antaran.objects.filter(alamat=auditor.email, kabar__jenis="akun.ditutup").exists(), (
        "who can't sign in reads it in a mail"
    )
    assert kotak(dua) == ["Admin Satu menutup akun Auditor Uji."]
    assert jenis_kotak(satu) == []

    auditor.refresh_from_db()
    assert masuk(satu).post(alamat, isi | {"is_active": "on", "versi": str(auditor.versi)}).status_code == 302
    assert jenis_kotak(auditor) == ["akun.ditutup", "akun.dibuka"]


def test_a_name_that_stands_in_receipts_is_not_changed_by_one_officer(satu, dua) -> None:
    pegawai = buat_pegawai("Hotma Sinaga", akun=True)
    warga = buat_pengguna("warga", sandi=None, nama="Warga Salah Ketik")

    def ubah(akun: Pengguna) -> str:
        isi = {"nama": "Rustam Hutabarat", "email": akun.email or "", "is_active": "on", "versi": str(akun.versi)}
        masuk(satu).post(f"/admin/akun/pengguna/{akun.pk}/change/", isi)
        akun.refresh_from_db()
        return akun.nama

    assert ubah(dua) == "Admin Dua"
    assert ubah(pegawai.akun) != "Rustam Hutabarat"
    assert ubah(warga) == "Rustam Hutabarat"


def test_what_became_of_every_role_is_read_by_administrators_and_auditors(satu, dua) -> None:
    orang = buat_pengguna(sandi=None, nama="Orang Uji")

    def beri() -> PenugasanPeran:
        return services.create_penugasan_peran(konteks=konteks_of(satu), pengguna=orang, peran="moderator")

    def jawab(fungsi: Any, oleh: Pengguna, tugas: PenugasanPeran, **lain: str) -> None:
        tugas.refresh_from_db()
        fungsi(konteks=konteks_of(oleh), tugas=tugas, versi=tugas.versi, **lain)

    jawab(services.refuse_peran, dua, beri(), alasan="Suratnya belum ada.")
    jawab(services.refuse_peran, satu, beri(), alasan="Salah orang.")
    tugas = beri()
    jawab(services.confirm_peran, dua, tugas)
    jawab(services.cancel_peran, dua, tugas, alasan="Batal dilantik.")

    isi = masuk(buat_pengguna("auditor", sandi=None)).get("/akun/peran/riwayat/").content.decode()
    urut = [isi.index(kata) for kata in ("Dibatalkan: ", "Disahkan: ", "Ditarik kembali oleh pemberinya: ", "Ditolak: ")]
    assert urut == sorted(urut)
    for kata in ("Suratnya belum ada.", "Salah orang.", "Batal dilantik.", "Admin Dua", "menunggu pengesahan"):
        assert kata in isi
    assert masuk(orang).get("/akun/peran/riwayat/").status_code == 403


def test_a_message_that_may_leave_by_mail_names_post_and_unit_but_no_number(satu, dua) -> None:
    pegawai = buat_pegawai("Hotma Sinaga", akun=True)
    services.create_penugasan_peran(konteks=konteks_of(satu), pengguna=pegawai.akun, peran="moderator")

    assert pegawai.unit.nama in kotak(dua)[0]
    assert kelompokkan(pegawai.nomor) not in kotak(dua)[0]
    assert kelompokkan(pegawai.nomor) in str(list_sebutan([pegawai.akun.pk])[pegawai.akun.pk])


def test_a_role_for_days_gone_by_is_refused_at_its_field(satu) -> None:
    orang = buat_pengguna(sandi=None)
    isi = {"pengguna": str(orang.pk), "peran": "mitra", "unit": "", "masa_0": "1900-01-01", "masa_1": "1900-01-02", "dasar": ""}

    assert "sudah lewat seluruhnya" in masuk(satu).post("/admin/akun/penugasanperan/add/", isi).content.decode()
    assert not orang.penugasan_peran.exists()


@pytest.mark.parametrize(
    "alamat",
    [
        "akun/pengguna/?password__startswith=argon2",
        "akun/pengguna/?nama__regex=(",
        "akun/pengguna/?is_active__in=1,0",
        "kabar/antaran/?pengguna=3",
        "pegawai/pegawai/?tanggal_lahir=1993-05-06",
        "pegawai/pegawai/?tanggal_lahir__year=1993",
        "pegawai/pegawai/?nomor__startswith=1993",
        "pegawai/pegawai/?golongan__nama__startswith=II",
    ],
)
def test_a_list_answers_only_the_filters_that_it_offers(satu, alamat: str) -> None:
    jawab = masuk(satu).get(f"/admin/{alamat}")

    assert jawab.status_code == 400
    assert "tidak terbaca" in jawab.content.decode()


def test_the_filters_that_a_list_offers_work(satu, client: Client) -> None:
    client.force_login(satu, backend="akun.backends.NomorAtauEmailBackend")
    for alamat in (
        "akun/pengguna/?is_active__exact=1", "akun/penugasanperan/?peran__exact=mitra&menunggu__exact=0",
        "kabar/antaran/?status__exact=menunggu", "pegawai/pegawai/?jenis__exact=pns&golongan__kode__exact=III%2Fa",
        "pegawai/pegawai/?golongan__isnull=True", "organisasi/jabatan/?memimpin__exact=1",
    ):  # fmt: skip
        assert client.get(f"/admin/{alamat}").status_code == 200, alamat


# --- and nobody's decisions are handed to an own account --------------------------------------------------------------------


def titip(oleh: Pengguna, dari: Any, kepada: Any) -> Any:
    hari = waktu.today()
    return create_delegasi(
        konteks=konteks_of(oleh), dari=dari, isi=IsiDelegasi(kepada, hari, hari + timedelta(days=4), "094/77", hari, "cuti")
    )


@pytest.mark.parametrize("jalan", [buat_kode, ganti_alamat])
def test_decisions_are_not_handed_to_whom_the_officer_could_be(satu, dua, jalan: Any) -> None:
    kepala, wakil = (buat_pegawai(nama, akun=True) for nama in ("Kepala Uji", "Wakil Uji"))
    jalan(satu, wakil.akun)

    with pytest.raises(SatuPetugasError, match="dititipkan kepadanya oleh petugas lain"):
        titip(satu, kepala, wakil)
    assert titip(dua, kepala, wakil).kepada == wakil


def test_nor_is_a_way_made_into_the_account_that_was_handed_them(satu, dua) -> None:
    kepala, wakil = (buat_pegawai(nama, akun=True) for nama in ("Kepala Uji", "Wakil Uji"))
    titip(satu, kepala, wakil)

    for periksa in (check_petugas_kode, check_petugas_email, check_petugas_faktor):
        with pytest.raises(SatuPetugasError, match="baru saja Anda titipkan"):
            periksa(konteks_of(satu), wakil.akun)
    check_petugas_kode(konteks_of(dua), wakil.akun)


def test_the_own_decisions_are_handed_to_anybody(satu, dua) -> None:
    petugas = buat_pegawai("Petugas Uji", akun=satu)
    wakil = buat_pegawai("Wakil Uji", akun=True)
    buat_kode(satu, wakil.akun)

    assert titip(satu, petugas, wakil).kepada == wakil
    check_petugas_kode(konteks_of(satu), wakil.akun)


def test_nor_by_the_hand_of_an_account_that_the_officer_has_opened(satu, dua) -> None:
    kepala, wakil = (buat_pegawai(nama, akun=True) for nama in ("Kepala Uji", "Wakil Uji"))
    perantara = buat_admin("Perantara")
    for akun in (perantara, wakil.akun):
        buat_kode(satu, akun)

    with pytest.raises(SatuPetugasError):
        titip(perantara, kepala, wakil)
    with pytest.raises(SatuPetugasError, match="langkah keduanya"):
        check_petugas_faktor(konteks_of(perantara), wakil.akun)
    assert titip(dua, kepala, wakil).kepada == wakil
    check_petugas_faktor(konteks_of(buat_admin("Admin Tiga")), wakil.akun)


def test_a_mandate_with_days_to_come_closes_the_way_in_however_long_ago_it_was_recorded(satu, dua) -> None:
    kepala, wakil = (buat_pegawai(nama, akun=True) for nama in ("Kepala Uji", "Wakil Uji"))
    tugas = titip(satu, kepala, wakil)
    hari = waktu.today()
    Delegasi.objects.filter(pk=tugas.pk).update(dibuat_at=waktu.now() - JEDA_PETUGAS)

    with pytest.raises(SatuPetugasError, match="baru saja Anda titipkan"):
        check_petugas_kode(konteks_of(satu), wakil.akun)

    Delegasi.objects.filter(pk=tugas.pk).update(masa=f"[{hari - timedelta(days=9)},{hari})")
    check_petugas_kode(konteks_of(satu), wakil.akun)


@pytest.mark.parametrize("mulai", [0, 30])
def test_nobody_gives_people_to_lead_to_an_account_that_they_have_opened(satu, dua, mulai: int) -> None:
    hari = waktu.today() + timedelta(days=mulai)
    dinas = buat_unit("Dinas Perikanan")
    buat_pegawai("Kepala Lama", unit=dinas, memimpin=True)
    buat_pegawai("Staf Dinas", unit=dinas)
    baru = buat_pegawai("Penilai Baru", akun=True)
    buat_kode(satu, baru.akun)

    def tetapkan(oleh: Pengguna) -> PenetapanPenilai:
        return create_penetapan_penilai(
            konteks=konteks_of(oleh), dasar="SK 1", masa=DateRange(hari, None), unit=dinas, penilai_jabatan=baru.jabatan
        )

    with tidak_berubah("organisasi", "pegawai"), pytest.raises(SusunanTerjangkauError):
        tetapkan(satu)
    isi = {"dasar": "SK 1", "unit": dinas.pk, "jabatan": "", "penilai_jabatan": baru.jabatan_id, "penilai_pejabat": "",
           "masa_0": str(hari), "masa_1": ""}  # fmt: skip
    assert "baru saja Anda buat" in masuk(satu).post("/admin/organisasi/penetapanpenilai/add/", isi).content.decode()
    assert tetapkan(dua).pk


@pytest.mark.parametrize("model", ["akun/penugasanperan", "organisasi/penetapanpenilai", "organisasi/pejabatnonasn"])
def test_an_address_fills_in_nothing_at_the_desk(satu, model: str) -> None:
    for isi in ("masa=1", "masa=x&unit=x", "pengguna=%00"):
        assert masuk(satu).get(f"/admin/{model}/add/?{isi}").status_code == 200
