#!/bin/sh
# Written by Relaymove. What this host may do in a move: its one record, and the one way to
# change it. Whoever is logged in, the record decides.
#
#   take ROLE MIGRATION LEASE WHO [over]   the lease of whoever moves the relay
#   give MIGRATION LEASE                   and back
#   run HOW SECONDS MIGRATION LEASE CUTOVER STATES COMMAND...   in one of these states only;
#                                          HOW: locked; locked once all that COMMAND
#                                          reads was heard; or beside the lock
#   move MIGRATION LEASE CUTOVER FROM TO [COMMAND...]   another state, once COMMAND is done
#   self CUTOVER FROM TO [COMMAND...]      the same by this host's own units
#   returned                               OLD serves again, and its services are seen to run
#   told ready|settle CUTOVER              NEW, by OLD or by whoever moves the relay; `ready`
#                                          is answered with how NEW's boot is called
#   told open CUTOVER BOOT                 the same; not one from before a restart
#   alone                                  NEW, which nobody tells that it is settled
#   note MIGRATION LEASE WORD              WORD is among what is done
#   locked COMMAND...                      COMMAND may call all of these
#   show                                   the record
#
# 91: the state does not allow it; 92: another one has the lease; 93: another migration; 94:
# there is no record; 95: something holds the lock; 96: NEW has restarted since it said that it
# is ready, ask again. COMMAND's own code otherwise.
#
# The record is a folder that a link leads to: it changes by a rename, and is on the disk
# before anybody believes it. systemd's conditions look into it: `holds` (services stay
# down), `fenced`, `closed` (fenced, and not open yet), `forwards`, `returns` (OLD may serve, and
# its services are not seen to run yet). An open NEW that has restarted is held and fenced, too,
# until it is told again: /run/relaymove/serves.
set -u
cd /etc/relaymove || exit 94
run=/run/relaymove
old_moves='serving>held held>serving held>committed committed>held committed>serving committed>forwarding'
new_moves='fenced>filled filled>fenced filled>open open>fenced open>settled'

