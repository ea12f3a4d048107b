"""How allauth behaves here."""

from __future__ import annotations

import logging
from typing import Any

import requests
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base.constants import AuthProcess
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from akun import kait, sso
from akun.backends import find_pengguna
from akun.faktor import CARA_TAMBAH_EMAIL
from akun.models import KodeAktivasi, Pengguna
from inti import instansi, waktu

TAHAP_EMAIL = {"allauth.account.stages.EmailVerificationStage": "akun.tahap.PastikanEmail"}
log = logging.getLogger(__name__)
# What the library announces, and the kind of message that tells it; by their own hand or by somebody else's in their name.
PEMBERITAHUAN = {
    "account/email/email_changed": "akun.email_berubah",
    "account/email/email_deleted": "akun.email_berubah",
    "account/email/password_changed": "akun.sandi_berubah",
    "account/email/password_set": "akun.sandi_berubah",
    "account/email/password_reset": "akun.sandi_berubah",
    "mfa/email/totp_activated": "akun.langkah_kedua_berubah",
    "mfa/email/totp_deactivated": "akun.langkah_kedua_berubah",
    "mfa/email/webauthn_added": "akun.langkah_kedua_berubah",
    "mfa/email/webauthn_removed": "akun.langkah_kedua_berubah",
    "mfa/email/recovery_codes_generated": "akun.langkah_kedua_berubah",
    "socialaccount/email/account_connected": "akun.login_lain",
    "socialaccount/email/account_disconnected": "akun.login_lain",
}
SAMBUNG = "sso_sambung"  # a first national sign-in, kept in the session until the person confirms it


def sebut(pengguna: Pengguna) -> str:
    """How the library calls the owner of an account, in mails and on its pages."""
    return pengguna.nama


