"""What rows say about each other: two rows with one number, one PNS ID or one NIK, and who of them is right."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _

from impor.pegawai.baris import Baris
from impor.pegawai.keadaan import Keadaan, Orang
from impor.pegawai.periksa import Pemeriksa
from impor.pegawai.tampil import teks_sel
from inti.nomor import kelompokkan


def periksa_ganda(periksa: Pemeriksa, baris: list[Baris], keadaan: Keadaan) -> None:
    """Find whom each row is about, and refuse rows that claim what is another person's."""
    _kenali(periksa, baris, keadaan)
    for b in baris:
        if b.pegawai_id in keadaan.orang and b.ditolak:
            _menurut_catatan(periksa, b, keadaan.orang[b.pegawai_id])
    _pns_id(periksa, baris)
    _nomor(periksa, baris, keadaan)
    _nik(periksa, baris, keadaan)


def _kelompok(baris: Iterable[Baris], kunci: Callable[[Baris], object]) -> list[list[Baris]]:
    kumpulan: dict[object, list[Baris]] = {}
    for b in baris:
        if (k := kunci(b)) is not None:
            kumpulan.setdefault(k, []).append(b)
    return list(kumpulan.values())


def _kenali(periksa: Pemeriksa, baris: list[Baris], keadaan: Keadaan) -> None:
    """Set `pegawai_id`: by PNS ID, else by a number that nobody with another PNS ID holds or held."""
    for b in baris:
        b.pegawai_id = keadaan.per_id_asing.get(b.bersih.get("id_asing", ""))
        pemilik = keadaan.pemilik_nomor.get(b.bersih.get("nomor", ""))
        if b.pegawai_id is None and pemilik is not None and keadaan.orang[pemilik].id_asing is None:
            b.pegawai_id = pemilik


def _menurut_catatan(periksa: Pemeriksa, b: Baris, orang: Orang) -> None:
    """What the city knows of this very person comes first: a slip in the number never proposes another birth date."""
    salah = any(g["bidang"] == "nomor" for g in b.galat)
    if orang.nomor and b.dari_nomor and b.bersih.get("nomor") != orang.nomor:
        _lepas_dari_nomor(periksa, b)
        salah = True
    if salah and orang.nomor:
        lain = [g for g in b.galat if g["bidang"] != "nomor"]
        b.galat = lain
        pesan = _("Nomor ini berbeda dari yang tercatat atas nama %(nama)s: %(nomor)s.") % {
            "nama": orang.nama,
            "nomor": kelompokkan(orang.nomor),
        }
        saran = _("Cocokkan dengan SK pengangkatan. Bila nomornya memang berganti, perbaiki juga isi baris yang lain.")
        periksa.tolak(b, "nomor", pesan, saran, usul=orang.nomor)
    for g in b.dari_nomor:
        if tercatat := orang.skalar.get(g["bidang"]):
            g["pesan"] += " " + _("Tercatat: %(isi)s.") % {"isi": teks_sel(g["bidang"], tercatat)}


def _pns_id(periksa: Pemeriksa, baris: list[Baris]) -> None:
    for kelompok in _kelompok(baris, lambda b: b.bersih.get("id_asing")):
        for b in kelompok[1:]:
            pesan = _("PNS ID ini sudah dipakai di baris %(baris)s.") % {"baris": kelompok[0].nomor}
            periksa.tolak(b, "id_asing", pesan, _("Satu orang satu baris. Hapus baris yang keliru atau perbaiki PNS ID-nya."))


def _nomor(periksa: Pemeriksa, baris: list[Baris], keadaan: Keadaan) -> None:
    """Of rows with one number the owner's wins; in a new city the first whose birth date and sex fit the number."""
    for kelompok in _kelompok(baris, lambda b: b.bersih.get("nomor")):
        nomor = kelompok[0].bersih["nomor"]
        pemilik = keadaan.pemilik_nomor.get(nomor)
        if pemilik is not None:
            sah = next((b for b in kelompok if b.pegawai_id == pemilik), None)
        else:
            sah = next((b for b in kelompok if not b.dari_nomor), kelompok[0])
        for b in kelompok:
            if b is sah:
                continue
            _lepas_dari_nomor(periksa, b)
            if pemilik is not None:
                pesan = _("Nomor ini milik %(nama)s, yang sudah tercatat.") % {"nama": keadaan.orang[pemilik].nama}
            else:
                pesan = _("Nomor ini dipakai juga di baris %(baris)s (%(nama)s).") % {
                    "baris": sah.nomor if sah else "",
                    "nama": sah.bersih.get("nama", "") if sah else "",
                }
            periksa.tolak(
                b,
                "nomor",
                pesan,
                _("Satu nomor hanya untuk satu orang. Salin nomor yang benar dari SK pengangkatan."),
                usul=_nomor_tercatat(b, keadaan),
            )


def _lepas_dari_nomor(periksa: Pemeriksa, b: Baris) -> None:
    """Judge the row again without the number, which is not this person's."""
    tanpa = periksa.periksa(b.nomor, b.asli, percaya_nomor=False)
    b.bersih, b.urai, b.unit = tanpa.bersih, None, tanpa.unit
    b.galat, b.dari_nomor, b.peringatan = tanpa.galat, tanpa.dari_nomor, tanpa.peringatan


def _nomor_tercatat(b: Baris, keadaan: Keadaan) -> str:
    """The number under which this very person is known, to propose it."""
    return keadaan.orang[b.pegawai_id].nomor if b.pegawai_id in keadaan.orang else ""


def _nik(periksa: Pemeriksa, baris: list[Baris], keadaan: Keadaan) -> None:
    saran = _("NIK hanya untuk satu orang. Salin 16 angka dari KTP, atau kosongkan selnya.")
    for kelompok in _kelompok(baris, lambda b: b.bersih.get("nik")):
        pemilik = keadaan.pemilik_nik.get(kelompok[0].bersih["nik"])
        sah = next((b for b in kelompok if b.pegawai_id == pemilik), None) if pemilik is not None else kelompok[0]
        for b in kelompok:
            if b is sah:
                continue
            if pemilik is not None:
                pesan = _("NIK ini sudah tercatat atas nama %(nama)s.") % {
                    "nama": keadaan.nama_pemilik_nik.get(b.bersih["nik"], "")
                }
            else:
                pesan = _("NIK ini dipakai juga di baris %(baris)s.") % {"baris": kelompok[0].nomor}
            periksa.tolak(b, "nik", pesan, saran)
