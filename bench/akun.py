"""Who measures: one account a role, their sessions, and a machine client with its token."""

from __future__ import annotations

import base64

from django.conf import settings
from django.test import Client

from akun.cakupan import CakupanTerdaftar
from akun.konteks import build, sistem
from akun.models import Pengguna
from akun.services import create_admin_pertama, create_klien_api, create_penugasan_peran
from bench import kesalahan
from organisasi.models import UnitKerja
from pegawai.models import Pegawai

DIBERI = ("pimpinan", "tim_penilai", "moderator", "auditor", "warga", "mitra", "pengelola_opd")
ALAMAT_OAUTH = "/api/oauth/token/"


def buat_akun() -> dict[str, Pengguna]:
    """Make an account of every role; nobody can sign in with them, sessions are made for them. Twice is the same as once."""
    ada = {p.email.partition("@")[0]: p for p in Pengguna.objects.filter(email__endswith="@bench.invalid") if p.email}
    if ada:
        return ada
    akun = {"admin_bkpsdm": create_admin_pertama(nama="Yuliana Panggabean", email="admin_bkpsdm@bench.invalid", sandi=None)}
    admin = build(akun["admin_bkpsdm"])
    kantor = UnitKerja.objects.filter(induk__induk__isnull=True, induk__isnull=False).order_by("nama").first()
    for peran in DIBERI:
        akun[peran] = _pengguna(peran)
        create_penugasan_peran(
            konteks=admin, pengguna=akun[peran], peran=peran, unit=kantor if peran == "pengelola_opd" else None, dasar="bench"
        )
    # An employee leads nobody: in a city of a hundred times as many people one who does leads a hundred times as many.
    orang = Pegawai.objects.order_by("atasan_id", "pk")
    staf = orang.filter(jabatan__memimpin=False).first() or orang.first()
    for peran, siapa in (("atasan", staf.atasan if staf else None), ("pegawai", staf)):
        if siapa is not None:
            akun[peran] = _pengguna(peran)
            Pegawai.objects.filter(pk=siapa.pk).update(akun=akun[peran])
    return akun


def _pengguna(peran: str) -> Pengguna:
    return Pengguna.objects.create_user(email=f"{peran}@bench.invalid", password=None, nama=f"Pengukur {peran}")


def peramban(pengguna: Pengguna | None = None) -> Client:
    """A test client of the product on its own address, signed in where an account is given."""
    klien = Client(HTTP_HOST="127.0.0.1", raise_request_exception=False)
    if pengguna:
        klien.force_login(pengguna)
    return klien


def kuki(pengguna: Pengguna) -> str:
    """The cookie header of a new session of this account."""
    return f"{settings.SESSION_COOKIE_NAME}={peramban(pengguna).cookies[settings.SESSION_COOKIE_NAME].value}"


def minta_token() -> str:
    """Register a machine client with every scope that reads, and fetch a token as it would. Raises TidakTerukurError."""
    klien = create_klien_api(
        konteks=sistem(), nama="bench", cakupan=sorted(CakupanTerdaftar().get_all_scopes()), penanggung_jawab="bench"
    )
    sandi = base64.b64encode(f"{klien.id}:{klien.rahasia}".encode()).decode()
    jawab = peramban().post(ALAMAT_OAUTH, {"grant_type": "client_credentials"}, headers={"Authorization": f"Basic {sandi}"})
    if jawab.status_code != 200:
        raise kesalahan.TidakTerukurError(f"{ALAMAT_OAUTH} menjawab {jawab.status_code}: {jawab.content[:200]!r}")
    return str(jawab.json()["access_token"])
