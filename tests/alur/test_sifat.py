"""What holds of every case whatever people do, in whatever order: one holder or none, a trail that only grows, each message once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alur import selectors, services
from alur.alih import take_over
from alur.models import Jejak, Pemegang
from alur.proses import TETAP, Proses
from inti.errors import UseCaseError
from kabar.models import Kabar, Penerimaan
from kinerja.proses import SKP_TAHUNAN
from kompetensi.proses import PENDAFTARAN
from layanan.perubahan_data import jenis
from layanan.perubahan_data.proses import PERUBAHAN_DATA
from layanan.perubahan_data.services import create_usul
from tests.kinerja.factories import Kantor, buat_akun, buat_kantor, buat_skp
from tests.kompetensi.factories import HARI, buat_angkatan, daftarkan

ORANG = ("pegawai", "atasan", "kadis", "rekan", "admin", "auditor")
AWET = settings(max_examples=7, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@pytest.fixture
def kantor(db: None) -> Iterator[Kantor]:
    with time_machine.travel(f"{HARI.isoformat()} 09:00+07:00", tick=False):
        hasil = buat_kantor()
        hasil.auditor = buat_akun("auditor")  # type: ignore[attr-defined]  # one more of the cast
        yield hasil


def skp(kantor: Kantor) -> Any:
    return buat_skp(kantor, kantor.pegawai, per=HARI)


def usul(kantor: Kantor) -> Any:
    konteks = kantor.konteks(kantor.pegawai, HARI)
    return create_usul(konteks=konteks, macam=jenis.DAFTAR["telepon"], nilai={"nomor_hp": "0812 9999 0000"})


def pendaftaran(kantor: Kantor) -> Any:
    return daftarkan(kantor.pegawai, buat_angkatan())


SUBJEK: dict[str, tuple[Proses, Callable[[Kantor], Any]]] = {
    "skp": (SKP_TAHUNAN, skp),
    "perubahan_data": (PERUBAHAN_DATA, usul),
    "pendaftaran": (PENDAFTARAN, pendaftaran),
}
AMBIL, ALASAN = "ambil_alih", "Karena begitu"
# What the use cases of these steps write besides, without which the database refuses the state.
UBAH: dict[tuple[str, str], Callable[[Any], dict[str, Any]]] = {
    ("pendaftaran", "tolak"): lambda _pendaftaran: {"alasan": ALASAN},
    ("skp", "sepakati"): lambda skp: {"disepakati": HARI, "penilai_id": skp.pegawai.atasan_id},
}


def langkah_orang(proses: Proses) -> list[str]:
    """Every step that somebody could try, also where none follows."""
    return sorted({la.aksi for la in proses.langkah if not la.sistem}) + [AMBIL]


@st.composite
def upaya(draw: st.DrawFn, proses: Proses) -> tuple[str, str, int | None]:
    """Who tries what, having read which version: the present one, an older one, or none."""
    return draw(st.sampled_from(ORANG)), draw(st.sampled_from(langkah_orang(proses))), draw(st.sampled_from([None, 0, 0, 1]))


def keadaan(proses: Proses, objek: Any) -> dict[str, Any]:
    """Everything that a step may write."""
    objek.refresh_from_db()
    return {
        "status": objek.status,
        "versi": objek.versi,
        "pemegang": list(Pemegang.objects.filter(proses=proses.nama, kode=objek.kode).values()),
        "jejak": list(Jejak.objects.filter(proses=proses.nama, kode=objek.kode).order_by("pk").values()),
        "kabar": sorted(Kabar.objects.values_list("pk", flat=True)),
        "kotak": sorted(Penerimaan.objects.values_list("kabar", "pengguna")),
    }


def coba(kantor: Kantor, proses: Proses, objek: Any, siapa: str, aksi: str, versi: int | None) -> None:
    """Try a step; a refusal is an answer, anything else fails the test."""
    konteks = kantor.konteks(getattr(kantor, siapa), HARI)
    dibaca = None if versi is None else objek.versi - versi
    with suppress(UseCaseError, PermissionDenied):
        if aksi == AMBIL:
            take_over(konteks=konteks, proses=proses, objek=objek, alasan="Atasannya dirawat")
        else:
            ubah = UBAH.get((proses.nama, aksi))
            services.move(konteks=konteks, proses=proses, objek=objek, aksi=aksi, alasan=ALASAN, versi=dibaca, ubah=ubah)


def periksa_satu_pemegang(proses: Proses, kini: dict[str, Any]) -> None:
    diharapkan = proses.get_keadaan(kini["status"]).pemegang
    assert [b["keadaan"] for b in kini["pemegang"]] == ([kini["status"]] if diharapkan else [])


def periksa_jejak(proses: Proses, dulu: dict[str, Any], kini: dict[str, Any], siapa: Any, aksi: str) -> None:
    """The trail grew by this very step, or nothing at all was written."""
    tambah = kini["jejak"][len(dulu["jejak"]) :]
    assert kini["jejak"][: len(dulu["jejak"])] == dulu["jejak"]
    if not tambah:
        assert kini == dulu, "a refusal leaves nothing behind"
        return
    (baris,) = tambah
    assert (baris["aksi"], baris["oleh_id"], baris["dari"], baris["ke"]) == (aksi, siapa.pk, dulu["status"], kini["status"])
    if aksi != AMBIL:
        langkah = proses.cari_langkah(aksi, dulu["status"])
        assert langkah is not None
        assert kini["status"] == (dulu["status"] if langkah.ke == TETAP else langkah.ke)
        assert (kini["versi"], baris["versi"]) == (dulu["versi"] + 1, dulu["versi"] + 1)


@pytest.mark.parametrize("nama", SUBJEK)
@AWET
@given(data=st.data())
def test_after_any_steps_by_anybody_a_case_has_one_holder_or_is_ended_and_a_trail_that_tells_it_all(
    kantor: Kantor, nama: str, data: st.DataObject
) -> None:
    proses, buat = SUBJEK[nama]
    with transaction.atomic():
        objek = buat(kantor)
        for siapa, aksi, versi in data.draw(st.lists(upaya(proses), min_size=4, max_size=12)):
            dulu, orang = keadaan(proses, objek), getattr(kantor, siapa)
            coba(kantor, proses, objek, siapa, aksi, versi)
            kini = keadaan(proses, objek)
            periksa_satu_pemegang(proses, kini)
            periksa_jejak(proses, dulu, kini, getattr(orang, "akun", None) or orang, aksi)
            assert len(kini["kotak"]) == len(set(kini["kotak"]))
        assert selectors.list_menyimpang(proses) == []
        transaction.set_rollback(True)


@pytest.mark.parametrize("nama", SUBJEK)
@AWET
@given(data=st.data())
def test_what_the_page_offers_is_done_and_what_it_does_not_offer_is_refused(
    kantor: Kantor, nama: str, data: st.DataObject
) -> None:
    proses, buat = SUBJEK[nama]
    with transaction.atomic():
        objek = buat(kantor)
        for _langkah in range(data.draw(st.integers(1, 6))):
            siapa = data.draw(st.sampled_from(ORANG))
            konteks = kantor.konteks(getattr(kantor, siapa), HARI)
            tombol = {la.aksi for la in selectors.get_posisi(konteks, proses, objek).langkah}
            aksi = data.draw(st.sampled_from(langkah_orang(proses)[:-1]))
            dulu = keadaan(proses, objek)
            coba(kantor, proses, objek, siapa, aksi, 0)
            assert (keadaan(proses, objek) != dulu) == (aksi in tombol), f"{siapa}: {aksi} dari {dulu['status']}"
        transaction.set_rollback(True)


@pytest.mark.parametrize("nama", SUBJEK)
@AWET
@given(data=st.data())
def test_a_step_twice_is_the_step_once(kantor: Kantor, nama: str, data: st.DataObject) -> None:
    proses, buat = SUBJEK[nama]
    with transaction.atomic():
        objek = buat(kantor)
        for siapa, aksi, _versi in data.draw(st.lists(upaya(proses), min_size=3, max_size=8)):
            objek.refresh_from_db()
            dibaca = objek.versi
            coba(kantor, proses, objek, siapa, aksi, 0)
            sekali = keadaan(proses, objek)
            coba(kantor, proses, objek, siapa, aksi, objek.versi - dibaca)  # the same page, clicked again
            assert keadaan(proses, objek) == sekali
        transaction.set_rollback(True)


@pytest.mark.parametrize("nama", SUBJEK)
@AWET
@given(data=st.data())
def test_nobody_hears_of_their_own_step_and_whoever_holds_it_next_does(kantor: Kantor, nama: str, data: st.DataObject) -> None:
    proses, buat = SUBJEK[nama]
    with transaction.atomic():
        objek = buat(kantor)
        for siapa, aksi, versi in data.draw(st.lists(upaya(proses), min_size=4, max_size=10)):
            dulu, orang = keadaan(proses, objek), getattr(kantor, siapa)
            coba(kantor, proses, objek, siapa, aksi, versi)
            kini = keadaan(proses, objek)
            akun = (getattr(orang, "akun", None) or orang).pk
            baru = set(kini["kotak"]) - set(dulu["kotak"])
            assert akun not in {p for _kabar, p in baru}
            if kini["status"] != dulu["status"] and proses.get_keadaan(kini["status"]).kabar:
                tiba = set(Kabar.objects.filter(jenis=proses.get_keadaan(kini["status"]).kabar).values_list("pk", flat=True))
                assert [p for k, p in baru if k in tiba], "somebody is told that it came to them"
        transaction.set_rollback(True)


@pytest.mark.parametrize("cara", ["update", "delete"])
def test_no_line_of_a_trail_is_changed_or_taken_out(kantor: Kantor, cara: str) -> None:
    objek = skp(kantor)
    rows = Jejak.objects.filter(kode=objek.kode)

    with pytest.raises(Exception, match="sekali_tulis"), transaction.atomic():
        rows.update(oleh_nama="Orang Lain") if cara == "update" else rows.delete()

    assert rows.get().oleh_nama == "Pegawai Uji"
