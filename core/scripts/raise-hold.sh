#!/bin/sh
# The hold's flag, with $1 in it: whole, or not at all.
mkdir -p /etc/relaymove
printf '%s' "$1" >/etc/relaymove/hold.part
sync /etc/relaymove/hold.part
mv -f /etc/relaymove/hold.part /etc/relaymove/hold
