#!/bin/sh
# What OLD has sent below $1 goes to its place here: of the paths named only, and only what
# may be there, for whoever is root on OLD says what these are and where links lead. Says
# what was changed as rsync does. 96: one of them is taken from no other machine.
set -uf
export LC_ALL=C
from=$(realpath -m "$1")
shift
refuse() {
    echo "$1: $2" >&2
    exit 96
}
# A certificate or its key, and nothing that anything else on a machine would read: neither by
# its name nor by what is in it.
has_papers_place() {
    case $1 in
    /etc/ssl/* | /etc/letsencrypt/live/* | /etc/letsencrypt/archive/* | /var/lib/dehydrated/*) ;;
    *.pem | *.crt | *.cer | *.cert | *.key | *.chain) ;;
    *) return 1 ;;
    esac
}
is_papers() {
    [ -f "$1" ] && grep -q '^-----BEGIN ' "$1" || return 1
    tr -d '\r' <"$1" | grep -qvxE -e '-----(BEGIN|END) [A-Z0-9 ]+-----|[A-Za-z0-9+/=]*|(Proc-Type|DEK-Info): .*'
    [ $? = 1 ] # 2: it could not look
}
# A link among the paths, to another one of them. The same words as follow-links.sh.
leads_to_listed() {
    link=$(readlink "$from$1")
    case $link in /*) ;; *) link=$(dirname "$1")/$link ;; esac
    link=$(realpath -ms "$link")
    shift
    for path; do [ "$path" != "$link" ] || return 0; done
    return 1
}
# Where OLD keeps a relay's own folder on another disk.
is_other_disk() {
    case $1 in */.*) return 1 ;; /srv/?* | /mnt/?* | /media/?* | /opt/?* | /data/?*) ;; *) return 1 ;; esac
    [ ! -e "$1" ] || grep -qxF "$1" /etc/relaymove/placed 2>/dev/null
}
check() { # PATH ALL...
    case $1 in /*) ;; *) refuse "$1" 'no whole path' ;; esac
    [ "$(realpath -ms "$1")" = "$1" ] || refuse "$1" 'no plain path'
    [ "$(realpath -m "$from$(dirname "$1")")" = "$(realpath -ms "$from$(dirname "$1")")" ] ||
        refuse "$1" 'it lies behind a link'
    [ ! -L "$from$1" ] || leads_to_listed "$@" || refuse "$1" 'its link leads elsewhere'
    case $1 in
    /etc/dkimkeys | /var/lib/acme | /var/www/html) return ;;
    /etc/ssl/certs/mailserver.pem | /etc/ssl/private/mailserver.key | /etc/chatmail-nocreate) ;;
    /home/vmail/passdb.sqlite | /home/vmail/passdb.sqlite-wal | /home/vmail/passdb.sqlite-shm) ;;
    /home/vmail/passdb.sqlite-journal) ;;
    *)
        if [ -d "$from$1" ] && [ ! -L "$from$1" ]; then
            is_other_disk "$1" || refuse "$1" 'a folder that is no part of a relay'
            echo "$1" >>/etc/relaymove/placed
            return
        fi
        has_papers_place "$1" || refuse "$1" 'no place for a certificate or its key'
        [ -L "$from$1" ] || is_papers "$from$1" || refuse "$1" 'not a certificate or its key'
        [ ! -e "$1" ] || [ -L "$1" ] || is_papers "$1" || refuse "$1" 'something else is there'
        return
        ;;
    esac
    [ -L "$from$1" ] || [ -f "$from$1" ] || refuse "$1" 'not a file'
}

for path; do
    { [ -e "$from$path" ] || [ -L "$from$path" ]; } && check "$path" "$@"
done
cd "$from" || exit 1
for path; do
    shift
    { [ -e ".$path" ] || [ -L ".$path" ]; } && set -- "$@" ".$path"
done
[ $# -gt 0 ] || exit 0
umask 022
rsync -aHRi --delete --no-implied-dirs --chmod=u-s,g-s -- "$@" / || exit
# On the disk before anybody hears that it is placed: the mailboxes were brought there before.
# Each file system once, and no other, for users wait. Also where there was nothing to change:
# an earlier one may have been cut off.
synced=' '
for path; do
    path=${path#.}
    { [ -d "$path" ] && [ ! -L "$path" ]; } || path=$(dirname "$path")
    device=$(stat -c %d "$path")
    case $synced in *" $device "*) continue ;; esac
    sync -f "$path" || exit
    synced="$synced$device "
done
