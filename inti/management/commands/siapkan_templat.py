"""`script/manage siapkan_templat`: compile every page once, so that the first visitor needn't wait; fails where one is wrong."""

from typing import Any

from django.core.management.base import BaseCommand

from inti import jinja


class Command(BaseCommand):
    """Compile into the data folder; what is compiled already costs next to nothing."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Compile them all."""
        jumlah = jinja.siapkan()
        self.stdout.write(f"{jumlah} templat siap.")
