#!/bin/sh
# Makes ./venv of the checkout. What PyPI gives is kept outside of it, keyed by
# the list and the interpreter, so that a further checkout needs neither the
# network nor half a minute. --only-fetch: no more than that, for the lab's base;
# the lab's admin has no way to PyPI.
set -eu
cd "$(dirname "$0")/.."
python=/usr/bin/python3
cache=${RELAYMOVE_LAB_CACHE:-/var/cache/relaymove-lab}
key=$( (cat requirements.txt; "$python" --version; "$python" -c 'import platform; print(platform.machine())') | sha256sum | cut -c1-16)
site=$cache/cmdeploy-$key

mkdir -p "$cache"
exec 9>"$cache/cmdeploy.lock"
flock 9
if [ ! -d "$site" ]; then
    rm -rf "$site.part"
    "$python" -m venv "$site.part/venv"
    "$site.part/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
        --target "$site.part/site" -r requirements.txt pip
    rm -rf "$site.part/venv"
    mv "$site.part/site" "$site"
    rm -rf "$site.part"
fi
flock -u 9
[ "${1:-}" != --only-fetch ] || exit 0

rm -rf venv
"$python" -m venv --without-pip venv
packages=$(venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
printf '%s\n' "$PWD/cmdeploy/src" "$PWD/chatmaild/src" "$site" > "$packages/checkout.pth"
command() {
    printf '#!%s/venv/bin/python\nimport sys\nfrom %s import main\nsys.exit(main())\n' "$PWD" "$2" > "venv/bin/$1"
    chmod 755 "venv/bin/$1"
}
command cmdeploy cmdeploy.cli
command pyinfra pyinfra_cli.main
