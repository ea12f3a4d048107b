"""Whether two officers are two: who may not give or confirm a role, open an account or decide, for the other pair of eyes would be their own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, F, Model, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from akun import kait
from akun.antre import lock_akun
from akun.kewenangan import Konteks
from akun.models import KodeAktivasi, PelepasanFaktor, Pengguna, PenugasanPeran, PerubahanEmail
from akun.pemegang import list_petugas
from akun.peran import DUA_PETUGAS
from akun.rekan import JEDA_PETUGAS, ada_admin_lain, ada_admin_selain, ada_rekan, list_admin
from akun.riwayat_peran import list_pernah_sah
from inti import waktu
from inti.errors import UseCaseError

# What decides how somebody signs in: a code, another address, the second step taken off; and what its columns begin with.
JALAN_MASUK: tuple[tuple[type[Model], str], ...] = (
    (KodeAktivasi, "dibuat"), (PerubahanEmail, "diubah"), (PelepasanFaktor, "dilepas"),
)  # fmt: skip


class SatuPetugasError(UseCaseError):
    """Password and second step of one account in one officer's hands: that would be the account itself."""


def perlu_pengesahan(konteks: Konteks, pengguna: Pengguna, peran: str) -> bool:
    """Whether a role given now waits for a second officer: those of weight do, wherever there is somebody to confirm them."""
    return peran in DUA_PETUGAS and konteks.masuk and ada_admin_lain(konteks, pengguna)


def check_petugas_peran(konteks: Konteks, pengguna: Pengguna, peran: str) -> None:
    """Refuse a role of weight by the officer who could sign in with the account: who made its code or chose its address.

    A city with one administrator can't ask a second one, and appoints them so; the trail says who did it.
    The account is locked until the transaction ends. Raises SatuPetugasError.
    """
    lock_akun(pengguna)
    if peran not in DUA_PETUGAS or not konteks.masuk or not ada_admin_lain(konteks, pengguna):
        return
    tangan = list_tangan(konteks)
    if _baru_saja(tangan, KodeAktivasi, "dibuat", pengguna) or _baru_saja(tangan, PerubahanEmail, "diubah", pengguna):
        raise SatuPetugasError(
            _("Kode masuk atau alamat e-mail %(nama)s baru saja Anda buat; perannya diberikan petugas lain.")
            % {"nama": pengguna.nama},
            fix=_("Minta rekan sesama Admin kepegawaian memberikannya.")
            if ada_rekan(konteks, pengguna)
            else _(
                "Saat ini tidak ada rekan yang dapat memberikannya. Coba lagi dua minggu sesudah kode atau alamat itu dibuat."
            ),
            field="pengguna",
        )


def check_petugas_kedua(konteks: Konteks, tugas: PenugasanPeran) -> None:
    """Refuse who is no second pair of eyes: the giver, the owner, and whoever's way in the giver has just made."""
    pemberi = tugas.diberikan_oleh
    if konteks.pengguna.pk in (tugas.pengguna_id, tugas.diberikan_oleh_id):
        raise SatuPetugasError(
            _("Peran ini Anda berikan sendiri, atau diberikan kepada Anda."),
            fix=_("Minta rekan sesama Admin kepegawaian mengesahkannya."),
        )
    _check_pemberi_berwenang(konteks, pemberi)
    tangan = list_tangan(konteks)
    if pemberi and pemberi.pk in tangan:
        raise SatuPetugasError(
            _("Jalan masuk ke salah satu akun, Anda atau %(siapa)s yang memberikan peran ini, baru saja dibuat yang lain.")
            % {"siapa": pemberi.nama},
            fix=_("Minta rekan sesama Admin kepegawaian yang lain mengesahkannya."),
        )
    # With two administrators one opens the account and the other gives the role: there is nobody else to ask.
    bertiga = (konteks.pengguna.pk, tugas.pengguna_id, tugas.diberikan_oleh_id or 0)
    ada_ketiga = ada_admin_selain(konteks.per, Q(pengguna__in=bertiga))
    if ada_ketiga and _list_dimasuki(tangan, pengguna=tugas.pengguna):
        raise SatuPetugasError(
            _("Jalan masuk ke akun %(siapa)s baru saja Anda buat; perannya disahkan petugas lain.")
            % {"siapa": tugas.pengguna.nama},
            fix=_("Minta rekan sesama Admin kepegawaian yang lain mengesahkannya."),
        )
    _check_kode_terbuka(tugas.pengguna)


