"""What rows say about each other: two rows with one number, one PNS ID or one NIK, and who of them is right."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _

from impor.pegawai.baris import Baris
from impor.pegawai.keadaan import Keadaan, Orang
from impor.pegawai.periksa import Pemeriksa
from impor.pegawai.tampil import teks_sel
from inti.nomor import kelompokkan

BARIS_DISEBUT = 10


def periksa_ganda(periksa: Pemeriksa, baris: list[Baris], keadaan: Keadaan) -> None:
    """Find whom each row is about, and refuse rows that claim what is another person's."""
    _kenali(baris, keadaan)
    _pns_id(periksa, baris, keadaan)
    for b in baris:
        if b.pegawai_id in keadaan.orang and b.ditolak:
            _menurut_catatan(periksa, b, keadaan.orang[b.pegawai_id])
    _nomor(periksa, baris, keadaan)
    _nik(periksa, baris, keadaan)
    _satu_baris(periksa, baris, keadaan)


def _kelompok(baris: Iterable[Baris], kunci: Callable[[Baris], object]) -> list[list[Baris]]:
    kumpulan: dict[object, list[Baris]] = {}
    for b in baris:
        if (k := kunci(b)) is not None:
            kumpulan.setdefault(k, []).append(b)
    return list(kumpulan.values())


def _kenali(baris: list[Baris], keadaan: Keadaan) -> None:
    """Set `pegawai_id`: by PNS ID, else by a number that nobody with another PNS ID holds or held; and `disebut`."""
    for b in baris:
        dari_id, dari_nomor = keadaan.per_id_asing.get(b.bersih.get("id_asing", "")), _pemilik(b, keadaan)
        b.disebut = tuple({i for i in (dari_id, keadaan.pemilik_nomor.get(b.nomor_terbaca)) if i is not None})
        if dari_id is None and dari_nomor is not None and "id_asing" in b.bersih and keadaan.orang[dari_nomor].id_asing:
            continue
        b.pegawai_id = dari_nomor if dari_id is None else dari_id


def _pemilik(b: Baris, keadaan: Keadaan) -> int | None:
    """Whom the city knows under the row's number."""
    return keadaan.pemilik_nomor.get(b.bersih.get("nomor", ""))


def _satu_orang(b: Baris, lain: Baris | None) -> bool:
    """Whether two rows are about one person, so that neither takes from the other."""
    if lain is None:
        return False
    if b.pegawai_id is not None and b.pegawai_id == lain.pegawai_id:
        return True
    return "id_asing" in b.bersih and b.bersih["id_asing"] == lain.bersih.get("id_asing")


def _menurut_catatan(periksa: Pemeriksa, b: Baris, orang: Orang) -> None:
    """What the city knows of this very person comes first: a slip in the number never proposes another birth date."""
    salah = any(g["bidang"] == "nomor" for g in b.galat)
    if orang.nomor and b.dari_nomor and b.bersih.get("nomor") != orang.nomor:
        _lepas_dari_nomor(periksa, b)
        salah = True
    if salah and orang.nomor:
        b.galat = [g for g in b.galat if g["bidang"] != "nomor"]
        nilai = {"nama": orang.nama, "nomor": kelompokkan(orang.nomor)}
        if periksa.isi(b, "nomor"):
            pesan = _("Nomor ini berbeda dari yang tercatat atas nama %(nama)s: %(nomor)s.") % nilai
        else:
            pesan = _("Nomor belum diisi. Yang tercatat atas nama %(nama)s: %(nomor)s.") % nilai
        saran = _("Cocokkan dengan SK pengangkatan. Bila nomornya memang berganti, perbaiki juga isi baris yang lain.")
        periksa.tolak(b, "nomor", pesan, saran, usul=_nomor_tercatat(b, orang))
    for g in b.dari_nomor:
        if tercatat := orang.skalar.get(g["bidang"]):
            g["pesan"] += " " + _("Tercatat: %(isi)s.") % {"isi": teks_sel(g["bidang"], tercatat)}


# --- PNS ID -------------------------------------------------------------------------------------


