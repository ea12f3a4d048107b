"""The second step of signing in: who needs one before working here."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from akun.kewenangan import Konteks
from akun.peran import STAF, TURUNAN

# Recovery codes alone are no step of their own: they stand in for one of these.
JENIS = (Authenticator.Type.TOTP.value, Authenticator.Type.WEBAUTHN.value)
PERAN_STAF = frozenset(STAF) - frozenset(TURUNAN)
# What a person may open until the second step is there, beside public pages: what it takes to set it up.
SELAMA_BELUM = frozenset({
    "akun:langkah-kedua", "account_reauthenticate", "account_change_password", "account_set_password", "account_email",
})  # fmt: skip

# Safety: with an address that nobody has confirmed, an account that has a second step could be locked for its owner.
CARA_TAMBAH_EMAIL = _(
    "Selama langkah kedua terpasang, alamat baru tidak dapat ditambahkan. Lepas dulu langkah keduanya di 'Masuk dengan aman', "
    "tambahkan alamatnya di 'Alamat e-mail', buka tautan yang kami kirim ke sana, lalu pasang lagi langkah kedua."
)


def is_perlu(konteks: Konteks) -> bool:
    """Whether these roles, signed in by hand, must have a second step and have none. Costs no query."""
    if not konteks.masuk or konteks.punya_faktor or settings.FAKTOR_KEDUA == "tidak":
        return False
    return settings.FAKTOR_KEDUA == "semua" or bool(PERAN_STAF.intersection(konteks.kode_peran))


def is_selama_belum(nama_url: str) -> bool:
    """Whether a page belongs to setting the second step up."""
    return nama_url in SELAMA_BELUM or nama_url.startswith("mfa_")
