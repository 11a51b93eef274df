#!/bin/sh
# An account is a folder with a password that dovecot can check.
set -e; umask 077; install -d -o vmail -g vmail -m 0700 "$1"
hash=$(openssl passwd -6 -stdin)
printf '{SHA512-CRYPT}%s' "$hash" >"$1/password"; chown vmail:vmail "$1/password"