def _check_pemberi_berwenang(konteks: Konteks, pemberi: Pengguna | None) -> None:
    """SECURITY: two agree on the day on which it counts. One of them may not be an officer whose right has gone meanwhile."""
    if pemberi and pemberi.pk not in list_petugas("akun.kelola", konteks.per):
        raise SatuPetugasError(
            _("%(siapa)s, yang memberikan peran ini, sekarang tidak lagi mengelola akun dan peran.") % {"siapa": pemberi.nama},
            fix=_("Tolak dengan alasan itu, lalu berikan lagi; rekan sesama Admin kepegawaian yang mengesahkannya."),
        )


def _check_kode_terbuka(pengguna: Pengguna) -> None:
    """SECURITY: whoever wrote an open code down could use it after the role counts, and would hold both."""
    if KodeAktivasi.objects.terbuka(pengguna).exists():
        raise SatuPetugasError(
            _("Kode masuk %(siapa)s belum dipakai.") % {"siapa": pengguna.nama},
            fix=_("Sahkan setelah ia masuk dengan kode itu, atau setelah kodenya kedaluwarsa."),
        )


def list_satu_tangan(pengguna: Pengguna) -> set[int]:
    """Accounts that are no second pair of eyes beside this one: within JEDA_PETUGAS one pair of hands made the way into both, by
    code, address or second step, or into the one with the other, through however many accounts between. At most two queries.

    Only ways into accounts with a role of weight count. SECURITY: where fewer than two have been administrators for longer than
    that, what was done before somebody's first role of weight doesn't: it was looked at when the role was given, and else a young
    city, whose first officer opens everybody's account, would have no second one.
    """
    semua = _list_jalan_masuk()
    jalan = semua if all(sesudah for _oleh, _milik, sesudah in semua) or _is_mapan() else [j for j in semua if j[2]]
    maju, balik = defaultdict(set), defaultdict(set)
    for oleh, milik, _sesudah in jalan:
        maju[oleh].add(milik)
        balik[milik].add(oleh)
    return _jangkau(_jangkau({pengguna.pk}, balik), maju) - {pengguna.pk}


def _list_jalan_masuk() -> list[tuple[int, int, bool]]:
    """Who made a way into whose account within JEDA_PETUGAS, and whether its owner held a role of weight by then. One query.

    SECURITY: the first role is read from the history. A cancelled one leaves no row, and the next would pass for the first.
    """
    berbobot = list_pernah_sah(DUA_PETUGAS).filter(pengguna=OuterRef("pengguna"))
    pertama = Subquery(berbobot.order_by("diberikan_at").values("diberikan_at")[:1])
    bagian = [
        _baru(model, kata)
        .annotate(pertama=pertama)
        .filter(pertama__isnull=False)
        .values_list(f"{kata}_oleh", "pengguna", ExpressionWrapper(Q(**{f"{kata}_at__gt": F("pertama")}), BooleanField()))
        for model, kata in JALAN_MASUK
    ]
    return list(bagian[0].union(*bagian[1:]))


def _is_mapan() -> bool:
    """Whether two or more have been administrators for longer than JEDA_PETUGAS. One query."""
    hari = waktu.today()
    rows = list_admin(hari).filter(masa__startswith__lte=hari - JEDA_PETUGAS)
    return rows.values("pengguna").distinct().count() > 1


def _jangkau(awal: set[int], langkah: Mapping[int, set[int]]) -> set[int]:
    """What can be reached from there, itself included."""
    sampai, baru = set(awal), set(awal)
    while baru := {ke for dari in baru for ke in langkah.get(dari, ())} - sampai:
        sampai |= baru
    return sampai


def list_terjangkau(konteks: Konteks) -> set[int]:
    """Accounts into which whoever acts, or who is one hand with them, has made a way within JEDA_PETUGAS. At most four queries.

    None where there is no other administrator to ask.
    """
    if not ada_admin_lain(konteks, konteks.pengguna):
        return set()
    return _list_dimasuki(list_tangan(konteks)) - {konteks.pengguna.pk}


