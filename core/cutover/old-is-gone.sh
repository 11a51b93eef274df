#!/bin/sh
# On NEW, run by its guard. A person's word that OLD is lost for good, and has served nobody since
# NEW got its queue.
#
#   answers ADDRESS PORT   whether OLD does, to whoever asks
#   said       just now
#   open CUTOVER SECONDS ADDRESS PORT   NEW opens without OLD. The word counts for SECONDS, and
#              not past a restart: OLD needs longer to return and serve by itself (its timer).
#              Never while OLD answers, be it to refuse: where its sshd was, or where mail goes
#
# 3: OLD answers. 4: nobody has said so, or too long ago.
word=/run/relaymove/old-is-gone
now() { cut -d . -f 1 /proc/uptime; }
answers() { # ADDRESS PORT
    said=$(LC_ALL=C timeout 3 bash -c 'exec 3<>"/dev/tcp/$1/$2"' answers "$1" "$2" 2>&1) && return 0
    case $said in *refused*) ;; *) return 1 ;; esac
}
case $1 in
answers) ! answers "$2" "$3" || exit 3 ;;
said) now >"$word" ;;
open)
    at=$(cat "$word" 2>/dev/null) || exit 4
    [ "$(($(now) - at))" -lt "$3" ] || exit 4
    for port in "$5" 25; do ! answers "$4" "$port" || exit 3; done
    rm -f "$word"
    read -r boot </proc/sys/kernel/random/boot_id
    exec /etc/relaymove/guard told open "$2" "$boot"
    ;;
esac
