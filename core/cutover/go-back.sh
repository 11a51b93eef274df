#!/bin/sh
# Written by Relaymove. This relay serves again: its queue is put back, its services start, and
# the connections that waited are passed on to them. OLD's timer runs it, whoever moves the
# relay does, and you may, by hand. The record decides whether it may: not once OLD has handed
# over, but for a NEW of which you know that it is lost (--new-is-gone).
#
# --alone: nobody says so, but this machine's timer. 7: it may serve, and does not yet; what did not
# start is said.
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
# Before that NEW has nothing, and leads whoever asks it to this machine.
is_aside() { [ ! -w /var/spool/postfix ] || [ -d /var/spool/postfix/relaymove-aside/active ]; }
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
# Somebody on this machine's way to others, where NEW itself says nothing: else its silence tells
# nothing. Whoever is asked for their address on the wire and does not say it is not there.
is_in_touch() {
    other_answers && return
    gateways=$(for family in -4 -6; do ip $family route show default; done |
        sed -n 's/.* via \(inet6 \)*\([^ ]*\) dev \([^ ]*\).*/\2 \3/p')
    [ -n "$gateways" ] || { ip route get "$other" >/dev/null 2>&1; return; }
    echo "$gateways" | while read -r gateway device; do
        case $gateway in fe80*) address=$gateway%$device ;; *) address=$gateway ;; esac
        ip neigh flush to "$gateway" dev "$device" 2>/dev/null # what is remembered is no answer
        timeout 3 bash -c 'exec 3<>"/dev/tcp/$1/9"' probe "$address" 2>/dev/null
        case $(ip neigh show to "$gateway" dev "$device") in *FAILED* | *INCOMPLETE*) ;; *) echo there ;; esac
    done | grep -q there
}
case $state in
serving) ;; # once more what was cut off
held)
    # It has restarted since the hold, or was asleep, perhaps: NEW may have been opened meanwhile.
    if [ "${1:-}" = --alone ] || [ ! -e $run/holding ]; then
        ! is_aside || ! other_greets || { $guard self "$cutover" held committed; refuse 'NEW serves already'; }
        [ -e $run/holding ] || is_in_touch || { echo 'this machine reaches nobody' >&2; exit 1; }
    fi
    $guard self "$cutover" held serving || exit
    ;;
committed)
    [ "${1:-}" = --new-is-gone ] || refuse 'NEW was told to serve. Is it lost for good? Then: --new-is-gone'
    # Said some time ago, perhaps.
    ! other_answers || refuse 'NEW answers: it is not gone'
    systemctl stop relaymove-commit.service
    # It has fired in vain, perhaps. From here on it ends what is cut off.
    systemctl restart relaymove-auto-rollback.timer
    $guard self "$cutover" committed serving || exit
    ;;
*) refuse 'NEW serves' ;;
esac
# Not before the record says so, whatever cuts this off: NEW has the same queue until then.
/etc/relaymove/put-queue-back.sh
rm -f $run/holding
/etc/relaymove/lift-limits.sh $limited
/etc/relaymove/in-flight.sh forget
missing() {
    for unit in postfix@-.service dovecot.service; do
        case " $units " in *" $unit "*) systemctl is-active --quiet $unit || echo $unit ;; esac
    done
}
# A port may still be in somebody's hands. Then whoever waits is served as far as it goes; what
# takes long to fail is not tried again meanwhile.
began=$(date +%s)
for _ in 1 2 3; do
    systemctl start $units
    missing=$(missing)
    [ -n "$missing" ] && [ $(($(date +%s) - began)) -lt 10 ] || break
    sleep 1
done
/etc/relaymove/lower-table.sh parking
printf '%s' "$address" >$run/target
: >$run/released
/etc/relaymove/close-parking.sh
# It serves. cmdeploy --disable-mail disabled postfix and dovecot; where nothing was disabled,
# nobody waits for systemd to look at all that is enabled.
[ -z "$enabled" ] || ! systemctl is-enabled $enabled 2>&1 | grep -qvx enabled || systemctl enable --quiet $enabled
[ -z "$missing" ] || { echo "not started:" $missing >&2; exit 7; }
$guard returned || exit
systemctl stop relaymove-auto-rollback.timer
systemctl disable --quiet --no-reload relaymove-auto-rollback.timer
# NEW leads to this machine until DNS does.
systemctl enable --quiet --no-reload relaymove-put-back.timer
systemctl start relaymove-put-back.timer
