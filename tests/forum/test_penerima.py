"""Nothing is sent to where nobody looks: who will receive is shown, checked, and said in the trail."""

from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse

from akun.models import PenugasanPeran
from akun.pemegang import find_kantor, list_kantor
from forum.models import Aspirasi, Status
from forum.services.moderasi import TanpaPenerimaError, forward_aspirasi, review_aspirasi
from tests.forum.factories import buat_aspirasi, jejak, teruskan
from tests.organisasi.factories import buat_unit


@pytest.fixture
def kosong(kota):
    """An office without an officer, directly below the city."""
    return buat_unit("Kantor Kosong Uji", kota.pusat)


def test_a_unit_without_officers_is_answered_for_by_the_office_above_and_the_trail_says_so(kota):
    aspirasi = teruskan(kota, buat_aspirasi()[0], unit=kota.bidang, alasan="Mohon dilihat malam hari.")

    assert aspirasi.unit == kota.dinas
    terakhir = jejak(aspirasi)[-1]
    assert (terakhir.unit, terakhir.ke) == (kota.dinas, Status.DITERUSKAN)
    assert terakhir.alasan == (
        "Untuk Bidang Penerangan Uji, yang belum punya petugas sendiri; diterima Dinas Lampu Uji. Mohon dilihat malam hari."
    )


def test_where_nobody_would_receive_it_nothing_is_sent(kota, kosong):
    aspirasi, _kode = buat_aspirasi()

    with pytest.raises(TanpaPenerimaError, match="Belum ada petugas yang menerima suara warga untuk Kantor Kosong Uji") as galat:
        review_aspirasi(konteks=kota.konteks("moderator"), aspirasi=aspirasi, jenis="aspirasi", unit=kosong)

    assert galat.value.field == "unit"
    kini = Aspirasi.objects.get(pk=aspirasi.pk)
    assert (kini.status, kini.unit, kini.jenis) == (Status.TERKIRIM, None, "pengaduan")


def test_an_officer_whose_role_ended_or_whose_account_is_closed_receives_nothing(kota):
    peran = PenugasanPeran.objects.filter(pengguna=kota.pengelola)
    assert find_kantor(list_kantor("aspirasi.jawab", date(2026, 11, 27)), kota.bidang.jalur).nama == "Dinas Lampu Uji"

    peran.update(masa=DateRange(date(2020, 1, 1), date(2026, 11, 27)))
    assert find_kantor(list_kantor("aspirasi.jawab", date(2026, 11, 27)), kota.bidang.jalur) is None

    peran.update(masa=DateRange(date(2020, 1, 1), None))
    kota.pengelola.is_active = False
    kota.pengelola.save(update_fields=["is_active"])
    assert find_kantor(list_kantor("aspirasi.jawab", date(2026, 11, 27)), kota.dinas.jalur) is None


def test_the_form_says_who_will_receive(client, kota, kosong):
    aspirasi, _kode = buat_aspirasi()
    client.force_login(kota.moderator)

    halaman = client.get(reverse("forum:meja-rinci", args=[aspirasi.kode])).content.decode()

    assert "Bidang Penerangan Uji (diterima Dinas Lampu Uji)" in halaman
    assert "Kantor Kosong Uji (belum ada petugas)" in halaman


def test_an_examining_unit_without_officers_hands_no_complaint_to_anybody_else(kota):
    aspirasi, _kode = buat_aspirasi(menyangkut_pegawai=True)
    PenugasanPeran.objects.filter(pengguna=kota.pengelola_inspektorat).delete()
    kota_wide = PenugasanPeran(
        pengguna=kota.mitra, peran="pengelola_opd", unit=kota.pusat, masa=DateRange(date(2020, 1, 1), None)
    )
    kota_wide.save()

    with pytest.raises(TanpaPenerimaError):
        forward_aspirasi(konteks=kota.konteks("moderator"), aspirasi=aspirasi, unit=kota.inspektorat)
