"""The register of rules, dated parameters, and the command that offers both."""

import io
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import override_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aturan import daftar_aturan
from inti import penjelasan
from inti.keputusan import MasukanDitolak
from inti.models import CatatanKeputusan
from kinerja.rules import ATURAN_PREDIKAT
from kompetensi.rules import ATURAN_JP_TAHUNAN
from pegawai.rules.pensiun import ATURAN_PENSIUN
from tests.penolakan import coba

pytestmark = pytest.mark.django_db
KASUS = [json.loads(baris) for baris in (Path(__file__).parent.parent / "data" / "aturan.jsonl").read_text().splitlines()]
PER = date(2026, 11, 24)


def jalankan(*kata: str) -> tuple[int, list[dict[str, object]]]:
    keluar, kode = io.StringIO(), 0
    try:
        call_command("aturan", *kata, stdout=keluar)
    except SystemExit as berhenti:
        kode = int(str(berhenti.code))
    return kode, [json.loads(baris) for baris in keluar.getvalue().splitlines()]


@pytest.mark.parametrize("kasus", KASUS, ids=lambda k: f"{k['aturan']}-{'-'.join(map(str, k['masukan'].values()))}")
def test_the_command_gives_the_worked_examples(kasus):
    kode, baris = jalankan(kasus["aturan"], json.dumps(kasus["masukan"]))

    assert len(baris) == 1
    if kasus["hasil"] == "galat":
        assert (kode, set(baris[0])) == (2, {"galat", "isian", "dasar"})
        return
    hasil = baris[0]["hasil"]
    assert hasil == kasus["hasil"] or {k: hasil[k] for k in kasus["hasil"]} == kasus["hasil"]
    assert baris[0]["dasar"]
    assert all(a["teks"] for a in baris[0]["alasan"])


def test_without_a_name_the_command_lists_every_rule_on_a_line_of_its_own():
    kode, baris = jalankan()

    assert kode == 0
    assert {b["nama"] for b in baris} >= {"nip", "nik", "pensiun", "predikat", "keberatan", "jp_tahunan", "tenggat_aspirasi"}
    assert all({"nama", "masukan", "dasar", "contoh"} <= set(b) for b in baris)


@pytest.mark.parametrize(
    ("masukan", "kode"),
    [([], "bukan_objek"), ("nip", "bukan_objek"), ({"nip": "1", "x": 1}, "isian_asing")],
)
def test_input_that_is_no_object_or_holds_a_foreign_field_is_refused(masukan, kode):
    with pytest.raises(MasukanDitolak) as penolakan:
        daftar_aturan.hitung(daftar_aturan.get_aturan("nip"), masukan)

    assert penolakan.value.kode == kode


def test_a_rule_that_is_not_there_is_refused_with_those_that_are():
    with pytest.raises(MasukanDitolak, match="pensiun") as penolakan:
        daftar_aturan.get_aturan("raja")

    assert penolakan.value.kode == "aturan_asing"


@pytest.mark.parametrize("kata", [("raja", "{}"), ("nip", "{rusak"), ("nip", "[]"), ("nip",), ("nip", '{"nip": "1", "x": 1}')])
def test_the_command_exits_with_2_and_one_line_for_what_it_refuses(kata):
    kode, baris = jalankan(*kata)

    assert kode == 2
    assert len(baris) == 1
    assert baris[0]["galat"]


def test_every_example_on_offer_is_decided_with_reasons_and_source():
    for a in daftar_aturan.list_aturan():
        for keputusan in daftar_aturan.list_contoh(a, PER):
            assert keputusan.alasan
            assert keputusan.dasar
            assert keputusan.ringkas
            assert penjelasan.jelaskan(keputusan)["ringkas"]


def test_one_query_whatever_the_rule_needs(django_assert_num_queries):
    with django_assert_num_queries(1):
        ATURAN_PENSIUN.decide(tanggal_lahir=date(1968, 5, 12), jabatan="jpt", per=PER)


def test_the_value_of_the_day_counts():
    lama = ATURAN_PENSIUN.decide(tanggal_lahir=date(1968, 5, 12), jabatan="jpt", per=date(2020, 1, 1))
    kini = ATURAN_PENSIUN.decide(tanggal_lahir=date(1968, 5, 12), jabatan="jpt", per=PER)

    assert (lama.dasar, kini.dasar) == ("UU 5/2014 pasal 90", "UU 20/2023 pasal 55")


def test_a_day_without_values_is_refused_at_the_field_per():
    with pytest.raises(MasukanDitolak, match="belum tercatat") as penolakan:
        ATURAN_PREDIKAT.decide(hasil_kerja="sesuai", perilaku="sesuai", per=date(1990, 1, 1))

    assert penolakan.value.field == "per"
    assert "Matriks predikat kinerja" in str(penolakan.value)


def test_two_rules_with_one_name_are_a_bug():
    lain = daftar_aturan.list_aturan()[0]
    kembar = type(lain)(**{**{f: getattr(lain, f) for f in lain.__dataclass_fields__}, "judul": "Lain"})

    with pytest.raises(ValueError, match="Two rules"):
        daftar_aturan.register(kembar)


def test_a_stored_decision_keeps_inputs_parameters_and_the_words_shown():
    keputusan = ATURAN_PENSIUN.decide(tanggal_lahir=date(1968, 5, 12), jabatan="jpt", per=PER)

    catatan = penjelasan.simpan(keputusan)

    catatan = CatatanKeputusan.objects.get(pk=catatan.pk)
    assert catatan.masukan == {"tanggal_lahir": "1968-05-12", "jabatan": "jpt"}
    assert catatan.hasil == {"bup": 60, "tmt": "2028-06-01"}
    assert "1 Juni 2028" in catatan.alasan[2]["teks"]
    assert {p["nama"] for p in catatan.parameter} == {"bup_jabatan", "bup_jenjang", "bup_khusus"}
    assert (catatan.aturan, catatan.versi, catatan.per) == ("pensiun", "1", PER)


def test_reasons_are_written_in_indonesian_form_by_django_too():
    keputusan = ATURAN_JP_TAHUNAN.decide(jenis_pegawai="pns", jp=[Decimal("8.5"), Decimal(1000)], per=PER)

    with override_settings(LANGUAGE_CODE="id"):
        assert "1.008,5 JP" in penjelasan.jelaskan(keputusan)["alasan"][0]["teks"]


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_any_text_is_answered_or_refused_and_nothing_else(data):
    pilih = data.draw(st.sampled_from(daftar_aturan.list_aturan()))
    isian = {
        m.nama: data.draw(
            st.text(max_size=30)
            | st.from_regex(r"[0-9]{16,18}", fullmatch=True)
            | st.dates().map(str)
            | st.sampled_from([p.kode for p in m.pilihan] or ["8;9"])
        )
        for m in pilih.masukan
    }

    keputusan, penolakan = coba(lambda: daftar_aturan.hitung(pilih, isian))

    assert json.dumps(penjelasan.jelaskan(keputusan)) if keputusan else penolakan.message and penolakan.fix
