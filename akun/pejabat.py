"""Accounts of officials who are no employees: with one of them somebody leads the heads of a city."""

from __future__ import annotations

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from akun import kait
from akun.kewenangan import Konteks
from akun.models import Pengguna, PenugasanPeran
from akun.peran import Peran
from inti import waktu
from inti.errors import UseCaseError


class BukanPimpinanError(UseCaseError):
    """The account holds no role of a leader."""


class PenjagaAkunPejabat:
    """Answers of organisasi.kait."""

    def check(self, konteks: Konteks, akun: Pengguna, masa: DateRange) -> None:
        """Only an account that two officers made a leader's acts as an official. Raises BukanPimpinanError."""
        rows = PenugasanPeran.objects.filter(pengguna=akun, peran=Peran.PIMPINAN, menunggu=False, masa__overlap=masa)
        if not rows.exists():
            raise BukanPimpinanError(
                _("Akun ini belum memegang peran Pimpinan pada masa jabatan itu."),
                fix=_("Beri dulu perannya lewat dua petugas, lalu pilih akunnya di sini."),
            )

    def announce(self, sebutan: str, lama_id: int | None, baru_id: int | None) -> None:
        """Tell who acts as this official from now on, and who doesn't any more."""
        kunci = waktu.now().isoformat()
        for nama, akun in (("akun.pejabat_lepas", lama_id), ("akun.pejabat_jadi", baru_id)):
            if akun:
                kait.kabarkan(nama, pengguna_id=akun, subjek=("pejabat", sebutan[:40]), kunci=kunci, isi={"sebutan": sebutan})
