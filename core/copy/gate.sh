#!/bin/sh
# Written by Relaymove. All that OLD may do on this machine: sshd lets the key of migration $1
# do nothing else (command="..." in authorized_keys). Whoever is root on OLD may say what he
# likes here; only a line of these tables is heard, each a whole command. The copies are the
# words that rsync's client makes of what Relaymove runs on OLD (rsync 3.2.7 and 3.5.0).
set -uf
export LC_ALL=C PATH=/usr/sbin:/usr/bin:/sbin:/bin
table='true
/etc/relaymove/guard told (ready|settle) [0-9A-Za-z-]+
/etc/relaymove/guard told open [0-9A-Za-z-]+ [0-9a-f-]{36}
/etc/relaymove/take-late\.sh landed [0-9A-Za-z-]+ (active|incoming|deferred)/[0-9A-Za-z/]+ [0-9a-f]{64}
/etc/relaymove/take-late\.sh dropped [0-9A-Za-z-]+ [0-9A-Za-z]+ [0-9a-f]{64}
/etc/relaymove/pack-programs\.sh( [a-z0-9][a-z0-9.+-]*)+'
copies='-b?Hogtprc?e\.[A-Za-z]+( --backup-dir /kept)?( --delete)?( --stats)?( -@-1)? \. /mailboxes/
-Hogtpre\.[A-Za-z]+( --delete)? \. /(queue|rescue)/
-lHogtprRe\.[A-Za-z]+ --delete --delete-missing-args \. /state/'
run=/run/relaymove
refuse() {
    echo "relaymove-gate: $1" >&2
    exit 97
}
is_among() { printf '%s\n' "$wanted" | grep -qxE -e "$1"; }
# What /run/relaymove/link says lives as long as the key does, at most (link-key.sh).
is_admitted() {
    { read -r of && read -r until && read -r mailboxes; } 2>/dev/null <"$run/link" &&
        [ "$of" = "$migration" ] && [ "$(date +%s)" -lt "$until" ]
}
# proc(5): PID (NAME) STATE PARENT GROUP ... STARTED, the 22nd.
look_at() { # PID
    read -r stat <"/proc/$1/stat" || return 1
    name=${stat#*\(} name=${name%\)*}
    # shellcheck disable=SC2086
    set -- ${stat##*\) }
    parent=$2 group=$3
    shift 19
    started=$1
}
# The connection that this came by: when the key goes, it ends.
note_connection() {
    pid=$$
    while [ "$pid" -gt 1 ] && look_at "$pid"; do
        case $name in sshd*) break ;; esac
        pid=$parent
    done
    [ "$pid" -gt 1 ] || return 0
    mkdir -p "$run/connections" && echo "$started" >"$run/connections/$pid"
}
# As long as any process of this copy lives, it holds its file locked; the guard ends it by its
# name, which is its process group. The file is there before the state is looked at: who opens
# this machine meanwhile has taken the guard's lock before, or finds the file.
register() {
    look_at $$
    mkdir -p "$run/receivers"
    exec 8>"$run/receivers/$group"
    flock -n 8 || refuse 'another copy has this name'
    # shellcheck disable=SC2016
    /etc/relaymove/guard locked sh -c 'cd /etc/relaymove/record && grep -qx role=new values &&
        grep -qx state=fenced values && grep -qx "migration=$1" values' look "$migration" 2>/dev/null ||
        refuse 'nothing is copied to this machine now'
}
# rsync sees the one folder that it writes to, and no way out of it: neither by links that it
# was sent before, nor by names. The rest of the words are its own.
# shellcheck disable=SC2016
copy() { # FOLDER NAME WORDS...
    [ -d "$1" ] || refuse "$1 is not there"
    mkdir -p "$run/jail"
    exec unshare --mount --propagation private sh -efc '
        mount -t tmpfs -o mode=0700,size=1m relaymove "$0" && cd "$0" && mkdir usr etc "./$2"
        mount --bind -o ro /usr usr
        for link in /bin /lib /lib64; do [ ! -L "$link" ] || cp -P "$link" .; done
        cp /etc/passwd /etc/group etc
        mount --rbind "$1" "./$2"
        [ "$2" != mailboxes ] || [ ! -d /var/lib/relaymove-kept ] ||
            { mkdir kept && mount --bind /var/lib/relaymove-kept kept; }
        shift 2
        exec chroot . /usr/bin/setpriv --no-new-privs --inh-caps=-all \
            --bounding-set=-all,+chown,+dac_override,+dac_read_search,+fowner,+fsetid \
            -- /usr/bin/rsync --server "$@"' "$run/jail" "$@"
}

migration=$1 wanted=${SSH_ORIGINAL_COMMAND:-}
case $migration$wanted in *[!0-9A-Za-z\ ./@_+:=-]*) refuse 'no such command' ;; esac
umask 077
is_admitted || refuse 'the key is admitted no longer'
note_connection
# shellcheck disable=SC2086
set -- $wanted
if is_among "$table"; then exec "$@"; fi
case $wanted in 'rsync --server '*) ;; *) refuse 'no such command' ;; esac
wanted=${wanted#rsync --server }
is_among "$copies" || refuse 'no such copy'
register
shift 2
case ${wanted##* } in
/mailboxes/) copy "$mailboxes" mailboxes "$@" ;;
/queue/) copy /var/spool/postfix/relaymove-staging queue "$@" ;;
/rescue/) copy /var/lib/relaymove/queue rescue "$@" ;;
/state/)
    mkdir -p /var/lib/relaymove/state
    copy /var/lib/relaymove/state state "$@"
    ;;
esac
