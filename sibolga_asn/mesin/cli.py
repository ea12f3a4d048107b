"""The command line of the engines: words in, exit code out, refusals without a traceback."""

import argparse
import sys
from typing import NoReturn

from sibolga_asn.mesin.errors import MesinError, StopRequested


def port_number(text: str) -> int:
    """Read a port number."""
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"'{text}' bukan nomor port. Pilih angka 1024-65535, misalnya 8000")
    return int(text)


class Parser(argparse.ArgumentParser):
    """argparse, with its refusals in Indonesian."""

    def error(self, message: str) -> NoReturn:
        """Say what was not understood and what would be."""
        known = message.split(": ", 1)[-1]
        self.exit(2, f"Perintah tidak dipahami: {known}.\nPemakaian: script/server [--port N] [--dev]\n")


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of `script/server`; the other commands pass their words on."""
    parser = Parser(prog="script/server", description="Menjalankan Sibolga ASN di komputer ini.")
    parser.add_argument("--port", type=port_number, default=8000, help="port web di 127.0.0.1 (bawaan: 8000)")
    parser.add_argument("--dev", action="store_true", help="untuk pengembang: DEBUG, muat ulang sendiri, dan /gaya/")
    return parser


def main(words: list[str]) -> int:
    """Run one of server, manage, test, bench."""
    command, rest = (words[0], words[1:]) if words else ("", [])
    try:
        return dispatch(command, rest)
    except MesinError as error:
        print(error, file=sys.stderr)
        return 1
    except (KeyboardInterrupt, StopRequested):
        return 130


def dispatch(command: str, rest: list[str]) -> int:
    """Import only what the command needs: `script/manage` should answer at once."""
    if command == "server":
        from sibolga_asn.mesin.server import serve  # noqa: PLC0415

        options = build_parser().parse_args(rest)
        return serve(options.port, dev=options.dev)
    if command == "manage":
        from sibolga_asn.mesin.manage import manage  # noqa: PLC0415

        return manage(rest)
    if command == "test":
        from sibolga_asn.mesin.uji import test  # noqa: PLC0415

        return test(rest)
    if command == "bench":
        from sibolga_asn.mesin.bench import bench  # noqa: PLC0415

        return bench(rest)
    raise MesinError("Perintah yang ada: script/server, script/manage, script/test, script/bench.")
