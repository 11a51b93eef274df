#!/bin/sh
# Lets the ssh client of checkout $1's pyinfra log in to $2 and do nothing there. Where there
# is no pyinfra yet there is nothing to try. No host key is asked for or written down.
pyinfra=$1/venv/bin/pyinfra
[ -x "$pyinfra" ] || exit 0
cd /; PYINFRA_PROGRESS=off exec "$pyinfra" -y --ssh-user root --data ssh_known_hosts_file=/dev/null \
    --data ssh_strict_host_key_checking=no "$2" exec -- true
