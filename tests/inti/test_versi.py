"""Two people, one record: nobody's words are lost, nobody's are overwritten, and every form that edits a row takes part."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

import pytest
from django import forms
from django.apps import apps
from django.contrib.admin import site
from django.contrib.admin.utils import flatten_fieldsets
from django.db import connection
from django.http import QueryDict

from akun.konteks import sistem
from akun.models import Pengguna
from inti.admin import AdminLayanan
from inti.forms import Formulir
from inti.sunting import FormulirSunting, Penyunting, SuntingAdmin
from inti.versi import NAIK, BerubahError, Berversi, Suntingan, gabung, kunci, tulis
from kompetensi.models import Penyelenggara
from laporan.forms import ParameterForm
from sibolga_asn.mesin.paths import BASE_DIR
from tests.akun.factories import buat_pengguna
from tests.kompetensi.factories import buat_penyelenggara

# Why a form edits no row: it asks, searches, or makes something new. A form that is neither here nor a Penyunting fails.
BUKAN_MENYUNTING: dict[str, str] = {
    "akun": "sign-in: about the account of who asks, in one sitting",
    "laporan": "a question to a report",
    "inti.gaya.ContohForm": "the gallery's",
    "aturan.forms.UsulanForm": "a proposal: a new dated row, which a second officer holds against what counts",
    "aturan.forms.LangkahForm": "a decision on a version of the proposal",
    "aturan.forms.AlasanForm": "a reason",
    "aturan.views.kalkulator.KalkulatorForm": "a question",
    "layanan.perubahan_data.forms.PutusanForm": "a decision on a version of the proposal",
    "impor.forms.ImporForm": "a new batch",
    "impor.forms.LangkahForm": "a decision on a version of the list",
    "alur.forms.AmbilAlihForm": "a reason; taken once",
    "alur.forms.KembalikanForm": "a reason",
    "pegawai.forms_wakil.WakilForm": "a new mandate",
    "pegawai.forms_wakil.CabutForm": "ends a mandate, once",
    "dokumen.forms.TujuanForm": "asks what for",
    "pegawai.forms.TujuanForm": "asks what for",
    "pegawai.forms.MutasiForm": "a decree: a new row of history, with a version of the person of its own",
    "pegawai.forms.BatalMutasiForm": "withdraws a decree",
    "pegawai.views.aktivasi.AktivasiForm": "a password of one's own",
    "pegawai.views.aktivasi.KodeMasukForm": "a new code",
    "kompetensi.forms.SaringKatalogForm": "a search",
    "kompetensi.forms.DaftarForm": "a new enrolment",
    "kompetensi.forms.PutusanForm": "a decision, which is taken once",
    "kompetensi.forms.AlasanForm": "a reason",
    "kompetensi.forms.CabutForm": "a decision, which is taken once",
    "kompetensi.forms.HadirForm": "carries what stood on the sheet person by person (services.sertifikat.record_kehadiran)",
    "kompetensi.forms.PesertaForm": "new enrolments",
    "kompetensi.forms.BelajarLuarForm": "new evidence",
    "kompetensi.forms.PutusanLuarForm": "a decision on a version of the evidence",
    "kompetensi.forms.TarikForm": "a step on a version of its process",
    "kinerja.forms.evaluasi.EvaluasiForm": "a judgement, which is set once",
    "kinerja.forms.evaluasi.SasaranForm": "a new target",
    "kinerja.forms.kemajuan.CatatanForm": "what the two below have in common",
    "kinerja.forms.kemajuan.CatatForm": "a new entry",
    "kinerja.forms.kemajuan.TarikForm": "a reason, for an entry that is taken back once",
    "kinerja.forms.rencana.DialogForm": "a new word",
    "kinerja.forms.rencana.PutusanForm": "a decision on a version of the SKP",
    "kinerja.forms.rencana.KembalikanForm": "a decision on a version of the SKP",
    "forum.forms.warga.SuaraForm": "a new voice",
    "forum.forms.warga.LacakForm": "a question",
    "forum.forms.warga.KataPengirimForm": "a new word",
    "forum.forms.meja.AlasanForm": "a reason",
    "forum.forms.meja.GabungForm": "a decision, which is taken once",
    "forum.forms.meja.TujuanForm": "asks what for",
    "forum.forms.pengawas.PutusanPengawasForm": "a decision on a proposal, which never changes and is decided once",
    "layanan.perubahan_data.forms.BukaForm": "asks what for",
    "layanan.perubahan_data.forms.TarikForm": "a step on a version of its process",
    "forum.forms.meja.JawabanForm": "a new answer",
    "forum.forms.meja.TindakLanjutForm": "a new proposal",
    "forum.forms.topik.TopikForm": "a new topic",
    "forum.forms.topik.KirimanForm": "a new post",
    "forum.forms.topik.LaporForm": "a new flag",
    "forum.forms.meja.SasaranForm": "a new link",
}
DASAR = {"inti.forms.Formulir", "inti.sunting.FormulirSunting", "inti.sunting.SuntingAdmin", "inti.sunting.Penyunting",
         "forum.forms.dasar.TeksForm", "dokumen.forms.FormulirBerkas"}  # fmt: skip
APP = [p.name for p in BASE_DIR.iterdir() if (p / "apps.py").exists() and p.name != "bench"]


def list_form() -> Iterator[tuple[str, type[forms.BaseForm]]]:
    """Every form class of the product, by its full name."""
    for app in APP:
        for modul in walk_packages([str(BASE_DIR / app)], f"{app}."):
            if any(bagian in modul.name for bagian in (".migrations", ".management", "__main__")):
                continue
            for nama, kelas in inspect.getmembers(import_module(modul.name), inspect.isclass):
                if issubclass(kelas, forms.BaseForm) and kelas.__module__ == modul.name:
                    yield f"{modul.name}.{nama}", kelas


def is_menyunting(nama: str, kelas: type[forms.BaseForm]) -> bool:
    """Whether nobody has said that this form edits no row."""
    disebut = nama in DASAR or nama in BUKAN_MENYUNTING or nama.split(".")[0] in BUKAN_MENYUNTING
    return not disebut and not issubclass(kelas, ParameterForm)


def test_every_form_carries_a_version_or_says_why_it_edits_no_row() -> None:
    tanpa = [nama for nama, kelas in list_form() if is_menyunting(nama, kelas) and not issubclass(kelas, Penyunting)]

    assert tanpa == [], "jadikan FormulirSunting, atau nyatakan mengapa tidak menyunting baris"


def test_no_reason_outlives_its_form() -> None:
    ada = {nama for nama, _kelas in list_form()}

    assert [n for n in BUKAN_MENYUNTING if "." in n and n not in ada] == []


def is_disunting(halaman: AdminLayanan) -> bool:
    """Whether the page may be changed: some rows are only acted upon, some only looked at."""
    if halaman.fields and set(halaman.fields) == set(halaman.readonly_fields):
        return False
    return type(halaman).has_change_permission is AdminLayanan.has_change_permission


def test_whatever_the_back_office_edits_is_counted() -> None:
    tanpa = [
        model._meta.label
        for model, halaman in site._registry.items()
        if isinstance(halaman, AdminLayanan) and halaman.aksi_ubah and is_disunting(halaman) and not issubclass(model, Berversi)
    ]

    assert tanpa == [], "jadikan Berversi"


@pytest.mark.django_db
def test_the_database_counts_the_changes_of_every_such_row() -> None:
    berversi = [m for m in apps.get_models() if issubclass(m, Berversi)]
    with connection.cursor() as kursor:
        kursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE 'pgtrigger_naik_versi%'")
        berpemicu = {b[0] for b in kursor.fetchall()}

    assert berversi
    assert {m._meta.db_table for m in berversi} == berpemicu
    assert NAIK.name == "naik_versi"


# --- the row ----------------------------------------------------------------------------------------


@pytest.fixture
def baris(db: None) -> Penyelenggara:
    return Penyelenggara.objects.get(pk=buat_penyelenggara().pk)


def test_a_bulk_change_counts(baris: Penyelenggara) -> None:
    awal = baris.versi
    rows = Penyelenggara.objects.filter(pk=baris.pk)

    rows.update(nama="Nama baru")
    assert rows.get().versi == awal + 1


def test_a_sign_in_is_no_change_of_an_account_in_its_history(db: None) -> None:
    akun = buat_pengguna()
    awal = akun.versi
    riwayat = Pengguna.pgh_event_model.objects.filter(pgh_obj=akun)
    sebelum = riwayat.count()

    Pengguna.objects.filter(pk=akun.pk).update(last_login=akun.dibuat_at)

    akun.refresh_from_db()
    assert akun.versi == awal + 1
    assert riwayat.count() == sebelum


def sunting(baris: Penyelenggara, **sebelum: Any) -> Suntingan:
    return Suntingan(baris.versi, frozenset(sebelum), sebelum)


def test_what_was_not_touched_stays_as_somebody_else_wrote_it(baris: Penyelenggara) -> None:
    isi = {"nama": "Nama saya", "penandatangan": baris.penandatangan}
    milik_saya = sunting(baris, nama=baris.nama)
    Penyelenggara.objects.filter(pk=baris.pk).update(penandatangan="Orang lain")

    kini = kunci(baris)
    beda = tulis(kini, gabung(kini, milik_saya, isi))

    assert beda == ["nama"]
    assert (kini.nama, kini.penandatangan) == ("Nama saya", "Orang lain")


def test_a_field_that_both_changed_is_refused_with_what_stands_there_now(baris: Penyelenggara) -> None:
    milik_saya = sunting(baris, nama=baris.nama)
    Penyelenggara.objects.filter(pk=baris.pk).update(nama="Nama orang lain")

    with pytest.raises(BerubahError, match="diubah orang lain") as galat:
        gabung(kunci(baris), milik_saya, {"nama": "Nama saya"})

    assert galat.value.kini.nama == "Nama orang lain"


def test_both_meaning_the_same_is_no_conflict(baris: Penyelenggara) -> None:
    milik_saya = sunting(baris, nama=baris.nama)
    Penyelenggara.objects.filter(pk=baris.pk).update(nama="Nama bersama")

    assert gabung(kunci(baris), milik_saya, {"nama": "Nama bersama"}) == {"nama": "Nama bersama"}


def test_where_nobody_knows_what_stood_there_the_version_decides(baris: Penyelenggara) -> None:
    tanpa_sebelum = Suntingan(baris.versi, frozenset({"nama"}))
    assert gabung(kunci(baris), tanpa_sebelum, {"nama": "Nama saya"}) == {"nama": "Nama saya"}

    Penyelenggara.objects.filter(pk=baris.pk).update(penandatangan="Orang lain")
    with pytest.raises(BerubahError):
        gabung(kunci(baris), tanpa_sebelum, {"nama": "Nama saya"})


def test_line_breaks_of_browsers_and_spaces_around_a_text_change_nothing(baris: Penyelenggara) -> None:
    Penyelenggara.objects.filter(pk=baris.pk).update(nama="dua\nbaris")
    kini = kunci(baris)

    assert gabung(kini, Suntingan(kini.versi, frozenset({"nama"}), {"nama": " dua\r\nbaris "}), {"nama": "tiga"}) == {
        "nama": "tiga"
    }


def test_a_program_that_read_the_row_writes_all_of_it(baris: Penyelenggara) -> None:
    assert gabung(baris, None, {"nama": "Nama baru"}) == {"nama": "Nama baru"}


# --- the form ---------------------------------------------------------------------------------------


class Isian(FormulirSunting):
    tanpa_baris = ("alasan",)
    nama = forms.CharField(label="Nama")
    jenis = forms.ChoiceField(label="Jenis", choices=[("a", "Apel"), ("b", "Belimbing"), ("c", "Ceri")])
    aktif = forms.BooleanField(label="Aktif", required=False)
    alasan = forms.CharField(label="Alasan", required=False)


AWAL = {"nama": "Awal", "jenis": "a", "aktif": True}


def kirim(versi: int = 3, **isi: Any) -> Isian:
    """The form as a browser sends it back: the version, what stood there, and what stands there now."""
    data = QueryDict(mutable=True)
    data.update({"versi": str(versi), "initial-nama": "Awal", "initial-jenis": "a", "initial-aktif": "True"})
    data.update({"nama": "Awal", "jenis": "a", "aktif": "on"} | isi)
    if isi.get("aktif") is False:
        del data["aktif"]
    return Isian(data, initial=AWAL, versi=versi)


def test_a_drawn_form_carries_version_and_what_stands_in_each_field() -> None:
    halaman = Isian(initial=AWAL, versi=3).as_div()

    for kata in ('name="versi" value="3"', 'name="initial-nama" value="Awal"', 'name="initial-jenis"', 'name="initial-aktif"'):
        assert kata in halaman
    assert "initial-alasan" not in halaman


def test_a_form_for_a_new_row_carries_neither() -> None:
    halaman = Isian(initial=AWAL).as_div()

    assert "versi" not in halaman
    assert "initial-" not in halaman


def test_it_knows_what_was_changed_and_what_stood_there() -> None:
    form = kirim(nama="Saya", aktif=False, alasan="Surat")

    assert form.is_valid(), form.errors
    s = form.suntingan()
    assert s == Suntingan(3, frozenset({"nama", "aktif"}), {"nama": "Awal", "aktif": True})
    assert form.tanpa_versi() == {"nama": "Saya", "jenis": "a", "aktif": False, "alasan": "Surat"}


def test_after_a_conflict_it_shows_before_theirs_and_mine_and_keeps_what_was_typed() -> None:
    form = kirim(nama="Saya", jenis="b")
    assert form.is_valid()

    form.bandingkan({"nama": "Orang lain", "jenis": "c", "aktif": False}, 5)

    assert [(b.label, b.sebelum, b.kini, b.punya) for b in form.banding] == [
        ("Nama", "Awal", "Orang lain", "Saya"),
        ("Jenis", "Apel", "Ceri", "Belimbing"),
    ]
    assert (form["nama"].value(), form["jenis"].value(), form["aktif"].value()) == ("Saya", "b", False)
    assert form.banding[0].kalimat == "Nama: semula “Awal”, kini “Orang lain”, tulisan Anda “Saya”."
    assert form.status == 409


def test_saved_once_more_it_counts_as_knowing_both() -> None:
    form = kirim(nama="Saya")
    assert form.is_valid()
    form.bandingkan({"nama": "Orang lain", "jenis": "c", "aktif": True}, 5)

    lagi = Isian(form.data, initial=AWAL, versi=5)

    assert lagi.is_valid(), lagi.errors
    assert lagi.suntingan() == Suntingan(5, frozenset({"nama"}), {"nama": "Orang lain"})
    assert lagi.cleaned_data["jenis"] == "c"


def test_a_tampered_form_says_nothing_about_what_stood_there_and_the_version_decides() -> None:
    form = kirim(jenis="b")
    form.data["initial-jenis"] = ""
    assert form.is_valid()

    s = form.suntingan()

    assert s is not None
    assert s.berubah == {"jenis"}


def test_the_form_of_the_back_office_is_the_same_mechanism() -> None:
    assert issubclass(SuntingAdmin, Penyunting)
    assert issubclass(FormulirSunting, Formulir)


SUNTING_ADMIN = {model._meta.label: a for model, a in site._registry.items() if issubclass(a.form, SuntingAdmin)}


@pytest.mark.django_db
@pytest.mark.parametrize("label", sorted(SUNTING_ADMIN))
def test_a_new_row_of_the_back_office_begins_with_its_own_version(label: str, rf: Any, admin_user: Pengguna) -> None:
    """A browser posts the hidden version of a new row as an empty text."""
    permintaan = rf.get("/")
    permintaan.user = admin_user
    permintaan.konteks = sistem()

    form = SUNTING_ADMIN[label].get_form(permintaan)(QueryDict("versi="))
    form.full_clean()

    assert "versi" in form.fields or not SUNTING_ADMIN[label].has_add_permission(permintaan)
    assert not isinstance(form.instance, Berversi) or form.instance.versi == 1


@pytest.mark.parametrize("label", sorted(SUNTING_ADMIN))
@pytest.mark.parametrize("ada", [True, False], ids=["ubah", "tambah"])
def test_every_page_of_the_back_office_carries_the_version(label: str, rf: Any, ada: bool) -> None:
    """A page that leaves it out refuses every change as somebody else's."""
    halaman, permintaan = SUNTING_ADMIN[label], rf.get("/")
    permintaan.konteks, permintaan.user = sistem(), Pengguna(is_superuser=True)
    obj = halaman.model(pk=1) if ada else None

    assert "versi" in flatten_fieldsets(halaman.get_fieldsets(permintaan, obj)) or not issubclass(halaman.model, Berversi)
