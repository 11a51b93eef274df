#!/bin/sh
# Written by Relaymove.
#
#   stop UNIT...   until each has stopped
#   left UNIT...   says which of them have not, as `systemctl list-units` does
#
# Who waits for a disk that does not answer can't be killed: systemd tries for three minutes
# (TimeoutStopSec, twice), and whoever waits for the stop holds up the way back. So a process that
# has waited for its disk at each of three looks gets its SIGKILL now, and counts as stopped:
# should the disk answer one day, it does nothing any more (signal(7); proc(5), "SigPnd").
verb=$1
shift
active() {
    systemctl list-units --plain --no-legend --state=active,activating,reloading,deactivating "$@"
}
processes() { # UNIT
    group=$(systemctl show --property=ControlGroup --value "$1")
    [ -n "$group" ] && cat "/sys/fs/cgroup$group/cgroup.procs" 2>/dev/null
}
waits_for_disk() { grep -q '^State:[[:space:]]*D' "/proc/$1/status" 2>/dev/null; }
is_killed() { grep -Eq '^S(ig|hd)Pnd:.*[13579bdf]..$' "/proc/$1/status" 2>/dev/null; }
hangs() { # UNIT
    found=''
    for pid in $(processes "$1"); do
        found=$pid
        waits_for_disk "$pid" && is_killed "$pid" || return
    done
    [ -n "$found" ]
}
left() {
    active "$@" | while read -r unit load state rest; do
        [ "$state" = deactivating ] && hangs "$unit" || echo "$unit $load $state $rest"
    done
}
waiting() { # UNIT...
    for unit; do
        for pid in $(processes "$unit"); do
            ! waits_for_disk "$pid" || printf ' %s' "$pid"
        done
    done
}
[ "$verb" = stop ] || { left "$@"; exit; }
looks=0
until timeout 2 systemctl stop "$@"; do
    code=$?
    [ $code = 124 ] || exit $code
    looks=$((looks + 1))
    now=$(waiting "$@")
    [ $looks -gt 1 ] || before=$now
    still=''
    for pid in $now; do
        case " $before " in *" $pid "*) still="$still $pid" ;; esac
    done
    before=$still
    [ $looks -ge 3 ] && [ -n "$still" ] || continue
    # shellcheck disable=SC2086
    kill -KILL $still
    [ -n "$(left "$@")" ] || { echo "wait for their disk, and are killed:$still"; exit 0; }
done
