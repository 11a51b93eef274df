#!/bin/sh
# $1 as a line of ~/.ssh/known_hosts.
set -e; umask 077; mkdir -p ~/.ssh; f=~/.ssh/known_hosts; touch "$f";
[ -z "$(tail -c 1 "$f")" ] || echo >>"$f"; printf '%s\n' "$1" >>"$f"
