"""NIP and NI PPPK as text: grouping for the eye. What the digits mean is a rule of `pegawai`."""

KELOMPOK = (8, 6, 1, 3)
PANJANG = sum(KELOMPOK)


def kelompokkan(nomor: str) -> str:
    """Return '19810411 200201 2 003'; text that hasn't exactly 18 digits is returned unchanged."""
    if len(nomor) != PANJANG or not nomor.isdecimal():
        return nomor
    awal, bagian = 0, []
    for panjang in KELOMPOK:
        bagian.append(nomor[awal : awal + panjang])
        awal += panjang
    return " ".join(bagian)
