#!/bin/sh
# OLD's queue out of its postfix' sight, for cutover $1; the rest are the queue's folders. Says
# where it is now. NEW gets its copy from there: any start of OLD's postfix, past its unit even,
# finds nothing that NEW has, too. OLD's guard runs this under the lock of its way back, which
# puts the queue in its place. cron's sendmail finds a maildrop still: what falls into it is
# carried over (in-flight.sh).
#
# Once in a cutover: what is not aside any more was brought back by hand, and may have been sent.
set -e; cutover=$1; shift; cd /var/spool/postfix
[ -w . ] || { pwd; exit 0; } # on a disk that can't be written postfix does not start
if [ "$(cat /etc/relaymove/aside 2>/dev/null)" = "$cutover" ]; then
    [ -d relaymove-aside/active ] || { echo 'somebody has put the queue back by hand: go back' >&2; exit 1; }
else
    mkdir -p relaymove-aside; chmod 0700 relaymove-aside
    for d; do
        [ -d "$d" ] || continue
        # A way back that was cut off has left some of them there. Each message is in one place.
        find "$d" -type d | sort | while read -r folder; do
            [ -d "$folder" ] || continue # it went with the one around it
            if [ -d "relaymove-aside/$folder" ]; then
                find "$folder" -maxdepth 1 ! -type d -exec mv -n -t "relaymove-aside/$folder" {} +
            else mv -T "$folder" "relaymove-aside/$folder"; fi
        done
        [ ! -d "$d" ] || find "$d" -depth -type d -empty -delete
        [ ! -d "$d" ] || { echo "not all of $d could be set aside" >&2; exit 1; }
    done
    [ -d maildrop ] || install -d -o postfix -g postdrop -m 1730 maildrop
    sync . relaymove-aside
    echo "$cutover" >/etc/relaymove/aside
fi
echo /var/spool/postfix/relaymove-aside
