"""Log lines as JSON: request id, never a name, NIP or NIK."""

import json
import logging
import re
from contextvars import ContextVar

# SECURITY: what PostgreSQL adds to an error: the row, the cell or the statement, with what stands in it.
ISI_BASIS_DATA = re.compile(r"^(?:DETAIL|CONTEXT|QUERY|LINE \d+):.*\n?(?:[ \t]*\^[ \t]*\n?)?", re.MULTILINE)
permintaan_id: ContextVar[str] = ContextVar("permintaan_id", default="")


class PembuatBaris(logging.Formatter):
    """One JSON object a line, safe against line injection."""

    def format(self, record: logging.LogRecord) -> str:
        baris = {
            "waktu": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "tingkat": record.levelname.lower(),
            "asal": record.name,
            "pesan": record.getMessage(),
        }
        if kode := permintaan_id.get():
            baris["permintaan"] = kode
        if record.exc_info:
            baris["jejak"] = ISI_BASIS_DATA.sub("", self.formatException(record.exc_info))
        return json.dumps(baris, ensure_ascii=False)