# Without a process of its own: commands within the outage come through here.
load() {
    [ -r record/values ] || return 1
    role='' migration='' lease='' who='' since='' cutover='' state='' noted=''
    while IFS='=' read -r name value; do
        case $name in
        role) role=$value ;;
        migration) migration=$value ;;
        lease) lease=$value ;;
        who) who=$value ;;
        since) since=$value ;;
        cutover) cutover=$value ;;
        state) state=$value ;;
        noted) noted=$value ;;
        esac
    done <record/values
}
refuse() { # CODE
    echo "relaymove-guard: role=$role state=$state cutover=$cutover migration=$migration since=$since who=$who" >&2
    exit "$1"
}
flags() {
    case $state in held | committed | forwarding | fenced | filled | open) echo holds ;; esac
    case $state in fenced | filled | open) echo fenced ;; esac
    case $state in fenced | filled) echo closed ;; esac
    case $state in forwarding) echo forwards ;; esac
    ! among returning "$noted" || echo returns
}
write() { # FOLDER
    rm -rf "$1" record.next && mkdir -m 0700 "$1" && printf '%s\n' "role=$role" "migration=$migration" \
        "lease=$lease" "who=$who" "since=$since" "cutover=$cutover" "state=$state" "noted=$noted" >"$1/values" || return 1
    for flag in $(flags); do ln "$1/values" "$1/$flag" || return 1; done
    ln -s "$1" record.next && sync "$1/values" "$1"
}
# A full disk must stop neither the commit point nor the way back: there is a reserve.
store() {
    before=$(readlink record) || before=record.0
    after=record.$((${before#record.} + 1))
    { write "$after" || { rm -rf reserve && write "$after"; }; } 2>/dev/null &&
        mv -T record.next record && sync . || exit 95
    rm -rf "$before"
    [ "$(stat -c %s reserve/3 2>/dev/null)" = 4096 ] ||
        { mkdir -p reserve && for i in 1 2 3; do head -c 4096 /dev/zero >"reserve/$i"; done; } 2>/dev/null
    load
}
make_run() { [ -d "$run" ] || install -d -m 0700 "$run"; }
# Only as long as a slow disk may take: serving is worth more than waiting for what hangs.
lock() {
    [ -z "${RELAYMOVE_LOCKED:-}" ] || return 0
    make_run
    exec 9>"$run/lock"
    flock -w 90 9 || { echo 'relaymove-guard: the lock is held' >&2; exit 95; }
}
# All that a command reads, before the lock: who sends it may fall silent half-way, and then
# nobody else would get the lock. Whatever ends this leaves nothing of it.
hear_all() {
    [ -p /proc/self/fd/0 ] || [ -S /proc/self/fd/0 ] || return 0
    make_run
    given=$(mktemp "$run/given.XXXXXX") && exec 7>"$given" 8<"$given" && rm -f "$given" && cat >&7 || exit 1
    exec 7>&- <&8 8<&-
}
among() { case ",$2," in *",$1,"*) ;; *) return 1 ;; esac; }
# In `serving` and `fenced` there is no cutover that a command could be of.
is_of() { case $state in serving | fenced) ;; *) [ "$cutover" = "$1" ] ;; esac; }
allow() { # MIGRATION LEASE CUTOVER STATES
    load || { echo 'relaymove-guard: no record' >&2; exit 94; }
    [ "$migration" = "$1" ] || refuse 93
    [ "$lease" = "$2" ] || refuse 92
    is_of "$3" && among "$state" "$4" || refuse 91
}
# SECONDS: until then nobody else gets the lease unless they say so.
now() { IFS=. read -r uptime _ </proc/uptime && echo "$uptime"; }
keep_lease() { echo $(($(now) + $1)) >"$run/lease-until"; }
is_lease_kept() { [ "$(cat "$run/lease-until" 2>/dev/null || echo 0)" -gt "$(now)" ]; }
arm() {
    # Whoever still tries to end the way back before it would end this hold.
    systemctl stop --no-block relaymove-auto-rollback.service
    systemctl restart relaymove-auto-rollback.timer && systemctl is-active --quiet relaymove-auto-rollback.timer &&
        : >"$run/holding"
}
# Whoever still copies to this host does so no longer when it is open. Each copy is a process
# group, and all of it holds the file that is named so locked (gate.sh).
end_receivers() {
    for receiver in "$run"/receivers/*; do
        [ -e "$receiver" ] || continue
        if ! flock -n "$receiver" true; then
            kill -KILL "-${receiver##*/}" 2>/dev/null
            flock -w 5 "$receiver" true || return 1
        fi
        rm -f "$receiver"
    done
}
# Where the disk can't be written postfix does not start.
is_aside() { [ ! -w /var/spool/postfix ] || [ -d /var/spool/postfix/relaymove-aside/active ]; }
# CUTOVER FROM TO [COMMAND...]: under the lock, along an arrow only.
change() {
    of=$1 from=$2 to=$3
    shift 3
    [ "$role" = old ] && moves=$old_moves || moves=$new_moves
    case " $moves " in *" $from>$to "*) ;; *) refuse 91 ;; esac
    is_of "$of" && [ "$state" = "$from" ] || refuse 91
    # Closed to a cutover is closed to it for good.
    [ "$from>$to" != 'fenced>filled' ] || [ "$cutover" != "$of" ] || refuse 91
    case "$from>$to" in
    'fenced>filled' | 'filled>open') end_receivers || exit 95 ;;
    # Not one that serves.
    'open>fenced') [ ! -e "$run/serves" ] || refuse 91 ;;
    # NEW sends it from here on.
    'held>committed') is_aside || { echo "OLD's queue is in its postfix' reach" >&2; refuse 91; } ;;
    esac
    if [ $# -gt 0 ]; then RELAYMOVE_LOCKED=yes "$@" 9>&- || exit; fi
    case $to in held) arm || exit 95 ;; esac
    case $to in open | settled) ;; *) rm -f "$run/starts" ;; esac
    [ "$cutover" = "$of" ] || noted=''
    [ "$to" != serving ] || noted=returning
    state=$to cutover=$of
    store
}
# While NEW was down OLD may have been told that it is gone: whoever says `open` has asked this
# boot, and looked after that whether OLD still says so.
told() { # WHAT CUTOVER [BOOT]
    is_of "$2" && among "$state" filled,open,settled || refuse 91
    read -r boot </proc/sys/kernel/random/boot_id
    case $1 in
    ready) echo "$boot" ;;
    open)
        [ "${3:-}" = "$boot" ] || refuse 96
        [ "$state" != filled ] || change "$2" filled open
        : >"$run/serves" # what starts from here on needs no fence
        /etc/relaymove/lower-table.sh fence to_old || exit 95
        : >"$run/opened"
        among thawed "$noted" || systemctl start --no-block relaymove-settle.service
        ;;
    settle) settle "$2" ;;
    esac
}
# One that came back from a restart before anybody confirmed that it is open has to be told
# that first. The record before the queue: what has left must not meet an OLD that goes back.
settle() { # CUTOVER
    if [ "$state" = open ]; then
        [ -e "$run/opened" ] || refuse 91
        change "$1" open settled
        [ ! -x link-key.sh ] || ./link-key.sh drop-in 3600 "$migration" 9>&-
    fi
    [ "$state" = settled ] || refuse 91
    among thawed "$noted" && return
    RELAYMOVE_LOCKED=yes /etc/relaymove/after-opening.sh "$1" 9>&- || exit
    note thawed
    systemctl disable --quiet relaymove-settle.service
}
note() { among "$1" "$noted" || { noted=${noted:+$noted,}$1 && store; }; }
take() { # ROLE MIGRATION LEASE WHO [over]
    if load; then
        [ "$migration" = "$2" ] && [ "$role" = "$1" ] || refuse 93
        [ "$lease" = "$3" ] || [ "${5:-}" = over ] || ! is_lease_kept || refuse 92
    else
        role=$1 migration=$2 cutover='' lease='' noted=''
        [ "$role" = old ] && state=serving || state=fenced
        rm -f "$run/starts" "$run/serves" "$run/opened" # of another move, in this boot
    fi
    keep_lease 600
    [ "$lease" != "$3" ] || return 0
    lease=$3 who=$4 since=$(date +%s)
    # An older Relaymove knows this file only.
    printf '{"migration":"%s of a newer Relaymove"}\n' "$migration" >marker
    store
}

