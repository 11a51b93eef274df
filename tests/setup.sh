# shellcheck shell=bash
# What tests/run and packaging/demo share: packages, rights, builds. Sourced.

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

say() { printf '== %s\n' "$*"; }

# What comes in goes to FILE, and a line of it every ten seconds to the terminal:
# minutes of work must not be minutes of silence.
follow() {
    local line last=$SECONDS
    while IFS= read -r line; do
        printf '%s\n' "$line" >&3
        ((SECONDS - last >= 10)) || continue
        last=$SECONDS
        printf '   %.76s\n' "$line"
    done 3>"$1"
}

# Of the files named: one package a line, perhaps with its reason behind a #.
missing_packages() {
    sed 's/ *#.*//; /^$/d' "$@" | while read -r name; do
        dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null | grep -qx installed || echo "$name"
    done
}

# Only what is missing is installed, so a second run asks nothing of the network.
install_packages() {
    local missing log=$top/build/apt.log
    missing=$(missing_packages "$@")
    [ -n "$missing" ] || return 0
    if [ "$(id -u)" != 0 ]; then
        echo "These packages are missing: $(echo $missing)"
        echo "Install them (sudo apt-get install ...) or run this as root."
        return 1
    fi
    if ! grep -qx 'VERSION_CODENAME=bookworm' /etc/os-release; then
        echo "Only on Debian 12 is it known which packages are needed. Missing here: $(echo $missing)"
        return 1
    fi
    say "installing $(echo "$missing" | wc -l) packages"
    local status=0
    # shellcheck disable=SC2086
    { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q \
        --no-install-recommends -o DPkg::Lock::Timeout=300 $missing; } 2>&1 |
        follow "$log" || status=$?
    [ $status = 0 ] || tail -n 20 "$log"
    return $status
}

# build PRESET [TARGET ...]
build() {
    local preset=$1
    shift
    say "building ($preset)"
    (cd "$top" && cmake --preset "$preset" >"$top/build/$preset.log" 2>&1) ||
        { cat "$top/build/$preset.log"; return 1; }
    (cd "$top" && cmake --build --preset "$preset" ${1:+--target "$@"}) 2>&1 |
        follow "$top/build/$preset.log" || { tail -n 40 "$top/build/$preset.log"; return 1; }
}

# Whether real hosts can be booted here; says what is missing.
lab_possible() { "$top/tests/lab/lab" check; }
