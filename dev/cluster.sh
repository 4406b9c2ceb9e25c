# Private PostgreSQL clusters, reached by a unix socket only. Sourced after lib.sh.
# `main` keeps what make run, dev/odoo and dev/psql make; `test` is quick and forgetful.
# Whoever uses a cluster holds a shared lock on <cluster>/users; a watchman waits for the
# exclusive one, so the server stops after its last user, however that one ended.

# cluster_use main|test: for the rest of this process and of what it becomes by exec.
cluster_use() {
    cluster=$cache/pg/$1
    mkdir -p "$cache/pg" "$cluster"
    bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
    [ ${#cluster} -le 80 ] || die "$cache is too long a path for a socket; set CUSTOMER_CARE_CACHE to a shorter one."
    exec 8>"$cluster/users"
    flock -s 8
    exec 7>"$cluster/start"
    flock 7
    [ -e "$cluster/.complete" ] || cluster_make "$1"
    export PGHOST=$cluster PGPORT=5432 PGUSER=odoo
    cluster_is_up || cluster_start
    exec 7>&-
    odoo_conf "$1"
}

# cluster_leave: ends the use, and waits for the server's end if it was the last one.
cluster_leave() {
    if flock -n 8; then cluster_stop; fi
    exec 8>&-
}

as_postgres() { # user postgres cannot enter every folder, so it works in its own
    if is_root; then
        (cd "$cluster" && runuser -u postgres -- "$@")
    else
        (cd "$cluster" && "$@")
    fi
}

# cluster_own FOLDER: one that a check makes, kills, starts and stops by itself.
cluster_own() {
    cluster=$1
    bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
}

cluster_is_up() { as_postgres "$bin/pg_ctl" -D "$cluster/data" status >/dev/null 2>&1; }

cluster_make() {
    is_root && chown postgres: "$cluster"
    as_postgres test -w "$cluster" 2>/dev/null ||
        die "user postgres cannot enter $cluster; set CUSTOMER_CARE_CACHE to a folder under /var/cache."
    rm -rf "$cluster/data"
    step "PostgreSQL cluster $1" "Delete $cluster and run this again." \
        as_postgres "$bin/initdb" -D "$cluster/data" -U odoo -A trust -E UTF8 --locale=C.UTF-8 --no-sync
    cluster_settings "$1" >>"$cluster/data/postgresql.conf"
    touch "$cluster/.complete"
}

cluster_settings() {
    cat <<-END
	listen_addresses = ''
	unix_socket_directories = '$cluster'
	unix_socket_permissions = 0700
	max_connections = 200
	shared_buffers = 512MB
	work_mem = 32MB
	maintenance_work_mem = 256MB
	max_wal_size = 4GB
	jit = off
	END
    [ "$1" = main ] || printf '%s = off\n' fsync full_page_writes
    case $1 in
        test) echo synchronous_commit = off ;;
        own) printf '%s = %s\n' shared_buffers 128MB max_wal_size 128MB ;;
    esac
}

cluster_boot() {
    as_postgres "$bin/pg_ctl" -D "$cluster/data" -l "$cluster/log" -w -t 60 start >/dev/null 7>&- 8>&- ||
        die "PostgreSQL does not start ($(tail -n 1 "$cluster/log" 2>/dev/null)); its log is $cluster/log."
}

cluster_start() {
    cluster_boot
    (cluster_watchman >/dev/null 2>&1 </dev/null 7>&- &) # no child of what this becomes
}

cluster_watchman() {
    trap '' INT TERM HUP
    exec 8>"$cluster/users"
    flock 8
    cluster_stop
}

cluster_stop() {
    [ -e "$cluster/data/postmaster.pid" ] || return 0
    [ "${cluster##*/}" != test ] || forget_dead_runs
    as_postgres "$bin/pg_ctl" -D "$cluster/data" -m fast -w stop >/dev/null 2>&1 8>&-
}

# Databases of test runs that were killed before they could drop them.
forget_dead_runs() {
    local name
    for name in $("$bin/psql" -XAtc "SELECT datname FROM pg_database WHERE datname LIKE 'run\_%'" postgres); do
        "$bin/dropdb" "$name"
        rm -rf "$cache/data/test/filestore/$name"
    done
}

# The configuration file of this checkout's Odoo on this cluster; ODOO_RC names it to Odoo.
odoo_conf() {
    export ODOO_RC=$here/$1.conf
    cat >"$ODOO_RC" <<-END
	[options]
	addons_path = $odoo_root/odoo/addons,$here/addons
	data_dir = $cache/data/$1
	db_host = $cluster
	db_port = 5432
	db_user = odoo
	db_template = template0
	http_interface = 127.0.0.1
	END
    mkdir -p "$cache/data/$1"
}
