"""Which unit a row means."""

from __future__ import annotations

from django.utils.translation import gettext as _

from impor.pegawai.acuan import Acuan, Unit, kunci_id
from impor.pegawai.baris import Baris, Pencatat
from impor.pegawai.teks import contoh


def tentukan_unit(catat: Pencatat, acuan: Acuan, b: Baris) -> None:
    """Find the unit by its id, else by its name within its parent; refuse what is unknown, ambiguous or gone."""
    id_asing, nama = b.bersih.pop("unit_id_asing", ""), b.bersih.pop("unit_nama", "")
    induk = b.bersih.pop("unit_induk_nama", "")
    bidang = "unit_nama" if "unit_nama" in catat.kepala.letak else "unit_id_asing"
    if any(g["bidang"] in ("unit_id_asing", "unit_nama", "unit_induk_nama") for g in b.galat):
        return
    if not id_asing and not nama:
        catat.tolak(b, bidang, _("Unit kerja belum diisi."), _("Isi UNOR ID atau UNOR NAMA seperti dalam pohon unit."))
        return
    unit = acuan.unit_per_id.get(kunci_id(id_asing)) if id_asing else None
    if unit is None:
        unit = _dari_nama(catat, acuan, b, nama, induk) if nama else None
        if unit is None and not nama:
            catat.tolak(
                b,
                "unit_id_asing",
                _("Unit dengan ID ini tidak ada di pohon unit kota."),
                _("Perbarui pohon unit dulu, atau isi UNOR NAMA."),
            )
        elif unit and id_asing:
            catat.ingatkan(
                b,
                "unit_id_asing",
                _("ID unit ini tidak dikenal; unit dipilih dari namanya."),
                _("Perbarui pohon unit agar ID-nya dikenal."),
            )
    elif nama and nama.casefold() != unit.nama.casefold():
        pesan = _("Nama unit di berkas berbeda; menurut ID-nya unit ini %(nama)s.") % {"nama": unit.nama}
        catat.ingatkan(b, bidang, pesan, _("Perbarui pohon unit bila unit itu berganti nama."))
    if unit and not unit.aktif:
        catat.tolak(b, bidang, _("Unit %(nama)s sudah tidak ada.") % {"nama": unit.nama}, _("Pilih unit yang menggantikannya."))
        return
    b.unit = unit


def _dari_nama(catat: Pencatat, acuan: Acuan, b: Baris, nama: str, induk: str) -> Unit | None:
    calon = acuan.unit_per_nama.get(nama.casefold(), [])
    if not calon:
        mirip = acuan.unit_mirip(nama)
        saran = (
            _("Mungkin maksudnya %(mirip)s?") % {"mirip": mirip}
            if mirip
            else _("Pilih nama yang ada dalam pohon unit, atau perbarui pohon unit dulu.")
        )
        catat.tolak(
            b, "unit_nama", _("Unit '%(nama)s' tidak ada di pohon unit kota.") % {"nama": contoh(nama)}, saran, usul=mirip
        )
        return None
    pas = [u for u in calon if u.induk.casefold() == induk.casefold()] if induk else calon
    if len(pas) == 1:
        return pas[0]
    daftar = ", ".join(u.induk for u in calon)
    if not pas:
        pesan = _("Unit '%(nama)s' ada di bawah %(daftar)s, bukan di bawah '%(induk)s'.") % {
            "nama": contoh(nama),
            "daftar": daftar,
            "induk": contoh(induk),
        }
        catat.tolak(
            b,
            "unit_induk_nama",
            pesan,
            _("Perbaiki UNOR INDUK NAMA, atau isi UNOR ID."),
            usul=calon[0].induk if len(calon) == 1 else "",
        )
    else:
        pesan = _("Ada %(jumlah)s unit bernama '%(nama)s'.") % {"jumlah": len(pas), "nama": contoh(nama)}
        catat.tolak(
            b, "unit_nama", pesan, _("Isi UNOR ID, atau UNOR INDUK NAMA dengan salah satu: %(daftar)s.") % {"daftar": daftar}
        )
    return None
