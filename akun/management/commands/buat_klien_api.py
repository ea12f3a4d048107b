"""Register a machine client; the secret is shown once."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from akun import konteks
from akun.services import create_klien_api
from inti.errors import UseCaseError


class Command(BaseCommand):
    help = "Mendaftarkan sistem lain sebagai klien API. Rahasianya tampil sekali."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("nama")
        parser.add_argument("penanggung_jawab")
        parser.add_argument("cakupan", nargs="+")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            baru = create_klien_api(
                konteks=konteks.sistem(),
                nama=options["nama"],
                cakupan=options["cakupan"],
                penanggung_jawab=options["penanggung_jawab"],
            )
        except UseCaseError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(json.dumps({"id": baru.id, "rahasia": baru.rahasia, "cakupan": baru.klien.cakupan}))
