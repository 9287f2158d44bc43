#!/bin/sh
# prepare.sh LIST: finds a Python that will do, and has it install LIST into .venv (see install.py).
set -eu

home=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)

say() { # say DUTCH ENGLISH
    case ${LC_ALL:-${LC_MESSAGES:-${LANG:-}}} in
        nl*) printf '%s\n' "$1" >&2 ;;
        *) printf '%s\n' "$2" >&2 ;;
    esac
}

old='' incomplete=''
for python in python3 python3.11 python3.12 python3.13 python3.14 python; do
    "$python" -c '' 2>/dev/null || continue
    if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        old=${old:-$("$python" -V 2>&1)}
    elif ! "$python" -c 'import ensurepip, fcntl, sqlite3, ssl, venv' 2>/dev/null; then
        incomplete=${incomplete:-$("$python" -V 2>&1)}
    else
        exec "$python" "$home/requirements/install.py" "$1"
    fi
done

if [ -n "$incomplete" ]; then
    say "Aan $incomplete ontbreekt de module venv. Installeer die, op Debian en Ubuntu met: sudo apt install python3-venv" \
        "$incomplete lacks the module venv. Install it, on Debian and Ubuntu with: sudo apt install python3-venv"
elif [ -n "$old" ]; then
    say "$old is te oud: Trajectbot heeft Python 3.11 of nieuwer nodig. Op Debian 12, Ubuntu 24.04 of nieuwer: sudo apt install python3 python3-venv" \
        "$old is too old: Trajectbot needs Python 3.11 or newer. On Debian 12, Ubuntu 24.04 or newer: sudo apt install python3 python3-venv"
else
    say "Python ontbreekt: Trajectbot heeft Python 3.11 of nieuwer nodig. Op Debian 12, Ubuntu 24.04 of nieuwer: sudo apt install python3 python3-venv" \
        "Python is missing: Trajectbot needs Python 3.11 or newer. On Debian 12, Ubuntu 24.04 or newer: sudo apt install python3 python3-venv"
fi
exit 2
