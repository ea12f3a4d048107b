"""Log lines as JSON: request id, never a name, NIP or NIK."""

import json
import logging
from contextvars import ContextVar

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
            baris["jejak"] = self.formatException(record.exc_info)
        return json.dumps(baris, ensure_ascii=False)
