"""The roles of the house by name. A grant that names another one is refused when the program starts.

Which of them somebody holds is asked of the permission table alone (akun.kewenangan): outside of
this app nobody looks at roles, only at what may be done.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Peran(models.TextChoices):
    """Roles that somebody grants; `pegawai` and `atasan` follow from the organisation."""

    PEGAWAI = "pegawai", _("Pegawai")
    ATASAN = "atasan", _("Atasan")
    PENGELOLA_OPD = "pengelola_opd", _("Pengelola kepegawaian perangkat daerah")
    ADMIN_BKPSDM = "admin_bkpsdm", _("Admin kepegawaian")
    PIMPINAN = "pimpinan", _("Pimpinan")
    TIM_PENILAI = "tim_penilai", _("Tim penilai")
    MODERATOR = "moderator", _("Moderator forum")
    AUDITOR = "auditor", _("Auditor (Inspektorat)")
    WARGA = "warga", _("Warga")
    MITRA = "mitra", _("Mitra")


ANONIM = "anonim"  # whoever asks, signed in or not
KLIEN_API = "klien_api"  # a machine with a token
PURNATUGAS = "purnatugas"  # an employee who has retired or left: follows from the status, as `pegawai` does
DIKENAL = frozenset({*Peran.values, ANONIM, KLIEN_API, PURNATUGAS})

TURUNAN = (Peran.PEGAWAI, Peran.ATASAN, PURNATUGAS)
# Whose rights reach the people they lead: they hold a case as superior, never as one of its officers.
MEMIMPIN = (Peran.ATASAN, Peran.PIMPINAN)
# Who reads their own records: for life.
PEMILIK_DATA = (Peran.PEGAWAI, PURNATUGAS)
DIBERIKAN = tuple(p for p in Peran if p not in TURUNAN)
# Roles that change other people's data: whoever audits them can't hold one on the same day.
MENULIS = (Peran.ADMIN_BKPSDM, Peran.PENGELOLA_OPD, Peran.TIM_PENILAI, Peran.MODERATOR)
# Roles that no officer alone brings to an account that they could sign in with (akun.petugas.check_petugas_peran).
DUA_PETUGAS = (*MENULIS, Peran.AUDITOR, Peran.PIMPINAN)
# Who works for the city: the inside of the house.
STAF = (
    Peran.PEGAWAI, Peran.ATASAN, Peran.PENGELOLA_OPD, Peran.ADMIN_BKPSDM, Peran.PIMPINAN, Peran.TIM_PENILAI, Peran.MODERATOR,
    Peran.AUDITOR,
)  # fmt: skip
# Who reads the records of the whole city.
PEMBACA_KOTA = (Peran.ADMIN_BKPSDM, Peran.PIMPINAN, Peran.AUDITOR)
