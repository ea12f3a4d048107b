"""The life of an SKP: who may do what, in which state, and what happens when two do it at once."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from alur.hak import BukanPemegangError
from alur.models import Jejak
from inti.errors import VersiBerbedaError
from inti.models import Peristiwa
from inti.versi import BerubahError
from kinerja.kelengkapan import SkpBelumLengkapError
from kinerja.models import SKP, RencanaHasilKerja
from kinerja.services import rencana
from kinerja.services import skp as layanan
from kinerja.services.periode import IsianSasaran, SasaranTidakSejalanError, save_sasaran
from kinerja.services.rencana import IsianIndikator, SandaranTidakBerlakuError, UkuranKosongError
from organisasi.models import PejabatNonAsn
from pegawai.models import Pegawai
from tests.kinerja.factories import HARI, TAHUN, Kantor, ajukan, baris, buat_akun, buat_sasaran, buat_skp, isian, sepakati


def test_beginning_twice_gives_the_same_skp(kantor: Kantor) -> None:
    k = kantor.konteks(kantor.pegawai)

    pertama, kedua = (layanan.create_skp(konteks=k, tahun=TAHUN) for _n in range(2))

    assert pertama.pk == kedua.pk


def test_an_account_without_a_person_has_no_skp(kantor: Kantor) -> None:
    with pytest.raises(PermissionDenied):
        layanan.create_skp(konteks=kantor.konteks(kantor.admin), tahun=TAHUN)


def test_a_year_that_was_not_opened_is_refused_with_a_way_out(kantor: Kantor) -> None:
    with pytest.raises(layanan.KeadaanSkpError, match="hubungi BKPSDM"):
        layanan.create_skp(konteks=kantor.konteks(kantor.pegawai), tahun=2040)


def test_submitting_waits_for_the_superior_and_leaves_a_trail(kantor: Kantor) -> None:
    skp = ajukan(kantor, kantor.pegawai)

    assert (skp.status, skp.penilai_id, skp.diajukan) == ("diajukan", kantor.atasan.pk, HARI)
    assert list(Jejak.objects.filter(kode=skp.kode).order_by("pk").values_list("dari", "ke")) == [
        ("", "draf"),
        ("draf", "diajukan"),
    ]


def test_submitting_twice_is_the_same_as_once(kantor: Kantor) -> None:
    skp = buat_skp(kantor, kantor.pegawai)
    k = kantor.konteks(kantor.pegawai)

    for _klik in range(2):
        layanan.submit_skp(konteks=k, skp=skp, versi=skp.versi)

    assert Jejak.objects.filter(kode=skp.kode, ke="diajukan").count() == 1


def test_an_empty_skp_says_what_to_add(kantor: Kantor) -> None:
    skp = buat_skp(kantor, kantor.pegawai, hasil=0)

    with pytest.raises(SkpBelumLengkapError, match="paling sedikit satu hasil kerja"):
        layanan.submit_skp(konteks=kantor.konteks(kantor.pegawai), skp=skp, versi=skp.versi)


def test_a_plan_without_a_plan_above_is_still_possible(kantor: Kantor) -> None:
    """No agreed SKP above and no target of the unit: submitting works all the same."""
    assert ajukan(kantor, kantor.pegawai).status == "diajukan"


def test_where_the_unit_has_a_target_the_result_must_be_hung_on_something(kantor: Kantor) -> None:
    buat_sasaran(kantor.bidang, kantor.konteks(kantor.admin))
    skp = buat_skp(kantor, kantor.pegawai)

    with pytest.raises(SkpBelumLengkapError, match="belum tersambung"):
        layanan.submit_skp(konteks=kantor.konteks(kantor.pegawai), skp=skp, versi=skp.versi)


def test_a_result_may_hang_on_a_target_of_the_unit_while_the_superior_has_no_skp(kantor: Kantor) -> None:
    sasaran = buat_sasaran(kantor.dinas, kantor.konteks(kantor.admin))
    skp = buat_skp(kantor, kantor.pegawai, hasil=0)
    k = kantor.konteks(kantor.pegawai)
    rencana.create_rencana(konteks=k, skp=skp, isian=isian(sasaran=sasaran))
    skp.refresh_from_db()

    assert layanan.submit_skp(konteks=k, skp=skp, versi=skp.versi).status == "diajukan"


def test_a_result_may_serve_only_the_own_superiors_results(kantor: Kantor) -> None:
    hasil_kadis = baris(sepakati_kadis(kantor))
    skp = buat_skp(kantor, kantor.pegawai, hasil=0)

    with pytest.raises(SandaranTidakBerlakuError, match="Pilih dari daftar"):
        rencana.create_rencana(konteks=kantor.konteks(kantor.pegawai), skp=skp, isian=isian(intervensi=hasil_kadis))


def sepakati_kadis(kantor: Kantor) -> SKP:
    """The head's SKP, agreed by an official who is no civil servant."""
    wali_kota = buat_akun("pimpinan", nama="Wali Kota Uji")
    pejabat = PejabatNonAsn.objects.create(
        nama="Wali Kota Uji", sebutan="Wali Kota", akun=wali_kota, masa=DateRange(HARI.replace(year=2025), None)
    )
    Pegawai.objects.filter(pk=kantor.kadis.pk).update(atasan=None, atasan_pejabat=pejabat)
    skp = ajukan(kantor, kantor.kadis)
    return layanan.approve_skp(konteks=kantor.konteks(wali_kota), skp=skp, versi=skp.versi)


