#!/bin/sh
# Written by Relaymove. The other machine takes over; nobody has to watch. Which cutover,
# how that machine is told (on_new) and its address are in commit.conf. 3: it could not.
# shellcheck disable=SC2154
#
# The commit point is one write here, under the lock that the way back takes, too. That the
# other machine is ready and can be told is tried before it. Begun again, it goes on from
# where it was.
. /etc/relaymove/commit.conf
guard=/etc/relaymove/guard run=/run/relaymove boot=''
give_up() { echo "$1"; exit 3; }
tell() { $on_new $guard told "$1" "$cutover" ${2:+"$2"}; }
state() { $guard show | sed -n 's/^state=//p'; }
commit() {
    boot=$(tell ready) || give_up 'the other machine can not be told'
    $guard self "$cutover" held committed || give_up 'this machine serves, or is about to'
}
# It says yes, or that it is closed to this cutover; until then it is asked again. First for its
# boot, then for this machine's state: one that was said to be gone since has another boot.
open_other() {
    until [ -n "$boot" ] && tell open "$boot"; do
        sleep 0.2
        boot=$(tell ready)
        code=$?
        [ "$(state)" = committed ] || give_up 'this machine serves'
        [ $code != 91 ] || {
            $guard self "$cutover" committed held && give_up 'the other machine is closed to this cutover'
        }
    done
    $guard self "$cutover" committed forwarding || give_up 'this machine serves'
}
[ "$(state)" != held ] || commit
[ "$(state)" != committed ] || open_other
[ "$(state)" = forwarding ] || give_up 'this machine serves'
# `true`: a redirection that fails would end the script at `:`.
true >$run/opened
# Those who wait are passed on; then those who still come.
printf '%s' "$address" >$run/target
: >$run/released
systemctl restart relaymove-forward.service && /etc/relaymove/lower-table.sh parking
# TURN's flows began before the rules: without this they stay here.
command -v conntrack >/dev/null && conntrack -D -p udp --dport 3478
true >$run/forwarded
# It would be refused; and nobody waits for systemd to read all units again.
systemctl disable --now --quiet relaymove-auto-rollback.timer
/etc/relaymove/close-parking.sh
# What was on its way out, and what falls into maildrop.
systemctl start --no-block relaymove-landing.path relaymove-landing.service
# The other machine settles alone, too, when it hears nothing.
for _ in $(seq 60); do
    [ -n "$boot" ] || boot=$(tell ready)
    tell open "$boot" && tell settle && exit 0
    boot=''
    sleep 1
done
