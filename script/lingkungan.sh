# shellcheck shell=sh
# Sourced by the other scripts. It only finds a Python; sibolga_asn/mesin/lingkungan.py makes .venv.
# Sets $akar (the clone) and $python (its own Python, with the requirements installed).

unset CDPATH
akar=$(cd -- "$(dirname -- "$0")/.." && pwd -P)
python=$akar/.venv/bin/python

layak() { # is this a Python that runs, is new enough and can make an environment?
    "$1" -I -c 'import sys; assert sys.version_info >= (3, 11); import venv, ensurepip; ensurepip.version()' >/dev/null 2>&1
}

cari_python() {
    for nama in python3.13 python3.12 python3.11 python3; do
        sisa=$PATH:
        while [ -n "$sisa" ]; do
            calon=${sisa%%:*}/$nama
            sisa=${sisa#*:}
            if [ -x "$calon" ] && layak "$calon"; then
                printf '%s\n' "$calon"
                return
            fi
        done
    done
    return 1
}

siapkan() { # siapkan [--uji]: make or refresh .venv; instant when nothing changed
    pembuat=$python
    if ! "$python" -I -c 'import sys; assert sys.version_info >= (3, 11)' >/dev/null 2>&1; then
        if ! pembuat=$(cari_python); then
            echo "Sibolga ASN memerlukan Python 3.11 atau lebih baru, lengkap dengan modul venv." >&2
            echo "Di Debian atau Ubuntu: apt-get install python3 python3-venv. Sesudah itu jalankan lagi perintah ini." >&2
            exit 1
        fi
    fi
    "$pembuat" -I "$akar/sibolga_asn/mesin/lingkungan.py" "$@" >&2 </dev/null || exit
}

mesin() { # mesin PERINTAH …: replace this shell by the Python that does the work
    exec env PYTHONPATH="$akar" "$python" -P -m sibolga_asn.mesin "$@"
}
