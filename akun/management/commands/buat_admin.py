"""Make the first administrator of a new installation."""

import getpass
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from akun.models import Pengguna
from akun.services import create_admin_pertama
from inti.errors import UseCaseError


class Command(BaseCommand):
    help = "Membuat admin kepegawaian pertama. Kata sandi ditanyakan, tidak ditulis di baris perintah."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("nama")

    def handle(self, *args: Any, **options: Any) -> None:
        sandi = getpass.getpass("Kata sandi (paling sedikit 12 huruf): ")
        try:
            validate_password(sandi, Pengguna(nama=options["nama"], email=options["email"]))
            create_admin_pertama(nama=options["nama"], email=options["email"], sandi=sandi)
        except (UseCaseError, ValidationError) as error:
            raise CommandError("; ".join(error.messages) if isinstance(error, ValidationError) else str(error)) from error
        self.stdout.write(f"Admin {options['email']} siap. Masuk di /akun/login/.")
