#!/bin/sh
# Written by Relaymove. rsync over a disk that fails. $1: after so many seconds without any
# progress the disk hangs; $2: what it copies from; the rest is the command.
#
# A process that waits for a disk can't be killed, not even by SIGKILL, before the disk
# answers: it is not waited for, and taken out of the unit that would wait for it. While
# rsync waits for the link it sleeps in select or poll; the link's own end is ssh's
# business. A file that is being read is open; one that is being opened shows by its folder,
# and then each of the folder's files is tried, by processes of which some will be lost.
# The script itself touches nothing below the mailboxes.
# What hangs keeps open what it writes to: whoever reads a pipe would wait for it.
if [ ! -f /dev/stdout ]; then
    out=/run/relaymove/salvage.out err=/run/relaymove/salvage.err
    rm -f "$out" "$err"
    sh "$0" "$@" >"$out" 2>"$err"
    code=$?
    cat "$out"
    cat "$err" >&2
    exit "$code"
fi
stall=$1 from=$2 skip=/run/relaymove/skip tried=/run/relaymove/tried
aside=/sys/fs/cgroup/system.slice/relaymove-stuck
shift 3
runs() { [ -e "/proc/$1" ] && ! grep -q '^State:.Z' "/proc/$1/status" 2>/dev/null; }
abandon() {
    for child in $(cat "/proc/$1/task/"*/children 2>/dev/null); do kill -KILL "$child"; done
    kill -KILL "$1"
    mkdir -p "$aside" && echo "$1" >"$aside/cgroup.procs"
} 2>/dev/null
open_below() { # the deepest: "folder PATH" or "file PATH"; 0200000 is O_DIRECTORY
    for fd in "/proc/$1/fd/"*; do
        case ${fd##*/} in [012]) continue ;; esac # its words, not its files
        flags=$(sed -n 's/^flags:[^0-9]*//p' "/proc/$1/fdinfo/${fd##*/}")
        [ $((${flags:-0} & 0200000)) = 0 ] && kind='file' || kind='folder'
        printf '%s %s\n' "$kind" "$(readlink "$fd")"
    done 2>/dev/null |
        awk -v from="$real/" '{ at = index($0, " ") + 1; below = substr($0, at + length(from)) }
            index(substr($0, at), from) == 1 && length(below) > length(path) {
                kind = substr($0, 1, at - 1); path = below }
            END { if (path != "") print kind path }'
}
within() { # the files of folder $1 that don't answer, else the folder
    : >"$tried"
    (cd "$real/$1" && for file in *; do cat "./$file" >/dev/null 2>&1 & echo "$! $file"; done) >"$tried" 2>/dev/null &
    lister=$!
    sleep "$((stall / 3 + 1))"
    found=
    while read -r reader file; do
        runs "$reader" || continue
        abandon "$reader"
        found=yes
        printf '%s/%s\n' "$1" "$file"
    done <"$tried"
    runs "$lister" && abandon "$lister"
    [ -n "$found" ] || printf '%s\n' "$1"
}
real=$(realpath "$from") real=${real%/}
touch "$skip"
while :; do
    sed 's/[][*?\\]/\\&/g; s|^|/|' "$skip" >"$skip.patterns"
    rsync --exclude-from="$skip.patterns" "$@" &
    pid=$! seen='' quiet=0
    while runs "$pid"; do
        sleep 0.2
        now=$(cat "/proc/$pid/io" 2>/dev/null)
        if [ "$now" != "$seen" ]; then seen=$now quiet=0; else quiet=$((quiet + 1)); fi
        [ "$quiet" -ge $((stall * 5)) ] || continue
        case $(cat "/proc/$pid/wchan" 2>/dev/null) in *select* | *poll*) quiet=0; continue ;; esac
        culprit=$(open_below "$pid")
        abandon "$pid"
        [ -n "$culprit" ] || { echo 'relaymove: the disk hangs, and nothing shows where' >&2; exit 75; }
        case $culprit in
        file\ *) printf '%s\n' "${culprit#file }" ;;
        *) within "${culprit#folder }" ;;
        esac |
            while read -r path; do
                printf '%s\n' "$path" >>"$skip"
                printf 'relaymove: "%s/%s": the disk hangs (110)\n' "$from" "$path" >&2
            done
        continue 2
    done
    wait "$pid"
    exit $?
done