def _list_dimasuki(tangan: set[int], **syarat: Any) -> set[int]:
    """Accounts into which these hands have made a way within JEDA_PETUGAS, as far as `syarat` asks about them. One query."""
    bagian = [_perbuatan(tangan, model, kata).filter(**syarat).values_list("pengguna", flat=True) for model, kata in JALAN_MASUK]
    return set(bagian[0].union(*bagian[1:]))


def check_petugas_wakil(konteks: Konteks, pengguna: Pengguna | None) -> None:
    """Refuse a mandate for somebody into whose account this officer has just made a way: they would decide in its place.

    Raises SatuPetugasError.
    """
    if pengguna is None or not konteks.masuk or konteks.pengguna.pk == pengguna.pk or not ada_admin_lain(konteks, pengguna):
        return
    if _list_dimasuki(list_tangan(konteks), pengguna=pengguna):
        raise SatuPetugasError(
            _("Jalan masuk ke akun %(siapa)s baru saja Anda buat; tugas dititipkan kepadanya oleh petugas lain.")
            % {"siapa": pengguna.nama},
            fix=_("Minta rekan sesama petugas kepegawaian mencatatnya, atau pejabatnya menitipkan sendiri."),
            field="kepada",
        )


def check_bukan_diri(konteks: Konteks, pengguna: Pengguna) -> None:
    """Refuse to help oneself past one's own password or second step. Raises SatuPetugasError."""
    if konteks.pengguna.pk == pengguna.pk:
        raise SatuPetugasError(
            _("Ini akun Anda sendiri."),
            fix=_("Ganti kata sandi atau langkah kedua di halaman akun Anda, atau minta rekan sesama Admin kepegawaian."),
        )


def check_bukan_peran_sendiri(konteks: Konteks, tugas: PenugasanPeran) -> None:
    """Refuse to touch a role of one's own. Raises SatuPetugasError."""
    if konteks.pengguna.pk == tugas.pengguna_id:
        raise SatuPetugasError(_("Ini peran Anda sendiri."), fix=_("Minta rekan sesama Admin kepegawaian."))


def check_nama(konteks: Konteks, pengguna: Pengguna) -> None:
    """Refuse another name for oneself, for an employee, and for whoever holds a role of weight: it stands in every receipt.

    Raises SatuPetugasError.
    """
    if konteks.pengguna.pk == pengguna.pk:
        raise SatuPetugasError(_("Nama akun Anda sendiri diubah petugas lain: ia tertulis di setiap catatan akses."))
    if kait.list_sebutan([pengguna.pk]):
        raise SatuPetugasError(
            _("Nama akun pegawai mengikuti datanya sebagai pegawai."), fix=_("Perbaiki di data pegawainya, dengan dasarnya.")
        )
    if PenugasanPeran.objects.filter(pengguna=pengguna, peran__in=DUA_PETUGAS).exists():
        raise SatuPetugasError(
            _("Nama pemegang peran tertulis di catatan akses orang lain, jadi tidak diubah di sini."),
            fix=_("Buat akun baru dengan nama yang benar, beri perannya lewat dua petugas, lalu tutup akun ini."),
        )


def check_petugas_email(konteks: Konteks, pengguna: Pengguna) -> None:
    """Refuse to change one's own address here, or that of somebody whose second step one has just taken off or to whom one has
    just given a role.

    The account is locked until the transaction ends. Raises SatuPetugasError.
    """
    lock_akun(pengguna)
    check_bukan_diri(konteks, pengguna)
    tangan = list_tangan(konteks)
    kait.jaga_jalan_masuk(konteks, tangan, pengguna)
    _check_bukan_pemberi_peran(
        konteks, tangan, pengguna, _("Peran %(nama)s baru saja Anda berikan; alamat e-mailnya diganti petugas lain."), "email"
    )
    if _baru_saja(tangan, PelepasanFaktor, "dilepas", pengguna):
        raise SatuPetugasError(
            _("Langkah kedua %(nama)s baru saja Anda lepas; alamat e-mailnya diganti petugas lain.") % {"nama": pengguna.nama},
            fix=_("Minta rekan sesama Admin kepegawaian menggantinya."),
            field="email",
        )


