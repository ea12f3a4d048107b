"""`demo.json`: where the running server answers, and with which accounts one may try it."""

import json
from typing import Any

from sibolga_asn.mesin.paths import DataFolder, write_private


def read_akun(data: DataFolder) -> dict[str, Any]:
    """Return what `muat_demo` left: `akun` and `klien_api`; empty when it left nothing."""
    try:
        found = json.loads(data.akun_demo_json.read_text())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def write(data: DataFolder, url: str, *, demo: bool) -> list[dict[str, str]]:
    """Write the file in one step, mode 0600, and return the accounts in it."""
    found = read_akun(data) if demo else {}
    akun, klien = found.get("akun", []), dict(found.get("klien_api", {}))
    if str(klien.get("token_url", "")).startswith("/"):  # the demo was loaded before the port was known
        klien["token_url"] = url.rstrip("/") + klien["token_url"]
    write_private(data.demo_json, json.dumps({"url": url, "akun": akun, "klien_api": klien}, indent=1, ensure_ascii=False))
    return [{str(key): str(value) for key, value in one.items()} for one in akun]


def build_table(akun: list[dict[str, str]]) -> str:
    """Return one account for each role as a table for the console."""
    first: dict[str, dict[str, str]] = {}
    for one in akun:
        first.setdefault(one["peran"], one)
    rows = [("PERAN", "MASUK DENGAN", "KATA SANDI"), *((one["peran"], one["masuk"], one["sandi"]) for one in first.values())]
    wide = [max(len(row[column]) for row in rows) for column in range(3)]
    return "\n".join("  " + "   ".join(cell.ljust(width) for cell, width in zip(row, wide, strict=True)).rstrip() for row in rows)
