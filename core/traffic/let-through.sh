#!/bin/sh
# Written by Relaymove. This machine may pass connections on. What the kernel had been told is
# in values-before; put-back.sh says it once more. accept_ra=2 first: a machine that forwards
# would ignore its router's announcements, and lose its IPv6 default route.
cd /proc/sys/net || exit
before=/etc/relaymove/values-before
# In the order in which it is said again: the two that change others come first.
[ -e $before ] || {
    for value in ipv4/ip_forward ipv6/conf/all/forwarding ipv4/conf/*/forwarding \
        ipv6/conf/*/forwarding ipv4/conf/all/accept_redirects ipv6/conf/*/accept_ra; do
        [ ! -e "$value" ] || echo "$value $(cat "$value")"
    done >$before.part
    mv $before.part $before
}
for value in ipv6/conf/*/accept_ra; do [ ! -e "$value" ] || echo 2 >"$value"; done
echo 1 >ipv4/ip_forward
[ ! -e ipv6/conf/all/forwarding ] || echo 1 >ipv6/conf/all/forwarding
