# Shared by the scripts beside it: where things lie, and how they speak.
# Everything that is fetched or made goes into one cache folder outside the checkout.
set -euo pipefail
export LC_ALL=C.UTF-8

dev=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
checkout=$(dirname "$dev")
addon=crm_customer_care

say() { printf '%s\n' "$*" >&2; }
die() { say "customer-care: $*"; exit 1; }
is_root() { [ "$(id -u)" = 0 ]; }

if [ -n "${CUSTOMER_CARE_CACHE:-}" ]; then
    cache=$(realpath -m "$CUSTOMER_CARE_CACHE")
elif is_root; then
    cache=/var/cache/customer-care # a folder that user postgres can enter
else
    cache=${XDG_CACHE_HOME:-$HOME/.cache}/customer-care
fi
odoo_root=$cache/odoo/usr/lib/python3/dist-packages
python=$cache/venv/bin/python
node_modules=$cache/node/node_modules
here=$cache/checkouts/$(printf %s "$checkout" | sha256sum | cut -c1-12)

export PYTHONPATH=$odoo_root
export PYTHONPYCACHEPREFIX=$cache/pycache
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1
export RUFF_CACHE_DIR=$cache/ruff PYLINTHOME=$cache/pylint
