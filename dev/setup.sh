# Fetches what Odoo 19 needs, from nothing; what is there already is left alone.
# Sourced after lib.sh: `setup` for running, `setup lint` for testing as well.

debian_packages=(python3-venv postgresql chromium npm libmagic1 fonts-noto-cjk wkhtmltopdf)
# Odoo and what its static files link to; unpacked, never installed.
odoo_packages=(
    odoo-19 fonts-font-awesome libjs-jquery libjs-underscore libjs-jquery-form
    fonts-inconsolata fonts-ocr-b fonts-roboto-unhinted fonts-montserrat
)
odoo_suite=sid
# The one file of the web client that Debian's package leaves out.
selfie_package=@mediapipe/selfie_segmentation@0.1.1675465747

setup() {
    mkdir -p "$cache" 2>/dev/null || die "cannot write to $cache; set CUSTOMER_CARE_CACHE to a folder of yours."
    mkdir -p "$cache/log" "$cache/download"
    find "$cache/log" -name '*.log' -mtime +7 -delete
    python_is_new_enough
    exec 9>"$cache/setup.lock"
    flock -w 1 9 || { say "Waiting for another set-up to end ..."; flock 9; }
    system_packages
    odoo_tree
    python_packages odoo
    link_checkout
    if [ "${1:-}" = lint ]; then
        python_packages dev
        lint_packages
    fi
    exec 9>&-
}

python_is_new_enough() {
    python3 -c 'import sys; sys.exit(not (3, 10) <= sys.version_info < (3, 14))' 2>/dev/null ||
        die "Odoo 19 needs Python 3.10 to 3.13 as python3, this is $(python3 -V 2>&1); put such a one first in PATH."
}

# step TITLE WAY-OUT COMMAND...: a title, signs of life, and one line when it fails.
step() {
    local title=$1 way_out=$2 log=$cache/log/setup.log status=0
    shift 2
    say "$title ..."
    : >"$log"
    signs_of_life "$log" &
    local signs=$!
    trap "kill $signs 2>/dev/null || true" EXIT # Ctrl-C spares background jobs
    (set -e; "$@") >"$log" 2>&1 9>&- || status=$?
    trap - EXIT
    kill "$signs" 2>/dev/null || true
    wait "$signs" 2>/dev/null || true
    [ -t 2 ] && printf '\r\033[K' >&2
    [ "$status" = 0 ] || die "$title: failed ($(reason "$log")). $way_out (Log: $log)"
}

signs_of_life() {
    local started=$SECONDS pause=10 line
    [ -t 2 ] && pause=1
    while :; do
        read -rt "$pause" <> <(:) || true # a sleep that leaves no process behind
        line=$(tail -n 1 "$1" | tr -d '\r' | cut -c1-80)
        if [ -t 2 ]; then
            printf '\r\033[K  %3d s  %s' $((SECONDS - started)) "$line" >&2
        else
            printf '  %3d s  %s\n' $((SECONDS - started)) "$line" >&2
        fi
    done
}

reason() {
    { grep -iE 'no space left|^E: |^ERROR|error:|npm error|fatal:' "$1" || tail -n 1 "$1"; } |
        tail -n 1 | tr -d '\r' | cut -c1-160
}

room_for() {
    local free
    free=$(df -Pm "$cache" | awk 'NR == 2 { print $4 }')
    [ "$free" -ge "$1" ] ||
        die "$cache has $free MB free, $1 MB are needed; free some or set CUSTOMER_CARE_CACHE to another disk's folder."
}

# --- Debian packages of the system ---------------------------------------------------

system_packages() {
    local missing=() package
    for package in "${debian_packages[@]}"; do
        has_package "$package" || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    local way_out="Install ${missing[*]} yourself, then run this again."
    command -v apt-get >/dev/null || die "this is not Debian (no apt-get). $way_out"
    local sudo=()
    is_root || { may_sudo "$way_out" && sudo=(sudo); }
    step "Debian's list of packages" "$(apt_way_out)" "${sudo[@]}" apt-get update
    step "Debian packages ${missing[*]}" "Try apt-get install ${missing[*]}, it tells more." \
        install_packages "${missing[@]}"
    hash -r
}

has_package() {
    case $1 in
    python3-venv) python3 -c 'import venv, ensurepip' 2>/dev/null ;;
    postgresql) compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null ;;
    libmagic1) ldconfig_has libmagic.so.1 ;;
    fonts-noto-cjk) compgen -G '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular*' >/dev/null ;;
    *) command -v "$1" >/dev/null ;;
    esac
}

# grep -q would end early, and with it ldconfig: a failure, by pipefail
ldconfig_has() { PATH=$PATH:/sbin:/usr/sbin ldconfig -p | grep -F "$1" >/dev/null; }

may_sudo() {
    command -v sudo >/dev/null || die "Debian packages are missing and there is no sudo. As root: $1"
    [ -t 0 ] || sudo -n true 2>/dev/null || die "Debian packages are missing and sudo asks for a password. $1"
    sudo -v 2>/dev/null || sudo -n true 2>/dev/null || die "Debian packages are missing and sudo refuses. $1"
}

