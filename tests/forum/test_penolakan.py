"""What the forum refuses of those who moderate and answer, and what it says to do about it."""

from __future__ import annotations

from uuid import uuid4

import pytest

from forum.services.moderasi import SuntinganKosongError, edit_aspirasi
from forum.services.tindak_lanjut import TindakLanjutKosongError, create_tindak_lanjut
from forum.services.topik import KirimanTidakWajarError, create_kiriman
from tests.forum.factories import Kota, buat_aspirasi, buat_topik, jawab, teruskan


def test_a_voice_that_is_edited_away_is_archived_instead(kota: Kota) -> None:
    aspirasi, _kode = buat_aspirasi()

    with pytest.raises(SuntinganKosongError, match="Arsipkan saja") as error:
        edit_aspirasi(konteks=kota.konteks("moderator"), aspirasi=aspirasi, judul="x", isi="x", alasan="Nama orang dihapus.")

    assert error.value.field == "isi"


def test_an_opinion_of_one_word_is_refused_with_its_bounds(kota: Kota) -> None:
    with pytest.raises(KirimanTidakWajarError, match="Tulis antara") as error:
        create_kiriman(konteks=kota.konteks("warga"), topik=buat_topik(kota), lembar=uuid4().hex, isi="Y", tampilkan_nama=False)

    assert error.value.field == "isi"


@pytest.mark.parametrize("bidang", ["judul", "ditanyakan", "jawab"])
def test_a_follow_up_that_says_nothing_is_refused_at_the_part(kota: Kota, bidang: str) -> None:
    aspirasi, _kode = buat_aspirasi()
    dijawab = jawab(kota, teruskan(kota, aspirasi))
    isi = {
        "judul": "Lampu jalan menyala lagi",
        "ditanyakan": "Lampu jalan di Pancuran Pinang mati dua minggu.",
        "jawab": "Dua puluh enam titik menyala sejak Senin.",
    } | {bidang: "Ya"}

    with pytest.raises(TindakLanjutKosongError, match="dipahami tetangga Anda") as error:
        create_tindak_lanjut(konteks=kota.konteks("pengelola"), unit=kota.dinas, aspirasi=[dijawab], hasil="berubah", **isi)

    assert error.value.field == bidang