verb=$1
shift
case $verb in
show) # under the lock: what is read is on the disk
    lock
    [ ! -r record/values ] || exec cat record/values
    exit 94
    ;;
take) lock; take "$@" ;;
give) lock; load && [ "$migration" = "$1" ] && [ "$lease" = "$2" ] && rm -f "$run/lease-until"; exit 0 ;;
run)
    how=$1 limit=$2
    case $how in heard) hear_all ;; locked) exec </dev/null ;; esac
    lock
    allow "$3" "$4" "$5" "$6"
    shift 6
    keep_lease $((limit + 600))
    if [ "$how" = beside ]; then
        exec 9>&-
        exec "$@"
    fi
    RELAYMOVE_LOCKED=yes "$@" 9>&-
    ;;
move)
    hear_all
    lock
    allow "$1" "$2" "$3" "$4"
    shift 2
    keep_lease 600
    change "$@"
    ;;
note)
    lock
    load || exit 94
    allow "$1" "$2" "$cutover" "$state"
    note "$3"
    ;;
self | told | alone | returned | locked)
    lock
    if [ "$verb" = locked ]; then RELAYMOVE_LOCKED=yes "$@" 9>&-; exit; fi
    load || exit 94
    case $verb in
    self) change "$@" ;;
    told) told "$@" ;;
    returned) [ "$role" = old ] && noted='' && store ;;
    alone) among "$state" open,settled && told settle "$cutover" ;;
    esac
    ;;
*) exit 2 ;;
esac
