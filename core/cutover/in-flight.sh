#!/bin/sh
# Written by Relaymove. What is on its way out when this machine's postfix stops.
#
#   calm SECONDS AWAKE   before the hold: nothing new is sent, mail is still taken. SECONDS are
#                    waited for what is on its way; after AWAKE all goes on, come what may
#   let-go           postfix stops, all but the deliveries under way
#   land             the other machine is told of each that has ended; and gets what falls
#                    into maildrop here. Needs nobody; commit.conf has the way (on_new)
#   forget           this machine serves again: its own queue manager finds them still locked,
#                    and its units stop as ever
#
# A delivery agent has the message's queue file open and locked, and marks in it each
# recipient that is done with, once the far end has said so; the queue manager only schedules
# (postfix.org/OVERVIEW.html; deliver_request(3), deliver_completed(3)). An agent that is
# killed between the two has its message sent again.
# shellcheck disable=SC2154
spool=/var/spool/postfix list=/etc/relaymove/in-flight
aside=/sys/fs/cgroup/system.slice/relaymove-in-flight
# With its defaults, an agent that waits for an answer gives up after 10 minutes
# (smtp_data_done_timeout).
patience=900

# An agent that has said how its delivery ended keeps the file open until the queue manager has
# heard it (deliver_request_final() in Postfix' deliver_request.c), which one that is stopped
# never does. ss(8): Send-Q is what the other end has not read.
unheard() { ss -Hxp 2>/dev/null | awk '$4 > 0 && $5 ~ "(^|/)private/"' | grep -o 'pid=[0-9]*' | cut -d= -f2; }
# "PID PATH" of each queue file that one of these still delivers; PATH as below the spool. A
# file that was put aside is where it was.
agents() { # NAME|NAME...
    unheard=" $(unheard | tr '\n' ' ')"
    running=$(for pid in $(pgrep -x "$1" 2>/dev/null); do
        case $unheard in *" $pid "*) ;; *) echo "/proc/$pid/fd" ;; esac
    done)
    # shellcheck disable=SC2086
    [ -z "$running" ] || find $running \( -lname "$spool/*active/*" -o -lname "$spool/*incoming/*" \
        -o -lname "$spool/*deferred/*" \) -printf '%h %l\n' 2>/dev/null |
        sed "s,^/proc/\([0-9]*\)/fd $spool/,\1 ,; s, relaymove-aside/, ,; s, (deleted)\$,,"
}
remote='smtp|virtual|local|pipe'
manager() { pkill "$1" -x qmgr; }
# Stopped in its tracks it starts nothing.
calm() { # SECONDS AWAKE
    pgrep -x qmgr >/dev/null || return 0
    systemctl stop relaymove-calm.timer 2>/dev/null
    systemd-run --quiet --collect --unit=relaymove-calm --on-active="$2" --timer-property=AccuracySec=1s \
        pkill -CONT -x qmgr || return
    manager -STOP
    for _ in $(seq $(($1 * 10))); do
        [ -n "$(agents "$remote|lmtp")" ] || return 0
        sleep 0.1
    done
}
postfix_group() {
    group=$(systemctl show --property=ControlGroup --value postfix@-.service)
    [ -n "$group" ] && cat "/sys/fs/cgroup$group/cgroup.procs" 2>/dev/null
}
# What a filter has given back is taken, and its sender must hear so.
reinjections() { ss -Htn state established '( dport = :10025 or dport = :10026 )'; }
let_go() {
    manager -STOP
    # With its master gone no part of postfix takes anything new, and each ends when it has
    # nothing in hand. The master's own way to stop would take the agents with it: it
    # signals its process group (master_sig.c).
    pkill -KILL -x -f '/usr/lib/postfix/sbin/master .*'
    for _ in $(seq 40); do
        [ -n "$(agents lmtp)" ] || [ -n "$(reinjections)" ] || break
        sleep 0.05
    done
    flights=$(agents "$remote")
    mkdir -p "$aside"
    for pid in $(echo "$flights" | cut -d' ' -f1 | sort -u); do echo "$pid" >"$aside/cgroup.procs"; done
    # With those of this cutover that an earlier look has found.
    { cat "$list" 2>/dev/null; echo "$flights" | cut -s -d' ' -f2; } | sort -u | while read -r path; do
        [ -z "$(where "$path")" ] || echo "$path"
    done >"$list.part"
    sync "$list.part"
    mv "$list.part" "$list"
    manager -KILL
    postfix_group | xargs -r kill
    return 0
}
where() { # PATH
    for place in "$spool/relaymove-aside/$1" "$spool/$1"; do
        [ ! -f "$place" ] || { echo "$place"; return; }
    done
}
tell() { # landed|dropped NAME FILE
    $on_new /etc/relaymove/take-late.sh "$1" "$cutover" "$2" "$(sha256sum <"$3" | cut -c1-64)" <"$3"
}
told_of_landed() { # PATH
    file=$(where "$1")
    [ -z "$file" ] || tell landed "$1" "$file" || return 1
    awk -v path="$1" '$0 != path' "$list" >"$list.part" && sync "$list.part" && mv "$list.part" "$list"
}
# A message that is whole can be executed (postdrop(1) sets that bit last).
told_of_dropped() {
    find "$spool/relaymove-aside/maildrop" "$spool/maildrop" -type f -perm -100 2>/dev/null |
        while read -r file; do
            tell dropped "${file##*/}" "$file" &&
                install -d -m 0700 "$spool/relaymove-carried" && mv "$file" "$spool/relaymove-carried/" || exit 1
        done
}
land() {
    . /etc/relaymove/commit.conf
    [ -e /etc/relaymove/record/forwards ] || return 0
    began=$(date +%s)
    while :; do
        said=yes
        flying=$(agents "$remote" | cut -d' ' -f2)
        for path in $(cat "$list" 2>/dev/null); do
            if echo "$flying" | grep -qxF "$path"; then said=no; else told_of_landed "$path" || said=no; fi
        done
        [ -s "$list" ] || systemctl stop filtermail-transport.service 2>/dev/null
        told_of_dropped || said=no
        [ "$said" = no ] || return 0
        pause=1
        if [ $(($(date +%s) - began)) -gt $patience ]; then
            pause=30
            xargs -r kill -KILL <"$aside/cgroup.procs"
        fi 2>/dev/null
        sleep $pause
    done
}
case $1 in
calm) calm "$2" "$3" ;;
let-go) let_go ;;
land) land ;;
forget)
    manager -CONT
    rm -f "$list" /run/systemd/system/*.d/relaymove-stop.conf
    ;;
esac
