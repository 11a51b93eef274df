#!/bin/sh
# $1 ends each line of ours: one line a migration, replaced, never doubled.
set -e; umask 077; mkdir -p /root/.ssh; f=/root/.ssh/authorized_keys; touch "$f"
sed "/ $1\$/d" "$f" >"$f.relaymove"; cat >>"$f.relaymove"; sync "$f.relaymove"; mv -f "$f.relaymove" "$f"
