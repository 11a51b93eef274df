#!/bin/sh
# $1: the words that run what follows on NEW; the rest are programs. Our units call
# /usr/sbin/nft.
set -e; tools=/etc/relaymove/tools; on_new=$1; shift
mkdir -p "$tools"; $on_new /etc/relaymove/pack-programs.sh "$@" | tar -x -C "$tools"
for name; do
    printf '#!/bin/sh\nLD_LIBRARY_PATH=%s/lib exec %s/bin/%s "$@"\n' "$tools" "$tools" "$name" >"/usr/sbin/$name"
    chmod 0755 "/usr/sbin/$name"
    "$name" --version
done
