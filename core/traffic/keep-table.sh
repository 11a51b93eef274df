#!/bin/sh
# Written by Relaymove. Keeps the rules in file $1 standing for as long as this runs, whoever
# else empties nftables. They stand twice. Once in tables that belong to this process ("owner"
# in nft(8), Linux 5.12): another one's `flush ruleset` passes them by; they end with it. And
# once in plain tables, which outlive it: from its death to its restart these stand. They are
# put back at once when somebody flushes them; where the kernel knows no owner, they are all.
# A plain table is loaded after its twin, and so asked first: its counters count.
set -e
rules=$1
cd "$RUNTIME_DIRECTORY"
sed 's/^\(table [^{]*[^ {]\) {/\1_kept { flags owner;/; s/^delete table .*/&_kept/' "$rules" >kept.nft
stands() {
    sed -n 's/^delete table //p' "$1" | while read -r table; do
        # shellcheck disable=SC2086
        nft list table $table >/dev/null 2>&1 || exit 1
    done
}
# Every second too: an event may have passed before anybody listened.
changes() {
    nft monitor destroy tables &
    while sleep 1; do echo; done
}
watch() {
    if nft -c -f kept.nft; then
        echo "include \"$PWD/kept.nft\""
        until stands kept.nft; do sleep 0.01; done
    else
        echo 'This kernel keeps no tables for a process: a flush is mended, not prevented.' >&2
    fi
    nft -f "$rules"
    systemd-notify --ready
    changes | while read -r _; do
        stands "$rules" || { nft -f "$rules" && echo "Somebody had removed $rules." >&2; }
    done
}
rm -f commands
mkfifo -m 600 commands
watch >commands &
# It reads until the watch ends, and ends with it. Its history would go to $HOME.
HOME=/nonexistent exec nft -i <commands >/dev/null
