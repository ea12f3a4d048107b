"""Log lines as JSON: request id, never a name, NIP or NIK.

What a stranger can cause is one short line: a refusal, a page that isn't there, a form nobody can read. Only what broke keeps
its traceback, or whoever asks for closed pages fills the disk.
"""

import json
import logging
import re
from contextvars import ContextVar

from django.core.exceptions import BadRequest, PermissionDenied, RequestAborted, SuspiciousOperation
from django.http import Http404, UnreadablePostError
from django.http.multipartparser import MultiPartParserError

# SECURITY: what PostgreSQL adds to an error: the row, the cell or the statement, with what stands in it.
ISI_BASIS_DATA = re.compile(r"^(?:DETAIL|CONTEXT|QUERY|LINE \d+):.*\n?(?:[ \t]*\^[ \t]*\n?)?", re.MULTILINE)
PENOLAKAN = (
    PermissionDenied,
    Http404,
    SuspiciousOperation,
    BadRequest,
    MultiPartParserError,
    RequestAborted,
    UnreadablePostError,
)
PANJANG_PENOLAKAN = 300  # letters of such a line's message: an address may be as long as its sender likes
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
        galat = record.exc_info[1] if record.exc_info else None
        ditolak = isinstance(galat, PENOLAKAN)
        if ditolak or (record.name.startswith("django.") and record.levelno < logging.ERROR):
            baris["pesan"] = baris["pesan"][:PANJANG_PENOLAKAN]
        if ditolak:
            baris["galat"] = type(galat).__name__
        elif record.exc_info:
            baris["jejak"] = ISI_BASIS_DATA.sub("", self.formatException(record.exc_info))
        return json.dumps(baris, ensure_ascii=False)
