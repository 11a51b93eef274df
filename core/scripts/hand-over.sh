#!/bin/sh
# Written by Relaymove. The other machine takes over; nobody has to watch. Which cutover,
# how that machine is told (on_new) and its address are in hand-over.conf. 3: it could not.
# shellcheck disable=SC2154
#
# That the services stay stopped is looked at after the timer was stopped: it may have fired
# just before. And that the other machine can be told is tried before there is no way back
# by itself.
give_up() { echo "$1"; exit 3; }
stays_stopped() {
    [ "$(cat /etc/relaymove/hold 2>/dev/null)" = "$cutover" ] || give_up 'this machine serves'
}
# Placing it twice is fine; a link needs no room on a full disk.
place_mark() {
    [ "$1" -ef "$1.ready" ] || ln -f "$1.ready" "$1"
    sync /etc/relaymove
}
. /etc/relaymove/hand-over.conf
stays_stopped
$on_new true || give_up 'the other machine can not be told'
place_mark /etc/relaymove/disarmed
[ "$(cat /etc/relaymove/disarmed 2>/dev/null)" = "$cutover" ] || give_up 'the way back could not be disarmed'
systemctl stop relaymove-deadman.timer
case $(systemctl is-active relaymove-deadman.service) in
inactive | failed) ;;
*) give_up 'this machine is about to serve' ;;
esac
stays_stopped
while :; do
    $on_new /etc/relaymove/open.sh "$cutover"
    status=$?
    [ $status != 0 ] || break
    [ $status != 9 ] || give_up 'the other machine was closed to this cutover'
    sleep 0.2
done
# `true`: a redirection that fails would end the script at `:`.
true >/run/relaymove/opened
# Those who wait are passed on; then those who still come.
mkdir -p /run/relaymove
printf '%s' "$address" >/run/relaymove/target
: >/run/relaymove/released
place_mark /etc/relaymove/forward
systemctl restart relaymove-forward.service
# TURN's flows began before the rules: without this they stay here.
command -v conntrack >/dev/null && conntrack -D -p udp --dport 3478
true >/run/relaymove/forwarded
$on_new /etc/relaymove/after-opening.sh "$cutover"
