#!/bin/sh
# `factdesk` as the service runs it: as its user, with its settings. Install it as /usr/local/bin/factdesk.
set -eu
[ "$(id -un)" = factdesk ] || exec sudo -H -u factdesk -- "$0" "$@"
set -a
. /etc/factdesk/factdesk.env
exec /opt/factdesk/bin/factdesk "$@"
