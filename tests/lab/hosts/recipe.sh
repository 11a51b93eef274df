#!/bin/sh
# mmdebstrap's customize hook: fills the archive of packages that hosts install
# from later, and makes it their only source. $1 is the new root.
set -eu
root=$1

export APT_CONFIG="$MMDEBSTRAP_APT_CONFIG" DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2046,SC2086 # a list of packages
apt-get -qq install -y --download-only --no-install-recommends $(cat "$LAB_DEBS") $LAB_ROLE_DEBS
mkdir -p "$root/opt/debs" "$root/opt/wheels"
mv "$root"/var/cache/apt/archives/*.deb "$root/opt/debs/"
cp "$LAB_WHEELHOUSE"/* "$root/opt/wheels/"
unset APT_CONFIG
(cd "$root/opt/debs" && apt-ftparchive packages . >Packages)

cp -r "$LAB_FILES/." "$root/"
cp "$LAB_SECRETS/ca.pem" "$root/usr/local/share/ca-certificates/relaymove-lab.crt"
chroot "$root" update-ca-certificates >/dev/null
install -d -m 0700 "$root/root/.ssh"
install -m 0600 "$LAB_SECRETS/id_ed25519.pub" "$root/root/.ssh/authorized_keys"
rm -f "$root"/etc/ssh/ssh_host_* "$root/etc/hostname" "$root/etc/resolv.conf"
