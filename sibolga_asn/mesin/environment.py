"""The environment that Django processes get: addresses, secret key, and what the scripts decide."""

import os
import secrets

from kabar.kunci import create_kunci
from sibolga_asn.mesin.engines import Addresses
from sibolga_asn.mesin.paths import BASE_DIR, DataFolder, write_private

# Commands that change the schema, or all of it, run as the owner; everything else as the role without DDL.
OWNER_COMMANDS = frozenset({"migrate", "atur_hak", "flush", "pgtrigger", "createcachetable", "sqlmigrate"})


def get_secret_key(data: DataFolder) -> str:
    """Return the key of this data folder; make it on first use. Call under the lock `mesin`."""
    if not data.secret_key.exists():
        write_private(data.secret_key, secrets.token_urlsafe(50))
    return data.secret_key.read_text().strip()


def get_push_key(data: DataFolder) -> str:
    """Return the key of web push of this folder; make it on first use. Call under the lock `mesin`."""
    if not data.push_key.exists():
        write_private(data.push_key, create_kunci())
    return data.push_key.read_text().strip()


def build(data: DataFolder, addresses: Addresses, *, owner: bool = False) -> dict[str, str]:
    """Return the environment for a Django process as the app, or as the owner."""
    env = dict(os.environ)
    env["SIBOLGA_DATA"] = str(data.root)
    env["PYTHONPATH"] = str(BASE_DIR)
    env["DJANGO_SETTINGS_MODULE"] = "sibolga_asn.settings"
    env["DATABASE_URL"] = addresses.owner_url if owner else addresses.database_url
    env["REDIS_URL"] = addresses.redis_url
    env.setdefault("SIBOLGA_LOKAL", "1")
    if not env.get("SECRET_KEY"):
        env["SECRET_KEY"] = get_secret_key(data)
    if not env.get("SIBOLGA_KUNCI_DORONG"):
        env["SIBOLGA_KUNCI_DORONG"] = get_push_key(data)
    if addresses.socket and addresses.programs:
        env["PGHOST"] = str(addresses.socket)  # so that `script/manage dbshell` finds server and psql
        env["PATH"] = f"{env.get('PATH', os.defpath)}{os.pathsep}{addresses.programs}"
    return env