apt_way_out() {
    echo "If a Release file is past its date, the mirror lags: name another one in apt's sources, or" \
        "allow this one by Acquire::Check-Valid-Until \"false\"; in /etc/apt/apt.conf.d."
}

install_packages() {
    # PostgreSQL shall not bring up a server of its own on port 5432: ours is private.
    local conf=/etc/postgresql-common/createcluster.d/customer-care.conf
    "${sudo[@]}" mkdir -p "${conf%/*}"
    echo "create_main_cluster = false" | "${sudo[@]}" tee "$conf" >/dev/null
    local status=0
    "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y --no-install-recommends "$@" </dev/null || status=$?
    "${sudo[@]}" rm -f "$conf"
    return "$status"
}

# --- Odoo ----------------------------------------------------------------------------

odoo_tree() {
    [ -e "$cache/odoo/.complete" ] && return
    room_for 3000
    local mirror
    mirror=${CUSTOMER_CARE_MIRROR:-$(debian_mirror)}
    [ -n "$mirror" ] || die "apt's sources name no Debian mirror; give one as CUSTOMER_CARE_MIRROR=ADDRESS."
    step "List of Debian $odoo_suite, which has Odoo 19" "$(apt_way_out)" private_apt_update "$mirror"
    step "Odoo 19 (130 MB)" "Is the mirror reachable? CUSTOMER_CARE_MIRROR=ADDRESS names another." \
        download_odoo
    step "Unpacking Odoo" "1.5 GB must be free in $cache." unpack_odoo
}

debian_mirror() {
    apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' |
        grep -E '/debian/?$' | head -n 1
}

# apt-get with a source list, lists and cache of its own: the system's stay as they are.
private_apt() {
    local apt=$cache/download/apt user=()
    mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial"
    is_root && user=(-o APT::Sandbox::User=root)
    apt-get -o Dir::Etc::sourcelist="$apt/sources.list" -o Dir::Etc::sourceparts=/dev/null \
        -o Dir::State::Lists="$apt/lists" -o Dir::Cache="$apt/cache" \
        -o Acquire::Languages=none "${user[@]}" "$@"
}

private_apt_update() {
    local keyring=/usr/share/keyrings/debian-archive-keyring.gpg signed=
    [ -e "$keyring" ] && signed="[signed-by=$keyring] "
    mkdir -p "$cache/download/apt"
    echo "deb $signed$1 $odoo_suite main" >"$cache/download/apt/sources.list"
    private_apt update -o APT::Update::Error-Mode=any
}

download_odoo() {
    rm -rf "$cache/download/deb"
    mkdir "$cache/download/deb"
    cd "$cache/download/deb"
    private_apt download "${odoo_packages[@]}"
    npm pack --silent "$selfie_package"
}

unpack_odoo() {
    local new=$cache/odoo.new deb
    rm -rf "$new" "$cache/odoo"
    mkdir "$new"
    for deb in "$cache"/download/deb/*.deb; do
        echo "${deb##*/}"
        dpkg-deb -x "$deb" "$new"
    done
    unpack_selfie_segmentation "$new/usr/lib/python3/dist-packages/odoo/addons/mail/static/lib"
    dpkg-deb -f "$cache"/download/deb/odoo-19_*.deb Version >"$new/.complete"
    mv "$new" "$cache/odoo"
    rm -rf "$cache/download/deb" "$cache/download/apt"
}

unpack_selfie_segmentation() {
    mkdir -p "$1/selfie_segmentation"
    tar -xzf "$cache"/download/deb/*.tgz -C "$1/selfie_segmentation" --strip-components=1 \
        package/selfie_segmentation.js
}

# --- Python, Node, and the name of the addon -----------------------------------------

# python_packages odoo|dev: requirements-NAME.txt in the one virtual environment.
python_packages() {
    local list=$dev/requirements-$1.txt mark=$cache/venv/.$1 key
    key=$(python3 -V; cat "$list" "$checkout/requirements.txt")
    [ "$(cat "$mark" 2>/dev/null)" = "$key" ] && return
    room_for 600
    if [ "$("$python" -V 2>/dev/null)" != "$(python3 -V)" ]; then
        step "Python environment" "Delete $cache/venv and run this again." \
            python3 -m venv --clear "$cache/venv"
    fi
    step "Python packages for $1" "Is pip's package index reachable?" \
        "$python" -m pip install --progress-bar off -r "$list" -r "$checkout/requirements.txt"
    printf '%s' "$key" >"$mark"
}

lint_packages() {
    local mark=$cache/node/.complete key
    key=$(cat "$dev/lint/package.json" "$dev/lint/package-lock.json")
    [ "$(cat "$mark" 2>/dev/null)" = "$key" ] && return
    mkdir -p "$cache/node"
    cp "$dev/lint/package.json" "$dev/lint/package-lock.json" "$cache/node"
    step "Node packages for lint" "Is npm's package registry reachable?" \
        npm ci --prefix "$cache/node" --no-audit --no-fund
    printf '%s' "$key" >"$mark"
}

# The addon's folder must bear its technical name; the checkout may have any.
link_checkout() {
    mkdir -p "$here/addons"
    ln -sfn "$checkout" "$here/addons/$addon"
}
