#!/bin/sh
# Written by Relaymove. OLD's way to this machine: a line of root's authorized_keys that leads to
# the gate (gate.sh), and how long it lasts.
#
#   admit MIGRATION SECONDS MAILBOXES   the line, on standard input, for as long; once more
#                                       makes it last anew
#   drop MIGRATION                      no key, no connection, no copy
#   drop-in SECONDS MIGRATION           the same by itself, later
#
# 96: it can't be, and nothing was touched; why is said.
set -u
export LC_ALL=C
run=/run/relaymove
umask 077
refuse() {
    echo "$1" >&2
    exit 96
}
# sshd says where it looks: sshd_config(5), AuthorizedKeysFile. Links are followed, so that
# what is renamed into place is the file and not the link to it.
keys_file() {
    home=$(getent passwd root | cut -d : -f 6)
    said=$(sshd -T -C user=root,host=relaymove,addr="$1" 2>/dev/null | sed -n 's/^authorizedkeysfile //p')
    first=
    for file in ${said:-.ssh/authorized_keys}; do
        file=$(printf '%s\n' "$file" | sed "s|%h|$home|g; s|%u|root|g; s|%U|0|g; s|%%|%|g")
        case $file in none) continue ;; /*) ;; *) file=$home/$file ;; esac
        : "${first:=$file}"
        if [ -e "$file" ]; then
            first=$file
            break
        fi
    done
    [ -z "$first" ] || realpath -m "$first"
}
# Ours only: a line that begins and ends as we write it.
others() { [ ! -e "$1" ] || sed "/^restrict,from=.* relaymove-$2\$/d" "$1"; }
# Everything but our line stays as it was: whose it is, its mode, its other names. What $1 is
# to be is on standard input.
put() {
    part=$1.relaymove
    rm -f "$part"
    if [ -e "$1" ]; then cp --preserve=all "$1" "$part"; fi && cat >"$part" && sync "$part" || return 1
    if [ "$(stat -c %h "$1" 2>/dev/null || echo 1)" -gt 1 ]; then
        cat "$part" >"$1" && sync "$1" && rm -f "$part"
    else
        mv -f "$part" "$1" && sync "${1%/*}"
    fi
}
change() { # FILE MIGRATION [LINE]
    {
        others "$1" "$2"
        [ -z "$(others "$1" "$2" | tail -c 1)" ] || echo
        [ -z "${3:-}" ] || printf '%s\n' "$3"
    } >"$run/keys.next"
    if ! cmp -s "$run/keys.next" "$1"; then
        [ -d "${1%/*}" ] || mkdir -p "${1%/*}" || return 1
        put "$1" <"$run/keys.next" || { rm -f "$1.relaymove"; return 1; }
    fi
}
# A mailboxes' folder is said by OLD's configuration: never one that this machine lives by.
is_place() {
    case $1 in *[!0-9A-Za-z./@_+:=-]* | */../* | */.. | *//* | */.*) return 1 ;; esac
    case $1 in
    /etc/* | /usr/* | /bin/* | /sbin/* | /lib*/* | /boot/* | /root/* | /dev/* | /proc/* | /sys/*) return 1 ;;
    /run/* | /tmp/* | /var/spool/* | /var/lib/relaymove* | /var/log/* | /var/cache/*) return 1 ;;
    /?*/?*) ;;
    *) return 1 ;;
    esac
}
is_name() { case $1 in '' | *[!0-9A-Za-z-]*) return 1 ;; esac; }
# Who still is connected by the key: sshd's process of that connection, and what it runs.
end_connections() {
    for seen in "$run"/connections/*; do
        [ -e "$seen" ] || continue
        pid=${seen##*/}
        if [ "$(cut -d ' ' -f 22 "/proc/$pid/stat" 2>/dev/null)" = "$(cat "$seen")" ]; then
            started=$(cat "/proc/$pid/task/"*/children 2>/dev/null)
            kill -KILL "$pid"
            for child in $started; do kill -KILL "-$child" 2>/dev/null || kill -KILL "$child"; done
        fi
        rm -f "$seen"
    done
} 2>/dev/null
end_later() { # SECONDS MIGRATION
    systemctl stop relaymove-link-end.timer 2>/dev/null
    systemd-run --quiet --collect --unit=relaymove-link-end --on-active="$1" \
        /etc/relaymove/link-key.sh drop "$2"
}
admit() { # MIGRATION SECONDS MAILBOXES
    is_place "$3" || refuse "mailboxes can't be in $3"
    read -r line
    address=${line#*from=\"} address=${address%%[,\"]*}
    file=$(keys_file "$address")
    [ -n "$file" ] || refuse "sshd's AuthorizedKeysFile is none"
    unshare --mount true 2>/dev/null || refuse 'this machine gives root no mount namespace'
    said=$(change "$file" "$1" "$line" 2>&1) || refuse "$file: $said"
    printf '%s' "$file" >/etc/relaymove/keys-file
    printf '%s\n' "$1" $(($(date +%s) + $2)) "$3" >"$run/link.next" && mv -f "$run/link.next" "$run/link"
    end_later "$2" "$1"
}
drop() { # MIGRATION
    rm -f "$run/link"
    systemctl stop relaymove-link-end.timer 2>/dev/null
    file=$(cat /etc/relaymove/keys-file 2>/dev/null || keys_file 127.0.0.1)
    said=$(change "$file" "$1" 2>&1)
    changed=$?
    end_connections
    [ $changed = 0 ] || refuse "$file: $said"
    rm -f /etc/relaymove/keys-file
}

verb=$1
shift
[ -d "$run" ] || install -d -m 0700 "$run"
exec 7>"$run/link.lock"
flock -w 60 7 || refuse 'another one changes the key'
case $verb in
admit) is_name "$1" && admit "$@" ;;
drop) is_name "$1" && drop "$1" ;;
drop-in) is_name "$2" && end_later "$1" "$2" ;;
*) exit 2 ;;
esac
