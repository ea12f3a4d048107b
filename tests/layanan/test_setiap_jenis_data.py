"""Every kind of datum on every way that a proposed correction can take: only acceptance writes, and it writes that datum alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse

from akun.models import CatatanAkses, PenugasanPeran
from alur import selectors as perkara
from alur.hak import BukanPemegangError
from alur.models import Jejak, Pemegang
from alur.services import AlasanKosongError, LangkahTidakAdaError
from dokumen.models import Dokumen
from dokumen.services import tahan_berkas
from inti.errors import UseCaseError, VersiBerbedaError
from layanan.perubahan_data import jenis, selectors, services
from layanan.perubahan_data.models import UsulPerubahan
from layanan.perubahan_data.proses import PERUBAHAN_DATA
from pegawai.models import DataPribadi, Pegawai, RiwayatPendidikan
from tests.berkas_uji import LAIN_PDF, MB, aman, foto
from tests.kabar.kata import jenis_kotak
from tests.kinerja.factories import HARI, Kantor, buat_akun
from tests.layanan.test_perubahan_data import PDF, Masuk

Nilai = dict[str, Any]
# kind: (proposed, proposed after a return, what somebody else writes meanwhile)
KASUS: dict[str, tuple[Nilai, Nilai, Nilai]] = {
    "telepon": ({"nomor_hp": "081299990000"}, {"nomor_hp": "081299990001"}, {"nomor_hp": "0800 000 000"}),
    "surel": ({"email": "a@contoh.invalid"}, {"email": "b@contoh.invalid"}, {"email": "c@contoh.invalid"}),
    "alamat": ({"alamat": "Jl. Baru 1"}, {"alamat": "Jl. Baru 2"}, {"alamat": "Jl. Lain 3"}),
    "keluarga": ({"status_kawin": "menikah"}, {"status_kawin": "janda_duda"}, {"status_kawin": "belum"}),
    "agama": ({"agama": "Katolik"}, {"agama": "Kristen"}, {"agama": "Buddha"}),
    "gelar": (
        {"gelar_depan": "", "gelar_belakang": "S.AP."},
        {"gelar_depan": "Dr.", "gelar_belakang": "S.AP."},
        {"gelar_depan": "drg.", "gelar_belakang": ""},
    ),
    "pendidikan": (
        {"tingkat": "s2", "nama": "S-2 Administrasi Publik", "tahun_lulus": 2024},
        {"tingkat": "s2", "nama": "S-2 Administrasi Publik", "tahun_lulus": 2025},
        {"pendidikan": "s3", "pendidikan_nama": "S-3 Hukum", "tahun_lulus": 2023},
    ),
}
JENIS = sorted(KASUS)
BERBUKTI = sorted(k for k, j in jenis.DAFTAR.items() if j.bukti_wajib)


@pytest.fixture(autouse=True)
def simpanan(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def test_every_kind_that_is_offered_is_tried_here() -> None:
    assert set(KASUS) == set(jenis.DAFTAR)


def usulkan(kantor: Kantor, kode: str, ke: int = 0, **lain: Any) -> UsulPerubahan:
    isi = {"bukti": aman()} | lain
    return services.create_usul(konteks=kantor.konteks(kantor.pegawai), macam=jenis.DAFTAR[kode], nilai=KASUS[kode][ke], **isi)


def kini(kantor: Kantor, kode: str) -> Nilai:
    return dict(selectors.baca_kini(Pegawai.objects.get(pk=kantor.pegawai.pk), jenis.DAFTAR[kode]))


def sidik(kantor: Kantor, kode: str) -> str:
    return selectors.sidik(kini(kantor, kode))


def terima(kantor: Kantor, usul: UsulPerubahan, siapa: Any = None, per: date = HARI, **lain: Any) -> UsulPerubahan:
    isi = {"versi": usul.versi, "sidik": sidik(kantor, usul.jenis)} | lain
    return services.approve_usul(konteks=kantor.konteks(siapa or kantor.admin, per), usul=usul, **isi)


def kembalikan(kantor: Kantor, usul: UsulPerubahan) -> UsulPerubahan:
    return services.return_usul(konteks=kantor.konteks(kantor.admin), usul=usul, versi=usul.versi, alasan="Fotonya buram")


def tercatat(kantor: Kantor) -> dict[str, Any]:
    """Everything that any kind could write about the person, and about the colleague beside them."""
    hasil: dict[str, Any] = {}
    for siapa in (kantor.pegawai, kantor.rekan):
        hasil |= {f"{siapa.kode} {k}": v for k, v in DataPribadi.objects.filter(pegawai=siapa).values()[0].items()}
        hasil |= {f"{siapa.kode} {k}": v for k, v in Pegawai.objects.filter(pk=siapa.pk).values()[0].items()}
        hasil[f"{siapa.kode} riwayat"] = list(RiwayatPendidikan.objects.filter(pegawai=siapa).order_by("pk").values())
    return hasil


def berubah(sebelum: dict[str, Any], sesudah: dict[str, Any]) -> set[str]:
    """Names of columns that differ, without counters."""
    beda = {k.split()[1] for k in sebelum if sebelum[k] != sesudah[k]}
    return beda - {"versi", "diubah_at"}


def perjalanan(usul: UsulPerubahan) -> list[str]:
    return list(Jejak.objects.filter(kode=usul.kode).order_by("pk").values_list("aksi", flat=True))


# --- what is written, and what never is -------------------------------------------------------------------


DITULIS = {
    "telepon": {"nomor_hp"},
    "surel": {"email"},
    "alamat": {"alamat"},
    "keluarga": {"status_kawin"},
    "agama": {"agama"},
    "gelar": {"gelar_belakang"},
    "pendidikan": {"pendidikan", "pendidikan_nama", "tahun_lulus", "riwayat"},
}


@pytest.mark.parametrize("kode", JENIS)
def test_accepting_writes_this_datum_of_this_person_and_nothing_else(kantor: Kantor, kode: str) -> None:
    usul, sebelum = usulkan(kantor, kode), tercatat(kantor)

    terima(kantor, usul)

    assert berubah(sebelum, tercatat(kantor)) == DITULIS[kode]
    assert kini(kantor, kode) == {k: str(v) for k, v in KASUS[kode][0].items()}


@pytest.mark.parametrize("akhir", ["menunggu", "kembalikan", "tolak", "tarik", "tarik sesudah kembali"])
@pytest.mark.parametrize("kode", JENIS)
def test_only_acceptance_writes(kantor: Kantor, kode: str, akhir: str) -> None:
    sebelum, usul = tercatat(kantor), usulkan(kantor, kode)
    admin, diri = kantor.konteks(kantor.admin), kantor.konteks(kantor.pegawai)

    if akhir == "tolak":
        services.reject_usul(konteks=admin, usul=usul, versi=usul.versi, alasan="Milik orang lain")
    elif akhir == "tarik":
        services.withdraw_usul(konteks=diri, usul=usul, versi=usul.versi)
    elif akhir != "menunggu":
        usul = kembalikan(kantor, usul)
        if akhir != "kembalikan":
            services.withdraw_usul(konteks=diri, usul=usul, versi=usul.versi)

    assert berubah(sebelum, tercatat(kantor)) == set()
    assert perkara.list_menyimpang(PERUBAHAN_DATA) == []


@pytest.mark.parametrize("kode", JENIS)
def test_what_somebody_else_wrote_meanwhile_stays_until_it_was_compared(kantor: Kantor, kode: str) -> None:
    usul, lama = usulkan(kantor, kode), sidik(kantor, kode)
    orang = Pegawai.objects.filter(pk=kantor.pegawai.pk)
    (orang if kode in ("gelar", "pendidikan") else DataPribadi.objects.filter(pegawai=kantor.pegawai)).update(**KASUS[kode][2])
    sebelum = tercatat(kantor)

    with pytest.raises(VersiBerbedaError, match="Bandingkan sekali lagi"):
        terima(kantor, usul, sidik=lama)

    assert berubah(sebelum, tercatat(kantor)) == set()
    assert (perjalanan(usul), UsulPerubahan.objects.get(pk=usul.pk).status) == (["ajukan"], "diajukan")
    assert "perubahan.diterima" not in jenis_kotak(kantor.pegawai.akun)
    assert terima(kantor, usul).status == "diterima"


@pytest.mark.parametrize("kode", JENIS)
def test_what_was_typed_comes_back_whole_and_the_second_version_is_what_is_written(kantor: Kantor, kode: str) -> None:
    usul = kembalikan(kantor, usulkan(kantor, kode, keterangan="Sejak Mei"))
    dikembalikan = UsulPerubahan.objects.get(pk=usul.pk)
    assert (dikembalikan.usulan, dikembalikan.keterangan) == ({k: str(v) for k, v in KASUS[kode][0].items()}, "Sejak Mei")

    diri = kantor.konteks(kantor.pegawai)
    lagi = services.resubmit_usul(konteks=diri, usul=usul, nilai=KASUS[kode][1], versi=usul.versi, keterangan="Sejak Juni")
    terima(kantor, lagi)

    assert kini(kantor, kode) == {k: str(v) for k, v in KASUS[kode][1].items()}
    assert perjalanan(usul) == ["ajukan", "kembalikan", "ajukan_lagi", "terima"]
    assert UsulPerubahan.objects.get(pk=usul.pk).bukti_id == dikembalikan.bukti_id, "without a new proof the first one stays"


@pytest.mark.parametrize("kode", JENIS)
def test_what_is_accepted_is_not_proposed_again(kantor: Kantor, kode: str) -> None:
    terima(kantor, usulkan(kantor, kode))

    with pytest.raises(services.TidakBerubahError):
        usulkan(kantor, kode)

    assert UsulPerubahan.objects.count() == 1


@pytest.mark.parametrize("kode", JENIS)
def test_reading_one_s_own_proposal_leaves_no_receipt_and_an_auditor_s_reading_does(kantor: Kantor, kode: str) -> None:
    usul = usulkan(kantor, kode)
    assert selectors.buka_isi(kantor.konteks(kantor.pegawai), usul) is not None
    assert not CatatanAkses.objects.exists()

    auditor = buat_akun("auditor")
    selectors.buka_isi(kantor.konteks(auditor), usul, "Memeriksa satu usul")

    assert CatatanAkses.objects.get().pembaca == auditor
    assert CatatanAkses.objects.get().subjek_kode == kantor.pegawai.kode


# --- proof ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kode", BERBUKTI)
def test_without_its_proof_nothing_is_kept_and_the_refusal_names_it(kantor: Kantor, kode: str) -> None:
    with pytest.raises(services.BuktiKosongError) as galat:
        usulkan(kantor, kode, bukti=None)

    assert (galat.value.field, str(jenis.DAFTAR[kode].bukti) in galat.value.fix) == ("bukti", True)
    assert not UsulPerubahan.objects.exists()
    assert not Pemegang.objects.exists()


@pytest.mark.parametrize("kode", sorted(set(JENIS) - set(BERBUKTI)))
def test_what_needs_no_proof_is_taken_without(kantor: Kantor, kode: str) -> None:
    assert usulkan(kantor, kode, bukti=None).bukti is None


BURUK = {
    "besar": (SimpleUploadedFile("b.pdf", b"%PDF-1.7" + b"0" * (5 * MB)), "5 MB"),
    "jenis": (SimpleUploadedFile("b.exe", b"MZ"), "belum bisa disimpan"),
    "palsu": (SimpleUploadedFile("b.pdf", b"<html>"), "tidak cocok"),
    "kosong": (SimpleUploadedFile("b.pdf", b""), "kosong"),
    "rusak": (SimpleUploadedFile("b.jpg", foto()[:200]), "rusak"),
}


@pytest.mark.parametrize("cacat", BURUK)
@pytest.mark.parametrize("kode", ["telepon", "pendidikan"])
def test_a_proof_that_can_not_be_kept_is_refused_at_its_field_and_nothing_typed_is_lost(
    kantor: Kantor, masuk: Masuk, simpanan: Path, kode: str, cacat: str
) -> None:
    berkas, kata = BURUK[cacat]
    berkas.seek(0)
    isi = {k: str(v) for k, v in KASUS[kode][0].items()}

    jawab = masuk(kantor.pegawai).post(
        reverse("layanan:perubahan-baru", args=[kode]), isi | {"keterangan": "Sejak Mei", "bukti": berkas}
    )

    assert jawab.status_code == 422
    assert kata in str(jawab.context["form"].errors["bukti"])
    assert all(v in jawab.content.decode() for v in (*isi.values(), "Sejak Mei"))
    assert not UsulPerubahan.objects.exists()
    assert not [p for p in simpanan.rglob("*") if p.is_file()]


def test_a_sound_proof_of_a_refused_form_waits_and_is_taken_with_the_next_one(kantor: Kantor, masuk: Masuk) -> None:
    diri, alamat = masuk(kantor.pegawai), reverse("layanan:perubahan-baru", args=["alamat"])
    ditolak = diri.post(alamat, {"alamat": "", "bukti": SimpleUploadedFile("ktp.pdf", PDF)})
    tunggu = Dokumen.objects.get()
    assert (ditolak.status_code, tunggu.kode in ditolak.content.decode()) == (422, True)

    assert diri.post(alamat, {"alamat": "Jl. Baru 1", "bukti_tunggu": tunggu.kode}).status_code == 302

    usul = UsulPerubahan.objects.get()
    assert (usul.bukti_id, Dokumen.objects.get().subjek_kode) == (tunggu.pk, kantor.pegawai.kode)


def test_somebody_else_s_waiting_file_is_no_proof(kantor: Kantor) -> None:
    milik_rekan = tahan_berkas(kantor.konteks(kantor.rekan), services.DOKUMEN, aman())

    with pytest.raises(UseCaseError, match="sekali lagi") as galat:
        usulkan(kantor, "alamat", bukti=milik_rekan)

    assert galat.value.field == "bukti"
    assert not UsulPerubahan.objects.exists()


def test_who_may_see_a_proposal_may_open_its_proof_and_nobody_else(kantor: Kantor, masuk: Masuk) -> None:
    usul = usulkan(kantor, "alamat")
    assert usul.bukti is not None
    alamat = reverse("dokumen:buka", args=[usul.bukti.kode])

    orang = (kantor.pegawai, kantor.admin, kantor.rekan, kantor.atasan)
    jawab = [masuk(o).get(alamat) for o in orang]

    assert [j.status_code for j in jawab] == [200, 200, 404, 404]
    assert not CatatanAkses.objects.exists(), "the officer is asked what for"
    jawab.insert(1, masuk(kantor.admin).post(alamat, {"tujuan": "Mencocokkan KTP di loket"}))
    assert [(c.pembaca, c.tujuan) for c in CatatanAkses.objects.all()] == [(kantor.admin, "Mencocokkan KTP di loket")]
    for j in jawab[:2]:
        j.close()


# --- a second click, and a second thought -----------------------------------------------------------------


def test_the_same_form_twice_keeps_one_proposal_and_one_proof(kantor: Kantor, simpanan: Path) -> None:
    satu, dua = (usulkan(kantor, "alamat", keterangan="Sejak Mei") for _klik in range(2))

    assert satu.pk == dua.pk
    assert len([p for p in simpanan.rglob("*") if p.is_file()]) == 1
    assert jenis_kotak(kantor.admin) == ["perubahan.diajukan"]


@pytest.mark.parametrize("baru", [{"bukti": aman(LAIN_PDF)}, {"keterangan": "Sejak Juni"}])
def test_a_better_proof_or_another_word_is_never_dropped_silently(kantor: Kantor, baru: Nilai) -> None:
    usul = usulkan(kantor, "alamat", keterangan="Sejak Mei")

    with pytest.raises(ValidationError, match="masih berjalan"):
        usulkan(kantor, "alamat", **({"keterangan": "Sejak Mei"} | baru))

    assert (perjalanan(usul), Dokumen.objects.count()) == (["ajukan"], 1)


def test_the_same_again_while_it_was_returned_is_not_called_sent(kantor: Kantor, masuk: Masuk) -> None:
    kembalikan(kantor, usulkan(kantor, "telepon", bukti=None))

    jawab = masuk(kantor.pegawai).post(reverse("layanan:perubahan-baru", args=["telepon"]), KASUS["telepon"][0])

    assert (jawab.status_code, "Lanjutkan yang itu" in jawab.content.decode()) == (422, True)
    assert UsulPerubahan.objects.get().status == "dikembalikan"


def lagi(kantor: Kantor, usul: UsulPerubahan, ke: int = 1, siapa: Any = None, **lain: Any) -> UsulPerubahan:
    konteks = kantor.konteks(siapa or kantor.pegawai)
    return services.resubmit_usul(konteks=konteks, usul=usul, nilai=KASUS[usul.jenis][ke], **({"versi": usul.versi} | lain))


def test_handing_in_again_twice_leaves_one_line_and_one_new_proof(kantor: Kantor, simpanan: Path) -> None:
    usul = kembalikan(kantor, usulkan(kantor, "alamat"))
    baru = aman(LAIN_PDF)

    for _klik in range(2):
        lagi(kantor, usul, bukti=baru)

    assert perjalanan(usul) == ["ajukan", "kembalikan", "ajukan_lagi"]
    assert Dokumen.objects.count() == len([p for p in simpanan.rglob("*") if p.is_file()]) == 2


@pytest.mark.parametrize("beda", [{"ke": 0}, {"keterangan": "Lain"}, {"bukti": aman(LAIN_PDF)}])
def test_a_second_tab_that_hands_in_something_else_is_told_and_the_first_one_stands(kantor: Kantor, beda: Nilai) -> None:
    usul = kembalikan(kantor, usulkan(kantor, "alamat"))
    lagi(kantor, usul)

    with pytest.raises(VersiBerbedaError, match="isian lain"):
        lagi(kantor, usul, **beda)

    sesudah = UsulPerubahan.objects.get(pk=usul.pk)
    assert (sesudah.usulan, sesudah.keterangan, Dokumen.objects.count()) == (KASUS["alamat"][1], "", 1)


@pytest.mark.parametrize("ke", [0, 1])
def test_a_colleague_who_hands_in_learns_nothing_of_what_is_recorded(kantor: Kantor, ke: int) -> None:
    usul = kembalikan(kantor, usulkan(kantor, "telepon"))
    tercatat_kini = {"nomor_hp": kini(kantor, "telepon")["nomor_hp"]}

    with pytest.raises(BukanPemegangError):
        lagi(kantor, usul, ke, kantor.rekan)
    with pytest.raises(BukanPemegangError):
        services.resubmit_usul(konteks=kantor.konteks(kantor.rekan), usul=usul, nilai=tercatat_kini, versi=usul.versi)


def test_handing_in_again_what_is_recorded_is_refused_and_it_stays_returned(kantor: Kantor) -> None:
    usul = kembalikan(kantor, usulkan(kantor, "telepon"))

    with pytest.raises(services.TidakBerubahError):
        services.resubmit_usul(konteks=kantor.konteks(kantor.pegawai), usul=usul, nilai=kini(kantor, "telepon"), versi=usul.versi)

    assert UsulPerubahan.objects.get(pk=usul.pk).status == "dikembalikan"
    assert perjalanan(usul) == ["ajukan", "kembalikan"]


def test_a_stale_page_hands_in_nothing_and_keeps_no_file(kantor: Kantor) -> None:
    usul = kembalikan(kantor, usulkan(kantor, "alamat"))

    with pytest.raises(VersiBerbedaError):
        lagi(kantor, usul, versi=usul.versi - 1, bukti=aman(LAIN_PDF))

    assert Dokumen.objects.count() == 1


@pytest.mark.parametrize("putusan", ["return_usul", "reject_usul", "approve_usul", "withdraw_usul"])
def test_after_the_decision_no_other_one_follows(kantor: Kantor, putusan: str) -> None:
    usul = usulkan(kantor, "telepon")
    services.reject_usul(konteks=kantor.konteks(kantor.admin), usul=usul, versi=usul.versi, alasan="Milik orang lain")
    if putusan == "reject_usul":
        usul = UsulPerubahan.objects.get(pk=usul.pk)
    siapa = kantor.pegawai if putusan == "withdraw_usul" else kantor.admin
    isi = {"sidik": sidik(kantor, "telepon")} if putusan == "approve_usul" else {}

    with pytest.raises(LangkahTidakAdaError, match="belum dapat diterima"):
        getattr(services, putusan)(
            konteks=kantor.konteks(siapa), usul=usul, versi=usul.versi + 1, alasan="Alasan yang lain", **isi
        )

    assert perjalanan(usul) == ["ajukan", "tolak"]
    assert jenis_kotak(kantor.pegawai.akun) == ["perubahan.ditolak"]


@pytest.mark.parametrize("putusan", ["return_usul", "reject_usul"])
@pytest.mark.parametrize("alasan", ["", "  ", "x"])
def test_a_no_without_words_leaves_the_case_where_it_was(kantor: Kantor, putusan: str, alasan: str) -> None:
    usul = usulkan(kantor, "telepon")

    with pytest.raises(AlasanKosongError) as galat:
        getattr(services, putusan)(konteks=kantor.konteks(kantor.admin), usul=usul, versi=usul.versi, alasan=alasan)

    assert galat.value.field == "alasan"
    assert (perjalanan(usul), Pemegang.objects.get(kode=usul.kode).jenis) == (["ajukan"], "kolam")
    assert jenis_kotak(kantor.pegawai.akun) == []


# --- who ---------------------------------------------------------------------------------------------------


def petugas(kantor: Kantor, unit: Any, masa: DateRange | None = None) -> Any:
    akun = buat_akun(nama="Pengelola Uji")
    PenugasanPeran.objects.create(pengguna=akun, peran="pengelola_opd", unit=unit, masa=masa or DateRange(date(2020, 1, 1), None))
    return akun


def test_the_officer_of_the_unit_or_of_the_office_above_decides(kantor: Kantor) -> None:
    terima(kantor, usulkan(kantor, "telepon"), petugas(kantor, kantor.bidang))
    terima(kantor, usulkan(kantor, "surel"), petugas(kantor, kantor.dinas))

    assert set(UsulPerubahan.objects.values_list("status", flat=True)) == {"diterima"}


@pytest.mark.parametrize("mengapa", ["kemarin", "besok", "unit lain", "atasan"])
def test_who_is_no_officer_of_the_person_today_decides_nothing(kantor: Kantor, mengapa: str) -> None:
    usul, sebelum = usulkan(kantor, "telepon"), tercatat(kantor)
    siapa = {
        "kemarin": lambda: petugas(kantor, kantor.bidang, DateRange(date(2020, 1, 1), HARI)),
        "besok": lambda: petugas(kantor, kantor.bidang, DateRange(HARI + timedelta(days=1), None)),
        "unit lain": lambda: petugas(
            kantor, Pegawai.objects.get(pk=kantor.kadis.pk).unit.anak.create(nama="Bidang Lain", jalur="/x/")
        ),
        "atasan": lambda: kantor.atasan,
    }[mengapa]()

    with pytest.raises(BukanPemegangError):
        terima(kantor, usul, siapa)
    with pytest.raises(BukanPemegangError):
        services.reject_usul(konteks=kantor.konteks(siapa), usul=usul, versi=usul.versi, alasan="Milik orang lain")

    assert berubah(sebelum, tercatat(kantor)) == set()
    assert perjalanan(usul) == ["ajukan"]


def test_nobody_proposes_for_somebody_else(kantor: Kantor) -> None:
    sebagai_rekan = replace(kantor.konteks(kantor.pegawai), pegawai_id=kantor.rekan.pk, pegawai_kode=kantor.rekan.kode)

    usul = services.create_usul(konteks=sebagai_rekan, macam=jenis.DAFTAR["telepon"], nilai=KASUS["telepon"][0])

    assert usul.pegawai == kantor.rekan, "the person is who asks, never a field of the form"


@pytest.mark.parametrize("aksi", ["terima", "tolak", "kembalikan", "tarik", "entah", ""])
def test_a_reader_s_click_on_a_decision_changes_nothing(kantor: Kantor, masuk: Masuk, aksi: str) -> None:
    usul, sebelum = usulkan(kantor, "telepon"), tercatat(kantor)

    jawab = masuk(buat_akun("auditor")).post(
        reverse("layanan:perubahan-rinci", args=[usul.kode]),
        {"aksi": aksi, "versi": usul.versi, "sidik": sidik(kantor, "telepon"), "alasan": "Milik orang lain"},
    )

    assert jawab.status_code in (403, 422)
    assert berubah(sebelum, tercatat(kantor)) == set()
    assert perjalanan(usul) == ["ajukan"]


def test_a_click_on_accept_that_names_no_recorded_value_accepts_nothing(kantor: Kantor, masuk: Masuk) -> None:
    usul, sebelum = usulkan(kantor, "telepon"), tercatat(kantor)

    jawab = masuk(kantor.admin).post(
        reverse("layanan:perubahan-rinci", args=[usul.kode]), {"aksi": "terima", "versi": usul.versi, "sidik": ""}
    )

    assert jawab.status_code == 409
    assert berubah(sebelum, tercatat(kantor)) == set()
