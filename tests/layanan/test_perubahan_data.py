"""'Data saya salah': proposed by the person, decided beside the proof, written by the fact's own event."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.urls import reverse
from django.utils import translation

from akun.models import CatatanAkses, PenugasanPeran
from akun.pembacaan import TujuanKosongError
from alur import selectors as perkara
from alur.hak import BukanPemegangError
from alur.models import Jejak, Pemegang
from alur.services import AlasanKosongError, LangkahTidakAdaError
from dokumen.models import Dokumen
from dokumen.periksa import periksa
from inti import tugas
from inti.errors import VersiBerbedaError
from layanan.perubahan_data import jenis, selectors, services
from layanan.perubahan_data.models import StatusUsul, UsulPerubahan
from layanan.perubahan_data.proses import PERUBAHAN_DATA
from pegawai.models import Agama, DataPribadi, Pegawai, RiwayatPendidikan
from tests.kabar.kata import jenis_kotak, kotak
from tests.kinerja.factories import Kantor, buat_akun
from tests.pdf_uji import PDF

Masuk = Callable[[Any], Client]
HP = {"nomor_hp": "0812 9999 0000"}


def bukti() -> Any:
    return periksa(SimpleUploadedFile("ijazah.pdf", PDF, "application/pdf"))


def usulkan(kantor: Kantor, kode: str = "telepon", nilai: dict[str, Any] | None = None, **lain: Any) -> UsulPerubahan:
    macam = jenis.DAFTAR[kode]
    return services.create_usul(konteks=kantor.konteks(kantor.pegawai), macam=macam, nilai=nilai or HP, **lain)


def terima(kantor: Kantor, usul: UsulPerubahan, siapa: Any = None, **lain: Any) -> UsulPerubahan:
    kini = selectors.baca_kini(Pegawai.objects.get(pk=usul.pegawai_id), jenis.DAFTAR[usul.jenis])
    isi = {"versi": usul.versi, "sidik": selectors.sidik(kini)} | lain
    return services.approve_usul(konteks=kantor.konteks(siapa or kantor.admin), usul=usul, **isi)


# --- proposing ---------------------------------------------------------------------------------------------


def test_a_proposal_waits_with_the_officers_of_the_unit_and_has_a_last_day(kantor: Kantor) -> None:
    usul = usulkan(kantor)

    baris = Pemegang.objects.get(kode=usul.kode)
    assert (baris.jenis, baris.izin, baris.unit, baris.tenggat) == (
        "kolam",
        "perubahan.periksa",
        kantor.bidang,
        date(2026, 11, 27),
    )


def test_the_home_page_says_with_whom_ones_own_proposal_lies_and_until_when(kantor: Kantor) -> None:
    usul = usulkan(kantor)

    def di_petugas(per: date) -> list[tuple[str, str]]:
        return [(t.url, t.ket) for t in tugas.daftar(kantor.konteks(kantor.pegawai, per)) if t.tahu]

    alamat = reverse("layanan:perubahan-rinci", args=[usul.kode])
    assert di_petugas(date(2026, 11, 24)) == [
        (alamat, "Di meja petugas sejak 24 November 2026. Tidak ada yang perlu Anda lakukan sekarang.")
    ]
    lewat = "Di meja petugas sejak 24 November 2026. Tenggatnya 27 November 2026 sudah lewat; Anda boleh mengingatkan."
    assert di_petugas(date(2026, 11, 28)) == [(alamat, lewat)]
    assert not [t for t in tugas.daftar(kantor.konteks(kantor.rekan)) if t.tahu]
    terima(kantor, usul)
    assert di_petugas(date(2026, 11, 24)) == []


def test_an_accepted_proposal_is_accepted_in_english_too() -> None:
    with translation.override("en"):
        assert str(StatusUsul.DITERIMA.label) == "Accepted"


def test_who_may_not_decide_learns_nothing_from_an_old_fingerprint(kantor: Kantor) -> None:
    usul = usulkan(kantor)

    with pytest.raises(BukanPemegangError):
        terima(kantor, usul, kantor.rekan, sidik="lama")


def test_the_officers_hear_that_a_proposal_waits_and_that_it_was_withdrawn(kantor: Kantor) -> None:
    usul = usulkan(kantor)

    services.withdraw_usul(konteks=kantor.konteks(kantor.pegawai), usul=usul, versi=usul.versi)

    assert jenis_kotak(kantor.admin) == ["perubahan.diajukan", "alur.lepas"]


def test_each_message_says_what_it_is_about_and_no_value(kantor: Kantor) -> None:
    terima(kantor, usulkan(kantor))

    kata = [kotak(kantor.admin)[0], kotak(kantor.pegawai.akun)[0]]

    assert all("nomor HP" in satu for satu in kata)
    assert not any(HP["nomor_hp"] in satu for satu in kata)


def test_what_is_proposed_changes_nothing_yet(kantor: Kantor) -> None:
    lama = DataPribadi.objects.get(pegawai=kantor.pegawai).nomor_hp

    usulkan(kantor)

    assert DataPribadi.objects.get(pegawai=kantor.pegawai).nomor_hp == lama


def test_the_same_proposal_again_is_the_one_that_stands(kantor: Kantor) -> None:
    assert usulkan(kantor).pk == usulkan(kantor).pk


def test_a_second_proposal_for_the_same_fact_waits_for_the_first(kantor: Kantor) -> None:
    usulkan(kantor)

    with pytest.raises(ValidationError, match="masih berjalan"):
        usulkan(kantor, nilai={"nomor_hp": "0811 1111 1111"})


def test_a_proposal_that_says_what_is_recorded_is_refused_at_its_field(kantor: Kantor) -> None:
    kini = DataPribadi.objects.get(pegawai=kantor.pegawai).nomor_hp

    with pytest.raises(services.TidakBerubahError, match="sudah tercatat") as error:
        usulkan(kantor, nilai={"nomor_hp": kini})

    assert error.value.field == "nomor_hp"


@pytest.mark.parametrize("tulisan", ["0812-3456-7890", "0812 3456 7890", "+62 812 3456 7890"])
def test_the_same_number_in_another_spelling_is_no_correction(kantor: Kantor, tulisan: str) -> None:
    DataPribadi.objects.filter(pegawai=kantor.pegawai).update(nomor_hp="081234567890")

    with pytest.raises(services.TidakBerubahError, match="sudah tercatat"):
        usulkan(kantor, nilai={"nomor_hp": tulisan})


def test_a_fact_that_needs_proof_is_refused_without_and_names_the_proof(kantor: Kantor) -> None:
    with pytest.raises(services.BuktiKosongError, match="kartu keluarga"):
        usulkan(kantor, "alamat", {"alamat": "Jl. Baru No. 1"})


def test_an_account_without_a_person_has_nothing_to_correct(kantor: Kantor) -> None:
    with pytest.raises(PermissionDenied):
        services.create_usul(konteks=kantor.konteks(kantor.admin), macam=jenis.DAFTAR["telepon"], nilai=HP)


# --- deciding ----------------------------------------------------------------------------------------------


def test_accepting_writes_the_fact_with_its_reason(kantor: Kantor) -> None:
    usul = terima(kantor, usulkan(kantor))

    assert usul.status == "diterima"
    assert DataPribadi.objects.get(pegawai=kantor.pegawai).nomor_hp == "081299990000"
    assert not Pemegang.objects.filter(kode=usul.kode).exists()


def test_titles_and_educations_are_written_by_their_own_events(kantor: Kantor) -> None:
    terima(kantor, usulkan(kantor, "gelar", {"gelar_depan": "", "gelar_belakang": "S.AP."}, bukti=bukti()))
    pendidikan = {"tingkat": "s2", "nama": "S-2 Administrasi Publik", "tahun_lulus": 2025}
    terima(kantor, usulkan(kantor, "pendidikan", pendidikan, bukti=bukti()))

    orang = Pegawai.objects.get(pk=kantor.pegawai.pk)
    assert orang.nama_lengkap == "Pegawai Uji, S.AP."
    assert (orang.pendidikan, orang.tahun_lulus) == ("s2", 2025)
    assert RiwayatPendidikan.objects.filter(pegawai=orang, diganti_at=None).count() == 2


def test_accepting_twice_writes_once(kantor: Kantor) -> None:
    usul = usulkan(kantor)
    terima(kantor, usul)

    services.approve_usul(konteks=kantor.konteks(kantor.admin), usul=usul, versi=usul.versi, sidik="")

    assert Jejak.objects.filter(kode=usul.kode, aksi="terima").count() == 1


def test_a_record_that_changed_meanwhile_is_compared_again(kantor: Kantor) -> None:
    usul = usulkan(kantor)
    lama = selectors.sidik(selectors.baca_kini(kantor.pegawai, jenis.DAFTAR["telepon"]))
    DataPribadi.objects.filter(pegawai=kantor.pegawai).update(nomor_hp="0800 000 000")

    with pytest.raises(VersiBerbedaError, match="Bandingkan sekali lagi"):
        terima(kantor, usul, sidik=lama)

    assert UsulPerubahan.objects.get(pk=usul.pk).status == "diajukan"


def test_nobody_decides_about_their_own_proposal(kantor: Kantor) -> None:
    usul = usulkan(kantor)
    diri = kantor.pegawai.akun
    PenugasanPeran.objects.create(pengguna=diri, peran="admin_bkpsdm", masa=DateRange(date(2020, 1, 1), None))

    with pytest.raises(BukanPemegangError, match="perkaranya sendiri"):
        terima(kantor, usul, diri)


def test_a_colleague_decides_nothing(kantor: Kantor) -> None:
    with pytest.raises(BukanPemegangError):
        terima(kantor, usulkan(kantor), kantor.rekan)


def test_returning_asks_for_words_keeps_what_was_typed_and_comes_back(kantor: Kantor) -> None:
    usul = usulkan(kantor)
    admin, diri = kantor.konteks(kantor.admin), kantor.konteks(kantor.pegawai)

    with pytest.raises(AlasanKosongError, match="apa yang kurang"):
        services.return_usul(konteks=admin, usul=usul, versi=usul.versi, alasan="")
    usul = services.return_usul(konteks=admin, usul=usul, versi=usul.versi, alasan="Nomornya kurang satu angka")
    assert (usul.usulan, Pemegang.objects.get(kode=usul.kode).jenis) == ({"nomor_hp": "081299990000"}, "pemilik")
    lagi = services.resubmit_usul(konteks=diri, usul=usul, nilai={"nomor_hp": "0812 9999 0001"}, versi=usul.versi)

    assert (lagi.status, lagi.usulan["nomor_hp"]) == ("diajukan", "081299990001")


def test_a_refusal_says_why_and_leaves_the_way_open(kantor: Kantor) -> None:
    usul = usulkan(kantor)

    ditolak = services.reject_usul(
        konteks=kantor.konteks(kantor.admin), usul=usul, versi=usul.versi, alasan="Nomor ini milik kantor"
    )

    assert ditolak.status == "ditolak"
    assert usulkan(kantor).pk != usul.pk


def test_its_owner_takes_it_back_and_then_nobody_decides(kantor: Kantor) -> None:
    usul = usulkan(kantor)
    services.withdraw_usul(konteks=kantor.konteks(kantor.pegawai), usul=usul, versi=usul.versi)

    with pytest.raises(LangkahTidakAdaError, match="ditarik"):
        terima(kantor, usul)


def test_the_proof_is_kept_as_a_document_about_the_person(kantor: Kantor) -> None:
    usul = usulkan(kantor, "alamat", {"alamat": "Jl. Baru No. 1"}, bukti=bukti())

    assert usul.bukti is not None
    assert (usul.bukti.jenis, usul.bukti.subjek_kode) == (services.DOKUMEN, kantor.pegawai.kode)


def test_a_refused_proposal_leaves_no_file(kantor: Kantor) -> None:
    usulkan(kantor, "alamat", {"alamat": "Jl. Baru No. 1"}, bukti=bukti())

    with pytest.raises(ValidationError):
        usulkan(kantor, "alamat", {"alamat": "Jl. Lain No. 2"}, bukti=bukti())

    assert Dokumen.objects.filter(jenis=services.DOKUMEN).count() == 1


# --- reading -----------------------------------------------------------------------------------------------


def test_reading_the_values_leaves_a_receipt_for_the_person(kantor: Kantor) -> None:
    usul = usulkan(kantor)

    selectors.buka_isi(kantor.konteks(kantor.admin), usul, selectors.TUJUAN)

    assert CatatanAkses.objects.filter(subjek_kode=kantor.pegawai.kode, kelompok="pribadi", pembaca=kantor.admin).exists()


def test_reading_one_s_own_values_needs_no_receipt(kantor: Kantor) -> None:
    isi = selectors.buka_isi(kantor.konteks(kantor.pegawai), usulkan(kantor))

    assert isi is not None
    assert not CatatanAkses.objects.exists()


def test_values_that_are_opened_for_nothing_stay_closed(kantor: Kantor) -> None:
    with pytest.raises(TujuanKosongError, match="untuk apa"):
        selectors.buka_isi(kantor.konteks(kantor.admin), usulkan(kantor), " ")


@pytest.mark.parametrize("kode", sorted(jenis.DAFTAR))
def test_a_list_of_proposals_holds_no_value_of_any_kind(kantor: Kantor, kode: str) -> None:
    UsulPerubahan.objects.create(pegawai=kantor.pegawai, jenis=kode, usulan={"x": "rahasia"}, keterangan="rahasia")

    for usul in selectors.list_usul(kantor.konteks(kantor.admin)):
        assert usul.get_deferred_fields() == {"sebelum", "usulan", "keterangan"}


def test_holders_and_states_agree(kantor: Kantor) -> None:
    usulkan(kantor)
    terima(kantor, usulkan(kantor, "surel", {"email": "baru@contoh.invalid"}))

    assert perkara.list_menyimpang(PERUBAHAN_DATA) == []


# --- pages -------------------------------------------------------------------------------------------------


def buka(klien: Client, usul: UsulPerubahan, tujuan: str = "Memeriksa usul perbaikan data") -> Any:
    return klien.post(reverse("layanan:perubahan-rinci", args=[usul.kode]), {"aksi": "buka", "tujuan": tujuan})


@pytest.mark.parametrize(
    ("kode", "nilai"),
    [
        ("telepon", {"nomor_hp": "0812 9999 0000"}),
        ("surel", {"email": "zqrahasia@contoh.invalid"}),
        ("alamat", {"alamat": "Jl. Zqrahasia 1"}),
        ("keluarga", {"status_kawin": "janda_duda"}),
        ("agama", {"agama": "Zqrahasia"}),
        ("gelar", {"gelar_depan": "", "gelar_belakang": "Zqrahasia"}),
        ("pendidikan", {"tingkat": "s2", "nama": "S-2 Zqrahasia", "tahun_lulus": 2025}),
    ],
)
def test_every_kind_stays_masked_until_it_is_said_what_for(
    kantor: Kantor, masuk: Masuk, kode: str, nilai: dict[str, Any]
) -> None:
    usul, admin = usulkan(kantor, kode, nilai, bukti=bukti(), keterangan="Zqrahasia juga"), masuk(kantor.admin)
    alamat = reverse("layanan:perubahan-rinci", args=[usul.kode])
    kata = {str(v) for k in (jenis.kata(jenis.DAFTAR[kode], usul.usulan),) for _label, v in k if v} | {"Zqrahasia"}

    tertutup = admin.get(alamat).content.decode()
    assert not [k for k in kata if k in tertutup]
    assert not CatatanAkses.objects.exists()
    terbuka = buka(admin, usul, "Memeriksa usul dari loket").content.decode()

    assert all(k in terbuka for k in kata)
    assert CatatanAkses.objects.get().tujuan == "Memeriksa usul dari loket"


def test_whoever_says_nothing_reads_nothing_and_is_asked_at_the_field(kantor: Kantor, masuk: Masuk) -> None:
    jawab = buka(masuk(kantor.admin), usulkan(kantor), "x")

    assert jawab.status_code == 422
    assert "sedikit lebih jelas" in jawab.content.decode()
    assert "0812 9999 0000" not in jawab.content.decode()


def test_nobody_is_offered_a_decision_on_what_they_have_not_read(kantor: Kantor, masuk: Masuk) -> None:
    usul, admin = usulkan(kantor), masuk(kantor.admin)

    assert 'value="terima"' not in admin.get(reverse("layanan:perubahan-rinci", args=[usul.kode])).content.decode()
    assert 'value="terima"' in buka(admin, usul).content.decode()


def test_the_proof_opens_with_the_values_for_the_same_words_and_not_before(kantor: Kantor, masuk: Masuk) -> None:
    usul, admin = usulkan(kantor, "alamat", {"alamat": "Jl. Baru No. 1"}, bukti=bukti()), masuk(kantor.admin)
    assert usul.bukti is not None
    alamat = reverse("dokumen:buka", args=[usul.bukti.kode])
    tertutup = admin.get(reverse("layanan:perubahan-rinci", args=[usul.kode])).content.decode()
    langsung = admin.get(alamat)

    terbuka = buka(admin, usul, "Mencocokkan KTP di loket").content.decode()
    berkas = admin.post(alamat, {"tujuan": "Mencocokkan KTP di loket"})

    assert alamat not in tertutup
    assert "terbuka bersama isinya" in tertutup
    assert "Untuk apa berkas ini dibuka" in langsung.content.decode()
    assert f'action="{alamat}"' in terbuka
    assert b"".join(berkas.streaming_content).startswith(b"%PDF")  # type: ignore[attr-defined]  # a FileResponse
    assert [c.tujuan for c in CatatanAkses.objects.filter(subjek_kode=kantor.pegawai.kode)] == ["Mencocokkan KTP di loket"]


def test_the_proof_of_one_s_own_proposal_opens_at_once(kantor: Kantor, masuk: Masuk) -> None:
    usul, diri = usulkan(kantor, "alamat", {"alamat": "Jl. Baru No. 1"}, bukti=bukti()), masuk(kantor.pegawai)
    assert usul.bukti is not None

    assert (
        f'href="{reverse("dokumen:buka", args=[usul.bukti.kode])}"'
        in diri.get(reverse("layanan:perubahan-rinci", args=[usul.kode])).content.decode()
    )
    assert b"".join(diri.get(reverse("dokumen:buka", args=[usul.bukti.kode])).streaming_content)  # type: ignore[attr-defined]


def test_a_refused_decision_shows_the_values_for_the_words_they_were_opened_for(kantor: Kantor, masuk: Masuk) -> None:
    usul, admin = usulkan(kantor), masuk(kantor.admin)
    buka(admin, usul, "Memeriksa usul dari loket")

    isi = {"aksi": "tolak", "versi": usul.versi, "alasan": "", "tujuan": "Memeriksa usul dari loket"}
    jawab = admin.post(reverse("layanan:perubahan-rinci", args=[usul.kode]), isi)

    assert (jawab.status_code, "0812 9999 0000" in jawab.content.decode()) == (422, True)
    assert CatatanAkses.objects.get().tujuan == "Memeriksa usul dari loket"


@pytest.mark.parametrize("tujuan", ["", "x"])
def test_a_decision_by_somebody_who_opened_nothing_opens_nothing(kantor: Kantor, masuk: Masuk, tujuan: str) -> None:
    usul = usulkan(kantor)

    isi = {"aksi": "tolak", "versi": usul.versi, "alasan": "", "tujuan": tujuan}
    jawab = masuk(kantor.admin).post(reverse("layanan:perubahan-rinci", args=[usul.kode]), isi)

    assert (jawab.status_code, "0812 9999 0000" in jawab.content.decode()) == (422, False)
    assert not CatatanAkses.objects.exists()


def test_a_note_on_what_a_colleague_decided_is_kept_beside_who_decided(kantor: Kantor, masuk: Masuk) -> None:
    usul = usulkan(kantor)
    terima(kantor, usul)
    isi = {"aksi": "tolak", "versi": usul.versi, "alasan": "Nomornya tidak aktif", "tujuan": selectors.TUJUAN}

    jawab = masuk(buat_akun("admin_bkpsdm", nama="Admin Kedua")).post(reverse("layanan:perubahan-rinci", args=[usul.kode]), isi)

    assert jawab.status_code == 409
    assert "diterima, oleh Admin Uji pada" in jawab.content.decode()
    assert "Nomornya tidak aktif" in jawab.content.decode()


@pytest.mark.parametrize("tahun", ["2027", "2030", "1949"])
def test_a_year_of_graduation_that_can_not_be_is_refused_at_its_field(kantor: Kantor, masuk: Masuk, tahun: str) -> None:
    isi = {
        "tingkat": "s2",
        "nama": "S-2 Administrasi Publik",
        "tahun_lulus": tahun,
        "bukti": SimpleUploadedFile("ijazah.pdf", PDF, "application/pdf"),
    }

    jawab = masuk(kantor.pegawai).post(reverse("layanan:perubahan-baru", args=["pendidikan"]), isi)

    assert jawab.status_code == 422
    assert "Isi dengan tahun antara 1950 dan 2026." in str(jawab.context["form"].errors["tahun_lulus"])


def test_what_a_proposal_leaves_as_it_is_is_not_listed(kantor: Kantor) -> None:
    usul = usulkan(kantor, "gelar", {"gelar_depan": "", "gelar_belakang": "S.AP."}, bukti=bukti())

    isi = selectors.buka_isi(kantor.konteks(kantor.pegawai), usul)

    assert isi
    assert [(str(label), baru) for label, _lama, _kini, baru in isi.baris] == [("Gelar di belakang nama", "S.AP.")]


def test_what_changed_meanwhile_is_listed_although_the_proposal_left_it(kantor: Kantor) -> None:
    usul = usulkan(kantor, "gelar", {"gelar_depan": "", "gelar_belakang": "S.AP."}, bukti=bukti())
    type(kantor.pegawai).objects.filter(pk=kantor.pegawai.pk).update(gelar_depan="Dr.")

    isi = selectors.buka_isi(kantor.konteks(kantor.pegawai), usul)

    assert isi
    assert [kini for _label, _lama, kini, _baru in isi.baris] == ["Dr.", ""]


def test_the_proposed_purpose_is_kept_as_one_whatever_the_language(kantor: Kantor, masuk: Masuk) -> None:
    admin = masuk(kantor.admin)
    admin.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    with translation.override("en"):
        tertulis = translation.gettext(selectors.TUJUAN)

    buka(admin, usulkan(kantor), tertulis)

    assert CatatanAkses.objects.get().tujuan == selectors.TUJUAN


def test_a_person_proposes_and_an_officer_accepts_on_the_pages(kantor: Kantor, masuk: Masuk) -> None:
    diri, admin = masuk(kantor.pegawai), masuk(kantor.admin)
    baru = diri.post(reverse("layanan:perubahan-baru", args=["telepon"]), HP | {"keterangan": ""})
    usul = UsulPerubahan.objects.get(pegawai=kantor.pegawai)
    assert baru.status_code == 302, baru.content.decode()[:3000]

    assert "Perbaikan nomor HP Pegawai Uji" in admin.get(reverse("alur:menunggu")).content.decode()
    halaman = buka(admin, usul).content.decode()
    assert "0812 9999 0000" in halaman
    assert 'name="alasan"' in halaman  # the field of whoever may accept
    sidik = selectors.sidik(selectors.baca_kini(kantor.pegawai, jenis.DAFTAR["telepon"]))
    putus = admin.post(
        reverse("layanan:perubahan-rinci", args=[usul.kode]),
        {"aksi": "terima", "versi": usul.versi, "sidik": sidik, "alasan": ""},
    )

    assert putus.status_code == 302
    assert DataPribadi.objects.get(pegawai=kantor.pegawai).nomor_hp == "081299990000"
    assert (
        "Diterima, datanya diperbaiki" in diri.get(reverse("alur:perkara", args=["perubahan_data", usul.kode])).content.decode()
    )


def test_a_refused_form_keeps_what_was_typed(kantor: Kantor, masuk: Masuk) -> None:
    jawab = masuk(kantor.pegawai).post(reverse("layanan:perubahan-baru", args=["telepon"]), {"nomor_hp": "bukan nomor"})

    assert jawab.status_code == 422
    assert "bukan nomor" in jawab.content.decode()


def test_a_running_proposal_is_shown_at_once_instead_of_a_form_that_can_only_be_refused(kantor: Kantor, masuk: Masuk) -> None:
    usul = usulkan(kantor)
    alamat = reverse("layanan:perubahan-baru", args=["telepon"])

    halaman = masuk(kantor.pegawai).get(alamat).content.decode()

    assert "masih berjalan" in halaman
    assert reverse("layanan:perubahan-rinci", args=[usul.kode]) in halaman
    assert 'name="nomor_hp"' not in halaman
    assert 'name="alamat"' in masuk(kantor.pegawai).get(reverse("layanan:perubahan-baru", args=["alamat"])).content.decode()


def test_what_was_typed_beside_a_proposal_that_began_meanwhile_stays_and_names_it(kantor: Kantor, masuk: Masuk) -> None:
    usul = usulkan(kantor)
    alamat = reverse("layanan:perubahan-baru", args=["telepon"])

    jawab = masuk(kantor.pegawai).post(alamat, {"nomor_hp": "0811 1111 1111", "keterangan": "nomor kantor"})

    assert jawab.status_code == 422
    assert "nomor kantor" in jawab.content.decode()
    assert reverse("layanan:perubahan-rinci", args=[usul.kode]) in jawab.content.decode()


def test_a_religion_is_chosen_from_the_list_of_the_law(kantor: Kantor, masuk: Masuk) -> None:
    klien, alamat = masuk(kantor.pegawai), reverse("layanan:perubahan-baru", args=["agama"])
    isi = {"agama": "Bahagia", "bukti": SimpleUploadedFile("ktp.pdf", PDF, "application/pdf")}

    assert re.findall(r'<option value="(\w+)"', klien.get(alamat).content.decode())[: len(Agama.values)] == Agama.values
    assert klien.post(alamat, isi).status_code == 422


def test_a_neighbour_sees_no_proposal(kantor: Kantor, masuk: Masuk) -> None:
    usul = usulkan(kantor)

    for nama, args in (("layanan:perubahan-rinci", [usul.kode]), ("alur:perkara", ["perubahan_data", usul.kode])):
        assert masuk(kantor.rekan).get(reverse(nama, args=args)).status_code == 404


@pytest.mark.parametrize("nama", ["tidak-ada", "telepon2"])
def test_a_kind_that_is_not_offered_is_not_found(kantor: Kantor, masuk: Masuk, nama: str) -> None:
    assert masuk(kantor.pegawai).get(reverse("layanan:perubahan-baru", args=[nama])).status_code == 404


def test_a_returned_proposal_is_completed_on_its_page(kantor: Kantor, masuk: Masuk) -> None:
    usul = usulkan(kantor)
    usul = services.return_usul(konteks=kantor.konteks(kantor.admin), usul=usul, versi=usul.versi, alasan="Kurang satu angka")
    alamat = reverse("layanan:perubahan-lengkapi", args=[usul.kode])
    diri = masuk(kantor.pegawai)
    assert "Kurang satu angka" in diri.get(alamat).content.decode()

    jawab = diri.post(alamat, {"nomor_hp": "0812 9999 0001", "keterangan": "", "versi": usul.versi})

    assert jawab.status_code == 302
    assert UsulPerubahan.objects.get(pk=usul.pk).status == "diajukan"


def test_a_substitute_is_recorded_and_revoked_on_the_pages(kantor: Kantor, masuk: Masuk) -> None:
    kepala = masuk(kantor.atasan)
    isi = {
        "kepada": kantor.rekan.kode, "nomor": "", "mulai": "24-11-2026", "akhir": "30-11-2026", "surat": "800/7/2026",
        "tanggal_surat": "23-11-2026", "alasan": "cuti tahunan",
    }  # fmt: skip
    alamat = reverse("pegawai:wakil", args=[kantor.atasan.kode])

    assert kepala.post(alamat, isi).status_code == 302
    delegasi = kantor.atasan.delegasi_keluar.get()
    assert "800/7/2026" in kepala.get(alamat).content.decode()
    cabut = reverse("pegawai:wakil-cabut", args=[kantor.atasan.kode, delegasi.kode])
    assert kepala.get(cabut).status_code == 200
    assert kepala.post(cabut, {"alasan": "sudah kembali"}).status_code == 302
    delegasi.refresh_from_db()
    assert delegasi.dicabut_at is not None


def test_a_letter_without_a_person_is_refused_at_its_field(kantor: Kantor, masuk: Masuk) -> None:
    jawab = masuk(kantor.atasan).post(reverse("pegawai:wakil", args=[kantor.atasan.kode]), {"surat": "800/7/2026"})

    assert jawab.status_code == 422
    assert "Pilih satu orang" in jawab.content.decode()


def test_nobody_records_a_substitute_for_somebody_else(kantor: Kantor, masuk: Masuk) -> None:
    assert masuk(kantor.rekan).get(reverse("pegawai:wakil", args=[kantor.atasan.kode])).status_code == 404


def test_an_account_whose_person_is_not_known_is_told_whom_to_ask(kantor: Kantor) -> None:
    konteks = replace(kantor.konteks(kantor.pegawai), pegawai_id=None)

    with pytest.raises(services.DataPegawaiBelumAdaError, match="Hubungi pengelola"):
        services.create_usul(konteks=konteks, macam=jenis.DAFTAR["telepon"], nilai=HP)


def test_a_proposal_of_a_kind_that_is_no_longer_offered_is_not_decided(kantor: Kantor) -> None:
    usul = usulkan(kantor)
    usul.jenis = "lama"

    with pytest.raises(services.JenisAsingError, match="tidak lagi diperbaiki"):
        services.approve_usul(konteks=kantor.konteks(kantor.admin), usul=usul, versi=usul.versi, sidik="")