def test_the_wali_kota_agrees_as_an_official_who_is_no_employee(kantor: Kantor) -> None:
    skp = sepakati_kadis(kantor)

    assert (skp.status, skp.penilai_id, skp.penilai_pejabat.nama) == ("disepakati", None, "Wali Kota Uji")


def test_a_result_hangs_on_the_agreed_result_of_the_superior(kantor: Kantor) -> None:
    atas = baris(sepakati(kantor, kantor.atasan))
    skp = buat_skp(kantor, kantor.pegawai, hasil=0)

    hasil = rencana.create_rencana(konteks=kantor.konteks(kantor.pegawai), skp=skp, isian=isian(intervensi=atas))

    assert hasil.intervensi == atas


def test_a_result_needs_a_measure(kantor: Kantor) -> None:
    skp = buat_skp(kantor, kantor.pegawai, hasil=0)

    with pytest.raises(UkuranKosongError, match="paling sedikit satu"):
        rencana.create_rencana(konteks=kantor.konteks(kantor.pegawai), skp=skp, isian=isian(indikator=()))


def test_the_same_wording_twice_is_told_in_the_words_of_the_constraint(kantor: Kantor) -> None:
    skp = buat_skp(kantor, kantor.pegawai, hasil=0)
    k = kantor.konteks(kantor.pegawai)
    rencana.create_rencana(konteks=k, skp=skp, isian=isian("Arsip rapi"))

    with pytest.raises(ValidationError, match="sudah ada di SKP Anda"):
        rencana.create_rencana(konteks=k, skp=skp, isian=isian("Arsip rapi"))


def test_only_the_superior_agrees(kantor: Kantor) -> None:
    skp = ajukan(kantor, kantor.pegawai)

    for siapa in (kantor.kadis, kantor.rekan, kantor.admin):
        with pytest.raises(BukanPemegangError, match="Kabid Uji"):
            layanan.approve_skp(konteks=kantor.konteks(siapa), skp=skp, versi=skp.versi)


def test_nobody_agrees_to_their_own_skp(kantor: Kantor) -> None:
    skp = ajukan(kantor, kantor.atasan)

    with pytest.raises(BukanPemegangError, match="perkaranya sendiri"):
        layanan.approve_skp(konteks=kantor.konteks(kantor.atasan), skp=skp, versi=skp.versi)


def test_without_a_known_superior_it_waits_and_the_refusal_says_who_can_help(kantor: Kantor) -> None:
    Pegawai.objects.filter(pk=kantor.kadis.pk).update(atasan=None, atasan_pejabat=None)
    skp = ajukan(kantor, kantor.kadis)
    k = replace(kantor.konteks(kantor.admin), peran=kantor.konteks(kantor.atasan).peran)

    assert skp.penilai_id is None
    with pytest.raises(BukanPemegangError, match="Minta pengelola kepegawaian"):
        layanan.approve_skp(konteks=k, skp=skp, versi=skp.versi)


def test_a_superior_agrees_to_what_they_read_and_to_nothing_else(kantor: Kantor) -> None:
    skp = ajukan(kantor, kantor.pegawai)
    atasan, pegawai = kantor.konteks(kantor.atasan), kantor.konteks(kantor.pegawai)
    layanan.reject_skp(konteks=atasan, skp=skp, versi=skp.versi, catatan="Sesuaikan target.")
    skp.refresh_from_db()
    layanan.submit_skp(konteks=pegawai, skp=skp, versi=skp.versi)

    with pytest.raises(VersiBerbedaError, match="Baca versi terbarunya"):
        layanan.approve_skp(konteks=atasan, skp=skp, versi=skp.versi)


def test_an_agreed_skp_is_not_rewritten(kantor: Kantor) -> None:
    skp = sepakati(kantor, kantor.pegawai)

    with pytest.raises(layanan.KeadaanSkpError, match="sudah disepakati"):
        rencana.create_rencana(konteks=kantor.konteks(kantor.pegawai), skp=skp, isian=isian("Hasil baru"))


def test_the_second_writer_of_a_line_gets_what_stands_there(kantor: Kantor) -> None:
    skp = buat_skp(kantor, kantor.pegawai)
    k, hasil = kantor.konteks(kantor.pegawai), baris(skp)
    rencana.save_rencana(konteks=k, rencana=hasil, versi=1, isian=isian("Ditulis lebih dulu"))

    with pytest.raises(BerubahError) as galat:
        rencana.save_rencana(konteks=k, rencana=hasil, versi=1, isian=isian("Ditulis belakangan"))

    assert galat.value.kini.uraian == "Ditulis lebih dulu"
    assert RencanaHasilKerja.objects.get(pk=hasil.pk).uraian == "Ditulis lebih dulu"