def _pns_id(periksa: Pemeriksa, baris: list[Baris], keadaan: Keadaan) -> None:
    """Of rows with one PNS ID one at most is right; the others are about whom their number names, never about its owner."""
    for kelompok in _kelompok(baris, lambda b: b.bersih.get("id_asing")):
        if len(kelompok) == 1:
            continue
        pemilik = keadaan.per_id_asing.get(kelompok[0].bersih["id_asing"])
        sah = _baris_pns_id(kelompok, pemilik, keadaan)
        pesan = _("PNS ID ini ada di baris %(baris)s berkas ini, padahal satu PNS ID hanya milik satu orang.") % {
            "baris": _sebut_baris(kelompok)
        }
        if pemilik is not None:
            orang = keadaan.orang[pemilik]
            nilai = {"nama": orang.nama, "nomor": kelompokkan(orang.nomor)}
            pesan += " " + _("Yang tercatat dengan PNS ID ini: %(nama)s, %(nomor)s.") % nilai
        elif sah is not None:
            periksa.ingatkan(sah, "id_asing", pesan, _("Baris ini yang diterima; pastikan PNS ID ini memang miliknya."))
        for b in kelompok:
            if b is not sah:
                b.pegawai_id = _pemilik(b, keadaan)
                periksa.tolak(b, "id_asing", pesan, _saran_pns_id(b, pemilik, keadaan))


def _baris_pns_id(kelompok: list[Baris], pemilik: int | None, keadaan: Keadaan) -> Baris | None:
    """The row with the number of the PNS ID's owner; where no number tells, the first whose birth date and sex fit its own."""
    calon = [b for b in kelompok if _boleh_milik(b, pemilik, keadaan)]
    return next((b for b in calon if not b.dari_nomor), calon[0] if calon else None)


def _boleh_milik(b: Baris, pemilik: int | None, keadaan: Keadaan) -> bool:
    dari_nomor = _pemilik(b, keadaan)
    if pemilik is None:
        return dari_nomor is None or keadaan.orang[dari_nomor].id_asing is None
    return dari_nomor == pemilik or (dari_nomor is None and not keadaan.orang[pemilik].riwayat_nomor)


def _saran_pns_id(b: Baris, pemilik: int | None, keadaan: Keadaan) -> str:
    if b.pegawai_id is None:
        return _("Salin PNS ID orang di baris ini dari sistem nasional. Bila orangnya sama, cukup satu baris: hapus yang lain.")
    if b.pegawai_id == pemilik:
        return _("Satu orang satu baris. Hapus baris yang keliru dari berkas; yang ditolak tidak ikut disimpan.")
    return _(
        "Nomor di baris ini milik %(nama)s. Bila memang barisnya, salin PNS ID-nya dari sistem nasional atau kosongkan sel ini:"
        " yang tercatat tetap."
    ) % {"nama": keadaan.orang[b.pegawai_id].nama}


def _sebut_baris(kelompok: list[Baris]) -> str:
    """'2, 3 dan 5'; of many rows the first ten, and how many more."""
    nomor = [str(b.nomor) for b in kelompok]
    if lain := len(nomor[BARIS_DISEBUT:]):
        return _("%(awal)s dan %(n)s baris lain") % {"awal": ", ".join(nomor[:BARIS_DISEBUT]), "n": lain}
    return _("%(awal)s dan %(akhir)s") % {"awal": ", ".join(nomor[:-1]), "akhir": nomor[-1]}


# --- number -------------------------------------------------------------------------------------


def _nomor(periksa: Pemeriksa, baris: list[Baris], keadaan: Keadaan) -> None:
    """Of rows with one number the owner's wins; in a new city the first whose birth date and sex fit the number."""
    for kelompok in _kelompok(baris, lambda b: b.bersih.get("nomor")):
        pemilik = _pemilik(kelompok[0], keadaan)
        if pemilik is not None:
            sah = next((b for b in kelompok if b.pegawai_id == pemilik), None)
        else:
            sah = next((b for b in kelompok if not b.dari_nomor), kelompok[0])
        for b in kelompok:
            if b is not sah and not _satu_orang(b, sah):
                _tolak_nomor(periksa, b, sah, keadaan)