def check_petugas_faktor(konteks: Konteks, pengguna: Pengguna) -> None:
    """Refuse to take off one's own second step, or that of an account whose code or address one has just chosen.

    SECURITY: who could choose the password must not be who removes what stands beside it. Raises SatuPetugasError.
    """
    check_bukan_diri(konteks, pengguna)
    tangan = list_tangan(konteks)
    kait.jaga_jalan_masuk(konteks, tangan, pengguna)
    rekan = _("Minta rekan sesama Admin kepegawaian melepasnya.")
    if _baru_saja(tangan, KodeAktivasi, "dibuat", pengguna):
        raise SatuPetugasError(
            _("Kode masuk %(nama)s baru saja Anda buat; langkah keduanya dilepas petugas lain.") % {"nama": pengguna.nama},
            fix=rekan,
        )
    if _baru_saja(tangan, PerubahanEmail, "diubah", pengguna):
        raise SatuPetugasError(
            _("Alamat e-mail %(nama)s baru saja Anda ganti; langkah keduanya dilepas petugas lain.") % {"nama": pengguna.nama},
            fix=rekan,
        )


def check_petugas_kode(konteks: Konteks, pengguna: Pengguna) -> None:
    """Refuse a code by the officer who has just taken off this account's second step, or given it a role. Raises SatuPetugasError."""
    tangan = list_tangan(konteks)
    kait.jaga_jalan_masuk(konteks, tangan, pengguna)
    _check_bukan_pemberi_peran(
        konteks, tangan, pengguna, _("Peran %(nama)s baru saja Anda berikan; kode masuknya dibuat petugas lain.")
    )
    if _baru_saja(tangan, PelepasanFaktor, "dilepas", pengguna):
        raise SatuPetugasError(
            _("Langkah kedua %(nama)s baru saja Anda lepas; kode masuknya dibuat petugas lain.") % {"nama": pengguna.nama},
            fix=_("Minta rekan sesama Admin kepegawaian membuatnya."),
        )


def _check_bukan_pemberi_peran(
    konteks: Konteks, tangan: set[int], pengguna: Pengguna, pesan: str, field: str | None = None
) -> None:
    """The reverse: who has just given the account a role of weight, or confirmed it, makes no way into it. Raises SatuPetugasError."""
    diberi = any(_baru_saja(tangan, PenugasanPeran, kata, pengguna, peran__in=DUA_PETUGAS) for kata in ("diberikan", "disahkan"))
    if diberi and ada_admin_lain(konteks, pengguna):
        raise SatuPetugasError(pesan % {"nama": pengguna.nama}, fix=_("Minta rekan sesama Admin kepegawaian."), field=field)


def list_tangan(konteks: Konteks) -> set[int]:
    """Whoever acts, and the accounts that are no second pair of eyes beside them. At most two queries."""
    return {konteks.pengguna.pk, *list_satu_tangan(konteks.pengguna)}


def _baru_saja(tangan: set[int], model: type[Model], kata: str, pengguna: Pengguna, **syarat: Any) -> bool:
    """Whether these hands did that to the account within JEDA_PETUGAS. One query."""
    return _perbuatan(tangan, model, kata).filter(pengguna=pengguna, **syarat).exists()


def _perbuatan(tangan: set[int], model: type[Model], kata: str) -> QuerySet[Any]:
    """What these hands did within JEDA_PETUGAS; `kata` is what the columns of who and when begin with."""
    return _baru(model, kata).filter(**{f"{kata}_oleh__in": tangan})


def _baru(model: type[Model], kata: str) -> QuerySet[Any]:
    """What anybody did within JEDA_PETUGAS; of codes only those that let somebody in, or still could."""
    rows: QuerySet[Any] = model._default_manager.filter(**{f"{kata}_at__gt": waktu.now() - JEDA_PETUGAS})
    return rows.exclude(dipakai_at=None, kedaluwarsa_at__lte=waktu.now()) if model is KodeAktivasi else rows