def test_the_same_form_sent_twice_is_one_result(kantor: Kantor) -> None:
    skp = buat_skp(kantor, kantor.pegawai, hasil=0)
    k = kantor.konteks(kantor.pegawai)

    satu, dua = (rencana.create_rencana(konteks=k, skp=skp, isian=isian(), kunci="abcdef123456") for _n in range(2))

    assert satu.pk == dua.pk


def test_measures_left_out_are_gone_and_the_others_changed(kantor: Kantor) -> None:
    skp = buat_skp(kantor, kantor.pegawai)
    ukuran = (IsianIndikator("waktu", "Selesai 24 jam", Decimal(97), "persen"),)

    rencana.save_rencana(konteks=kantor.konteks(kantor.pegawai), rencana=baris(skp), versi=1, isian=isian(indikator=ukuran))

    assert list(baris(skp).indikator.values_list("aspek", "target")) == [("waktu", Decimal(97))]


def test_the_auditor_writes_nothing(kantor: Kantor) -> None:
    skp = ajukan(kantor, kantor.pegawai)

    with pytest.raises(PermissionDenied):
        layanan.approve_skp(konteks=kantor.konteks(buat_akun("auditor")), skp=skp, versi=skp.versi)


def test_a_line_under_discussion_is_marked_and_becomes_clear_again(kantor: Kantor) -> None:
    skp = ajukan(kantor, kantor.pegawai)
    atasan = kantor.konteks(kantor.atasan)

    rencana.create_dialog(konteks=atasan, rencana=baris(skp), isi="Berapa per bulan?")
    dibicarakan = baris(skp).status
    rencana.create_dialog(konteks=kantor.konteks(kantor.pegawai), rencana=baris(skp), isi="Sekitar 390.")
    rencana.create_dialog(konteks=atasan, rencana=baris(skp), isi="Baik, cukup.", selesai=True)

    assert (dibicarakan, baris(skp).status) == ("dibicarakan", "sepakat")


def test_a_colleague_does_not_talk_about_my_lines(kantor: Kantor) -> None:
    skp = ajukan(kantor, kantor.pegawai)

    with pytest.raises(PermissionDenied):
        rencana.create_dialog(konteks=kantor.konteks(kantor.rekan), rencana=baris(skp), isi="Halo")


def test_behaviour_expectations_are_written_and_taken_away(kantor: Kantor) -> None:
    skp = buat_skp(kantor, kantor.pegawai)
    k = kantor.konteks(kantor.pegawai)
    rencana.save_perilaku(konteks=k, skp=skp, ekspektasi={"adaptif": "Berani mencoba cara baru", "loyal": "Menjaga rahasia"})

    rencana.save_perilaku(konteks=k, skp=skp, ekspektasi={"adaptif": "Berani mencoba", "loyal": ""})

    assert list(skp.perilaku.values_list("nilai", "ekspektasi")) == [("adaptif", "Berani mencoba")]


def test_agreeing_announces_the_unit_and_never_the_person(kantor: Kantor) -> None:
    sepakati(kantor, kantor.pegawai)

    kabar = Peristiwa.objects.filter(jenis="kinerja").latest("pk")
    assert (kabar.unit_id, kabar.jalur, kabar.periode) == (kantor.bidang.pk, kantor.bidang.jalur, "2026-tw4")
    assert kabar.versi > 0


def test_a_target_serves_only_a_target_of_a_unit_above(kantor: Kantor) -> None:
    admin = kantor.konteks(kantor.admin)
    bidang = buat_sasaran(kantor.bidang, admin)

    with pytest.raises(SasaranTidakSejalanError, match="unit induk"):
        save_sasaran(
            konteks=admin, unit=kantor.dinas, tahun=TAHUN, isian=IsianSasaran("Cepat", "Waktu", Decimal(1), "hari", "pk", bidang)
        )


@pytest.mark.parametrize(
    ("nama", "ubah"),
    [
        ("skp_status_dikenal", {"status": "hilang"}),
        ("skp_disepakati_lengkap", {"status": "disepakati", "penilai": None}),
        ("skp_bukan_penilai_sendiri", {"penilai": "diri"}),
    ],
)
def test_the_database_refuses_the_impossible(kantor: Kantor, nama: str, ubah: dict[str, object]) -> None:
    skp = buat_skp(kantor, kantor.pegawai)
    isi = {k: (kantor.pegawai if v == "diri" else v) for k, v in ubah.items()}

    with pytest.raises(IntegrityError, match=nama), transaction.atomic():
        SKP.objects.filter(pk=skp.pk).update(**isi)
