#!/bin/sh
# The folder $1 appears whole, or not at all; never over what is there.
set -e; umask 077; part=$1.part; rm -rf "$part"; mkdir -p "$part"
tar -xz --no-same-owner --no-same-permissions -C "$part"
test -x "$part/scripts/cmdeploy"
[ ! -e "$1" ] || rmdir "$1"
mv -T "$part" "$1"
