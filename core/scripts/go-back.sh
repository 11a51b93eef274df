#!/bin/sh
# Written by Relaymove. This relay serves again: its queue is put back, its services start, and
# the connections that waited are passed on to them. OLD's timer runs it, whoever moves the
# relay does, and you may, by hand. The record decides whether it may: not once OLD has handed
# over, but for a NEW of which you know that it is lost (--new-is-gone).
#
# What differs from relay to relay is in go-back.conf: limited (who comes with others'
# connections), units, enabled, address (its own), other and ssh
# (NEW's address and the port of its sshd).
# shellcheck disable=SC2154
[ -n "${RELAYMOVE_LOCKED:-}" ] || exec /etc/relaymove/guard locked "$0" "$@"
. /etc/relaymove/go-back.conf
guard=/etc/relaymove/guard run=/run/relaymove
state=$($guard show | sed -n 's/^state=//p') cutover=$($guard show | sed -n 's/^cutover=//p')
refuse() { echo "$1" >&2; echo "relaymove-guard: state=$state cutover=$cutover" >&2; exit 91; }
# Whoever was told that this machine is gone may have opened NEW: a relay greets there.
other_greets() {
    timeout 3 bash -c 'exec 3<>"/dev/tcp/$1/25" && read -r line <&3 && [ "${line#220}" != "$line" ]' \
        greets "$other" 2>/dev/null
}
# Also one that refuses is there.
other_answers() {
    said=$(LC_ALL=C timeout 3 bash -c 'exec 3<>"/dev/tcp/$1/$2"' answers "$other" "$ssh" 2>&1) && return 0
    case $said in *refused*) ;; *) return 1 ;; esac
}
case $state in
serving) ;; # once more what was cut off
held)
    # Remembered: another look might meet NEW while it restarts.
    [ -e $run/holding ] || ! other_greets || { $guard self "$cutover" held committed; refuse 'NEW serves already'; }
    $guard self "$cutover" held serving || exit
    ;;
committed)
    [ "${1:-}" = --new-is-gone ] || refuse 'NEW was told to serve. Is it lost for good? Then: --new-is-gone'
    # Said some time ago, perhaps.
    ! other_answers || refuse 'NEW answers: it is not gone'
    systemctl stop relaymove-hand-over.service
    $guard self "$cutover" committed serving || exit
    ;;
*) refuse 'NEW serves' ;;
esac
# Not before the record says so, whatever cuts this off: NEW has the same queue until then.
/etc/relaymove/put-queue-back.sh
rm -f $run/holding
/etc/relaymove/lift-limits.sh $limited
/etc/relaymove/in-flight.sh forget
systemctl start $units
/etc/relaymove/lower-table.sh hold
printf '%s' "$address" >$run/target
: >$run/released
/etc/relaymove/close-waiting-room.sh
# It serves. cmdeploy --disable-mail disabled postfix and dovecot; where nothing was disabled,
# nobody waits for systemd to look at all that is enabled.
[ -z "$enabled" ] || ! systemctl is-enabled $enabled 2>&1 | grep -qvx enabled || systemctl enable --quiet $enabled
systemctl stop relaymove-deadman.timer
systemctl disable --quiet --no-reload relaymove-deadman.timer
# NEW leads to this machine until DNS does.
systemctl enable --quiet --no-reload relaymove-put-back.timer
systemctl start relaymove-put-back.timer