def _tolak_nomor(periksa: Pemeriksa, b: Baris, sah: Baris | None, keadaan: Keadaan) -> None:
    """The number is that of `sah`, or of somebody known who has no row of their own here."""
    pemilik = _pemilik(b, keadaan)
    nama = keadaan.orang[pemilik].nama if pemilik is not None else ""
    saran = _("Satu nomor hanya untuk satu orang. Salin nomor yang benar dari SK pengangkatan.")
    if sah is None:
        pesan = _("Nomor ini milik %(nama)s, yang tercatat dengan PNS ID lain.") % {"nama": nama}
        saran = _(
            "Bila memang barisnya, perbaiki atau kosongkan PNS ID-nya di berkas. Bila bukan, salin nomornya dari SK pengangkatan."
        )
    elif pemilik is not None:
        pesan = _("Nomor ini milik %(nama)s, yang sudah tercatat.") % {"nama": nama}
    else:
        nilai = {"baris": sah.nomor, "nama": sah.bersih.get("nama", "")}
        pesan = _("Nomor ini dipakai juga di baris %(baris)s (%(nama)s).") % nilai
    _lepas_dari_nomor(periksa, b)
    periksa.tolak(b, "nomor", pesan, saran, usul=_nomor_tercatat(b, keadaan.orang.get(b.pegawai_id or 0)))


def _lepas_dari_nomor(periksa: Pemeriksa, b: Baris) -> None:
    """Judge the row again without the number, which is not this person's."""
    tanpa = periksa.periksa(b.nomor, b.asli, percaya_nomor=False)
    dari_baris_lain = [g for g in b.galat if g["bidang"] == "id_asing" and g not in tanpa.galat]
    b.bersih, b.urai, b.unit = tanpa.bersih, None, tanpa.unit
    b.galat, b.dari_nomor, b.peringatan = dari_baris_lain + tanpa.galat, tanpa.dari_nomor, tanpa.peringatan


def _nomor_tercatat(b: Baris, orang: Orang | None) -> str:
    """The number under which this very person is known, to propose it; '' where the birth date says it is somebody else."""
    if orang is None or b.bersih.get("tanggal_lahir", orang.skalar["tanggal_lahir"]) != orang.skalar["tanggal_lahir"]:
        return ""
    return orang.nomor


# --- NIK and person -------------------------------------------------------------------------------


def _nik(periksa: Pemeriksa, baris: list[Baris], keadaan: Keadaan) -> None:
    saran = _("NIK hanya untuk satu orang. Salin 16 angka dari KTP, atau kosongkan selnya.")
    for kelompok in _kelompok(baris, lambda b: b.bersih.get("nik")):
        pemilik = keadaan.pemilik_nik.get(kelompok[0].bersih["nik"])
        sah = next((b for b in kelompok if b.pegawai_id == pemilik), None) if pemilik is not None else kelompok[0]
        for b in kelompok:
            if b is sah or _satu_orang(b, sah):
                continue
            if pemilik is not None:
                pesan = _("NIK ini sudah tercatat atas nama %(nama)s.") % {
                    "nama": keadaan.nama_pemilik_nik.get(b.bersih["nik"], "")
                }
            else:
                pesan = _("NIK ini dipakai juga di baris %(baris)s.") % {"baris": kelompok[0].nomor}
            periksa.tolak(b, "nik", pesan, saran)


def _satu_baris(periksa: Pemeriksa, baris: list[Baris], keadaan: Keadaan) -> None:
    """Of accepted rows about one known person one stays: that of the PNS ID, else that of the number held now."""
    for kelompok in _kelompok((b for b in baris if not b.ditolak), lambda b: b.pegawai_id):
        if len(kelompok) == 1:
            continue
        orang = keadaan.orang[kelompok[0].pegawai_id or 0]
        sah = min(
            kelompok, key=lambda b: (orang.id_asing not in (None, b.bersih.get("id_asing")), b.bersih["nomor"] != orang.nomor)
        )
        pesan = _("Nomor ini milik %(nama)s, yang sudah ada di baris %(baris)s.") % {"nama": orang.nama, "baris": sah.nomor}
        for b in kelompok:
            if b is not sah:
                periksa.tolak(b, "nomor", pesan, _("Satu orang satu baris. Hapus baris yang keliru, atau perbaiki nomornya."))
