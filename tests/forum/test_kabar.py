"""Whoever spoke is told at every step, by the contact they left; whoever must act is told at their desk."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from akun.konteks import sistem
from forum.models import Aspirasi
from forum.services.meja import accept_aspirasi, return_aspirasi
from forum.services.moderasi import archive_aspirasi, edit_aspirasi, merge_aspirasi, refer_aspirasi
from forum.services.pengirim import close_senyap, confirm_aspirasi, object_aspirasi, read_pengirim
from forum.services.tindak_lanjut import add_kabar, publish_tindak_lanjut
from inti import waktu
from kabar import antar, jenis
from kabar.models import Antaran, Kabar
from tests.forum.factories import CERITA, Kota, buat_aspirasi, jawab, pengunjung, teruskan
from tests.forum.test_tindak_lanjut import usul
from tests.kabar.kata import jenis_kotak, kotak, surat_ke

SURAT = "ibu.lina@contoh.go.id"
ALASAN = "Ini diurus pemerintah provinsi; hubungi mereka."


@pytest.fixture
def suara(kota: Kota) -> Aspirasi:
    """Sent without an account, with a mail address to be told by."""
    return buat_aspirasi(kontak=SURAT, nama="Lina")[0]


def test_the_way_to_an_answer_is_told_step_by_step(kota: Kota, suara: Aspirasi) -> None:
    teruskan(kota, suara)
    accept_aspirasi(konteks=kota.konteks("pengelola"), aspirasi=suara)
    jawab(kota, suara)
    object_aspirasi(konteks=pengunjung(), kode=suara.kode, dipegang=[suara.kode], isi="Lampunya masih mati semua.")
    jawab(kota, suara, isi="Kabelnya kami ganti hari ini juga.")
    confirm_aspirasi(konteks=pengunjung(), kode=suara.kode, dipegang=[suara.kode])

    langkah = ["diterima", "diteruskan", "dikerjakan", "dijawab", "dibuka_kembali", "dijawab"]
    assert surat_ke(SURAT) == [f"suara.{nama}" for nama in langkah]


@pytest.mark.parametrize(("langkah", "nama"), [(refer_aspirasi, "suara.ditutup"), (archive_aspirasi, "suara.ditutup")])
def test_a_voice_that_leads_nowhere_is_told_so_once(kota: Kota, suara: Aspirasi, langkah: Any, nama: str) -> None:
    for _kali in range(2):
        langkah(konteks=kota.konteks("moderator"), aspirasi=suara, alasan=ALASAN)

    assert surat_ke(SURAT) == ["suara.diterima", nama]


def test_merging_editing_and_handing_back_are_told(kota: Kota, suara: Aspirasi) -> None:
    moderator = kota.konteks("moderator")
    edit_aspirasi(
        konteks=moderator, aspirasi=suara, judul=suara.judul, isi=CERITA + " Terima kasih.", alasan="Nama orang dihapus."
    )
    teruskan(kota, suara)
    return_aspirasi(konteks=kota.konteks("pengelola"), aspirasi=suara, alasan="Ini urusan dinas yang lain.")
    utama = teruskan(kota, buat_aspirasi()[0])
    merge_aspirasi(konteks=moderator, aspirasi=teruskan(kota, suara, kota.lain), utama=utama)

    langkah = ["diterima", "disunting", "diteruskan", "dikembalikan", "diteruskan", "digabung"]
    assert surat_ke(SURAT) == [f"suara.{nama}" for nama in langkah]


def test_a_voice_that_closes_in_silence_is_told(kota: Kota, suara: Aspirasi) -> None:
    jawab(kota, teruskan(kota, suara))
    Aspirasi.objects.update(tenggat_keberatan=waktu.today() - timedelta(days=1))
    for _kali in range(2):
        close_senyap(konteks=sistem(), per=waktu.today())

    assert surat_ke(SURAT)[-1] == "suara.selesai"
    assert surat_ke(SURAT).count("suara.selesai") == 1


def test_mails_name_neither_the_sender_nor_what_they_wrote(kota: Kota, suara: Aspirasi, settings: Any) -> None:
    from kabar.models import SuratContoh

    settings.PENGANTAR_SURAT = "kabar.pos.BukuContoh"
    jawab(kota, teruskan(kota, suara))
    antar.antar()

    semua = " ".join(f"{s.subjek} {s.teks} {s.html}" for s in SuratContoh.objects.filter(kepada=SURAT))
    assert "Dinas Lampu Uji menjawab" in semua
    assert "Lina" not in semua
    assert suara.judul not in semua
    assert CERITA not in semua


def test_a_phone_number_is_nobodys_mail_address(kota: Kota) -> None:
    buat_aspirasi(kontak="0812 3456 7890")

    assert not Antaran.objects.filter(kabar__jenis="suara.diterima").exists()


def test_an_address_that_is_none_does_not_stop_the_voice(kota: Kota) -> None:
    aspirasi, _kode = buat_aspirasi(kontak="lina@@contoh")

    assert list(Antaran.objects.filter(kabar__subjek_kode=aspirasi.kode, sebab="alamat_rusak").values_list("alamat")) == [("",)]


def test_a_citizen_with_an_account_is_told_there(kota: Kota) -> None:
    suara, _kode = buat_aspirasi(kota.konteks("warga"), kontak=SURAT)
    teruskan(kota, suara)

    assert jenis_kotak(kota.warga) == ["suara.diterima", "suara.diteruskan"]
    assert surat_ke(SURAT) == []


def test_a_double_click_is_told_once(kota: Kota) -> None:
    from forum.services.kirim import create_aspirasi
    from tests.forum.factories import ISIAN_KIRIM

    isi: dict[str, Any] = {k: v for k, v in ISIAN_KIRIM.items() if k != "situs"}
    for _kali in range(2):
        create_aspirasi(konteks=pengunjung(), lembar="sama", kontak=SURAT, **isi)

    assert surat_ke(SURAT) == ["suara.diterima"]


def test_moderators_hear_of_a_new_voice_and_only_the_office_that_gets_it(kota: Kota, suara: Aspirasi) -> None:
    teruskan(kota, suara)

    assert jenis_kotak(kota.moderator) == ["suara.masuk"]
    assert jenis_kotak(kota.pengelola) == ["suara.ke_dinas"]
    assert jenis_kotak(kota.pengelola_lain) == []


def test_an_accused_office_hears_nothing(kota: Kota) -> None:
    suara, _kode = buat_aspirasi(menyangkut_pegawai=True)
    teruskan(kota, suara, kota.inspektorat)

    assert jenis_kotak(kota.pengelola) == []
    assert jenis_kotak(kota.pengelola_inspektorat) == ["suara.ke_dinas"]


def test_an_objection_reaches_whoever_must_answer_again(kota: Kota, suara: Aspirasi) -> None:
    jawab(kota, teruskan(kota, suara))
    object_aspirasi(konteks=pengunjung(), kode=suara.kode, dipegang=[suara.kode], isi="Lampunya masih mati semua.")

    assert jenis_kotak(kota.pengelola)[-1] == "suara.belum_beres"


def test_the_sender_hears_who_looked_for_their_name(kota: Kota, suara: Aspirasi) -> None:
    read_pengirim(konteks=kota.konteks("moderator"), aspirasi=suara, tujuan="Menghubungi pengirim")

    assert surat_ke(SURAT)[-1] == "suara.pengirim_dibaca"
    isi = Kabar.objects.get(jenis="suara.pengirim_dibaca").isi
    assert "Untuk: Menghubungi pengirim." in jenis.get("suara.pengirim_dibaca").kalimat(isi)


def test_what_came_of_it_reaches_everybody_who_spoke(kota: Kota, suara: Aspirasi) -> None:
    lain, _kode = buat_aspirasi(kota.konteks("warga"), judul="Lampu depan masjid mati")
    baris = usul(kota, *(jawab(kota, teruskan(kota, s)) for s in (suara, lain)), hasil="dikerjakan", dijanjikan=waktu.today())
    publish_tindak_lanjut(konteks=kota.konteks("moderator"), tindak_lanjut=baris)
    add_kabar(konteks=kota.konteks("pengelola"), tindak_lanjut=baris, isi="Semua lampu sudah menyala lagi.", hasil="berubah")

    assert surat_ke(SURAT)[-2:] == ["suara.berbuah", "suara.perkembangan"]
    assert kotak(kota.warga)[-2:] == [
        "Ada tindak lanjut atas suara Anda: Lampu jalan menyala lagi.",
        "Ada perkembangan tindak lanjut atas suara Anda: Lampu jalan menyala lagi.",
    ]
    assert "suara.usul_menunggu" in jenis_kotak(kota.moderator)
    assert jenis_kotak(kota.pengelola)[-1] == "suara.usul_terbit"
