"""A code that expired unused let nobody in: it makes no hand, and closes no road."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from akun.models import KodeAktivasi, Pengguna
from akun.petugas import SatuPetugasError, check_petugas_faktor, list_satu_tangan
from inti import waktu
from pegawai.models import Pegawai
from tests.akun.factories import konteks_of
from tests.akun.test_satu_tangan import buat_admin, masuk, titip
from tests.pegawai.factories import buat_pegawai

pytestmark = pytest.mark.django_db
KINI = timedelta(0)


@pytest.fixture
def satu() -> Pengguna:
    buat_admin("Admin Dua")
    return buat_admin("Admin Satu")


@pytest.fixture
def wakil() -> Pegawai:
    return buat_pegawai("Wakil Uji", akun=True)


def buat_kode(oleh: Pengguna, untuk: Pengguna, *, dipakai: bool = False, sisa: timedelta = KINI) -> None:
    kini = waktu.now()
    KodeAktivasi.objects.create(
        pengguna=untuk, sidik="x" * 64, dibuat_oleh=oleh, kedaluwarsa_at=kini + sisa, dipakai_at=kini if dipakai else None
    )


@pytest.mark.parametrize(("keadaan", "jalan"), [({}, False), ({"dipakai": True}, True), ({"sisa": timedelta(days=1)}, True)])
def test_only_a_code_that_let_somebody_in_or_still_could_is_a_way_in(satu, wakil, keadaan: dict[str, Any], jalan: bool) -> None:
    rekan = Pengguna.objects.get(nama="Admin Dua")
    buat_kode(satu, wakil.akun, **keadaan)
    KodeAktivasi.objects.create(
        pengguna=rekan, sidik="y" * 64, dibuat_oleh=satu,
        **KodeAktivasi.objects.values("kedaluwarsa_at", "dipakai_at").get(pengguna=wakil.akun),
    )  # fmt: skip
    assert list_satu_tangan(satu) == ({rekan.pk} if jalan else set())

    if not jalan:
        check_petugas_faktor(konteks_of(satu), wakil.akun)
        assert titip(satu, buat_pegawai("Kepala Uji"), wakil).kepada == wakil
        return
    with pytest.raises(SatuPetugasError):
        check_petugas_faktor(konteks_of(satu), wakil.akun)
    with pytest.raises(SatuPetugasError):
        titip(satu, buat_pegawai("Kepala Uji"), wakil)


@pytest.mark.parametrize("bidang", ["kepada", "nomor"])
def test_the_refusal_stands_where_the_substitute_was_named(satu, bidang: str) -> None:
    kepala = buat_pegawai("Kepala Uji")
    wakil = buat_pegawai("Wakil Uji", unit=kepala.unit, akun=True)
    buat_kode(satu, wakil.akun, sisa=timedelta(days=1))
    hari = str(waktu.today())
    isi = {"mulai": hari, "akhir": hari, "surat": "094/77", "tanggal_surat": hari, "alasan": "cuti", "kepada": "", "nomor": ""}

    jawab = masuk(satu).post(f"/pegawai/{kepala.kode}/wakil/", isi | {bidang: wakil.kode if bidang == "kepada" else wakil.nomor})

    galat = jawab.context_data["form"].errors if getattr(jawab, "context_data", None) else jawab.context["form"].errors
    assert list(galat) == [bidang]
    assert "oleh petugas lain" in str(galat)