class AkunAdapter(DefaultAccountAdapter):
    """Citizens may register; employees' accounts are opened by the personnel office."""

    # One sentence for a wrong name and a wrong password: which of them it was is nobody's business.
    error_messages = (
        DefaultAccountAdapter.error_messages
        | dict.fromkeys(
            ("email_password_mismatch", "username_password_mismatch", "invalid_login"),
            _("NIP, e-mail, atau kata sandinya belum cocok. Periksa sekali lagi, atau pakai salah satu cara lain di bawah."),
        )
        | {
            "enter_current_password": _(
                "Kata sandi sekarang ini belum cocok. Periksa ketikannya, termasuk huruf besar dan kecil."
            ),
            # Two limits, one sentence: of this address within a minute, of this account within five (login_failed of the library).
            "too_many_login_attempts": _(
                "Terlalu banyak percobaan masuk yang gagal, dari tempat ini atau untuk akun ini. "
                "Coba lagi dalam satu menit; bila masih tertahan, dalam lima menit."
            ),
        }
    )

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """One counter for an account, however its number is spaced and whichever of its names is typed."""
        masukan = str(credentials.get("email") or credentials.get("username") or "")
        pengguna = find_pengguna(masukan)
        return f"akun {pengguna.pk}" if pengguna else f"asing {masukan.strip().lower()}"

    def get_login_stages(self) -> list[str]:
        """The library's stages; that of the e-mail lets those pass who have none."""
        return [TAHAP_EMAIL.get(tahap, tahap) for tahap in super().get_login_stages()]

    def can_delete_email(self, email_address: EmailAddress) -> bool:
        """An address that nobody confirmed always goes, the primary one too: it may be mistyped, and its link never arrives.

        The last one stays while there is a second step, for no other one could be added (CARA_TAMBAH_EMAIL), and where nobody is
        behind the account who could sign in by a number.
        """
        if not email_address.verified:
            return True
        pengguna = email_address.user
        if not EmailAddress.objects.filter(user=pengguna).exclude(pk=email_address.pk).exists():
            return not is_mfa_enabled(pengguna) and bool(kait.list_sebutan([pengguna.pk]))
        return bool(super().can_delete_email(email_address))

    def format_email_subject(self, subject: str) -> str:
        """'[name of the system] subject'."""
        return f"[{instansi.kini().nama_situs}] {subject}"

    def get_from_email(self) -> str:
        """From whom mails come."""
        return instansi.pengirim()

    def send_notification_mail(
        self, template_prefix: str, user: Pengguna, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Tell the owner what has just changed about signing in: in the inbox, by mail, and at an address that was left.

        Several changes of the same kind in one minute are told once: a first second step brings its recovery codes along.
        """
        jenis, ditinggalkan = PEMBERITAHUAN[template_prefix], (context or {}).get("deleted_email") or email
        menit = f"{waktu.now():%Y-%m-%d %H:%M}"
        kait.kabarkan(
            jenis,
            pengguna_id=user.pk,
            alamat=[ditinggalkan] if ditinggalkan else [],
            subjek=("akun", user.kode),
            kunci=f"{menit} {salted_hmac('akun.alamat', ditinggalkan).hexdigest()}" if ditinggalkan else menit,
            isi={},
        )

    def set_password(self, user: Pengguna, password: str) -> None:
        """A password of the person's own choice makes codes that were still lying around worthless."""
        super().set_password(user, password)
        KodeAktivasi.objects.expire(user)

    def populate_username(self, request: HttpRequest, user: Pengguna) -> None:
        """The public code is random already: nothing to derive from a name."""

    def save_user(self, request: HttpRequest, user: Pengguna, form: Any, commit: bool = True) -> Pengguna:
        """Keep the name that was typed and the e-mail in lower case."""
        user.nama = form.cleaned_data.get("nama", "")
        super().save_user(request, user, form, commit=False)
        user.email = user.email.lower() if user.email else None
        if commit:
            user.save()
        return user


class FaktorAdapter(DefaultMFAAdapter):
    """The second step in our words."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "add_email_blocked": CARA_TAMBAH_EMAIL,
        "incorrect_code": _(
            "Kode atau kunci ini belum cocok. Angka di aplikasi berganti tiap 30 detik: tulis yang sedang tampil sekarang."
        ),
        "unverified_email": _(
            "Alamat e-mail akun ini belum dipastikan. Buka tautan yang kami kirim ke sana; bila alamatnya keliru, hapus dulu. "
            "Sesudah itu langkah kedua dapat dipasang."
        ),
        "cannot_generate_recovery_codes": _("Pasang dulu aplikasi autentikator atau kunci; sesudah itu kode pemulihan tersedia."),
    }

    def generate_authenticator_name(self, user: Pengguna, type: Authenticator.Type) -> str:
        """A name to start from; people give their own."""
        n = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return gettext("Kunci utama") if n == 0 else gettext("Kunci ke-%(n)s") % {"n": n + 1}

    def _get_site_name(self) -> str:
        """What the device shows beside the key."""
        return instansi.kini().nama_situs

    def _get_user_identifier(self, user: Pengguna) -> str:
        """Never a number of the person: the app and the device show it to whoever looks."""
        return user.email or user.nama


class SsoAdapter(DefaultSocialAccountAdapter):
    """The national ASN login: matched by NIP, issuer and subject, never by e-mail; the first link is confirmed by the person."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Nobody gets an account only because the other side knows them."""
        return False

    def authenticate_by_email(self, login: Any) -> None:
        """Never: whoever controls an e-mail address is not thereby the employee."""

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Let in who is linked, ask for a first link to be confirmed, refuse everybody else in words."""
        if not sso.check_nonce(sociallogin):
            raise ImmediateHttpResponse(tolak_sso(request))
        try:
            if sociallogin.is_existing:
                sso.check_orang(sociallogin, sociallogin.user)
            elif sociallogin.state.get("process") == AuthProcess.CONNECT and request.user.is_authenticated:
                sso.check_orang(sociallogin, request.user)
            else:
                sso.get_pengguna(sociallogin)
                request.session[SAMBUNG] = {"at": waktu.now().timestamp(), "masuk": sociallogin.serialize()}
                raise ImmediateHttpResponse(redirect("akun:sambung"))
        except sso.SsoDitolakError as error:
            raise ImmediateHttpResponse(tolak_sso(request, error)) from error

    def serialize_instance(self, instance: Model) -> dict[str, Any]:
        """An account as its key alone: the library can't write down fields that the database fills in."""
        return {"id": instance.pk} if isinstance(instance, Pengguna) else dict(super().serialize_instance(instance))

    def deserialize_instance(self, model: type[Model], data: dict[str, Any]) -> Any:
        """The account as it is now; a nameless one for somebody who has none here."""
        if model is Pengguna:
            return Pengguna.objects.filter(pk=data["id"]).first() or Pengguna()
        return super().deserialize_instance(model, data)

    def get_requests_session(self) -> requests.Session:
        """Talk to the issuer; when it is silent or broken, say so on a page instead of failing."""
        sesi: requests.Session = super().get_requests_session()
        tanya = sesi.request

        def minta(method: str, url: str, **lain: Any) -> requests.Response:
            try:
                jawab = tanya(method, url, **lain)
            except requests.RequestException as error:
                log.warning("login ASN tidak menjawab: %s", type(error).__name__)
                raise ImmediateHttpResponse(tolak_sso(self.request)) from error
            if jawab.status_code >= 500 or (method == "GET" and not jawab.ok):
                log.warning("login ASN menjawab %s", jawab.status_code)
                raise ImmediateHttpResponse(tolak_sso(self.request))
            return jawab

        sesi.request = minta  # type: ignore[method-assign,assignment]
        return sesi


def tolak_sso(request: HttpRequest, error: sso.SsoDitolakError | None = None) -> HttpResponse:
    """The page that says why the national login did not open the door, and what does."""
    status = 401 if error is None else 403
    return render(request, "socialaccount/authentication_error.html", {"ditolak": error}, status=status)
