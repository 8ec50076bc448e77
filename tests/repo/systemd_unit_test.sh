#!/usr/bin/env bash
# systemd reads the unit without a complaint. Skipped (77) where systemd-analyze is not installed.
#
#   systemd_unit_test.sh SOURCE_ROOT
set -euo pipefail

if ! command -v systemd-analyze >/dev/null; then
  echo "systemd-analyze is not installed"
  exit 77
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
# The program need not be installed for this.
sed 's#^ExecStart=[^ ]*#ExecStart=/bin/true#' "$1/service/packaging/filing-review.service" \
  >"$folder/filing-review.service"
said=$(systemd-analyze verify --man=no "$folder/filing-review.service" 2>&1) || {
  echo "$said"
  exit 1
}
if grep filing-review <<<"$said"; then
  exit 1
fi
# The test itself: a key that there is not is told.
sed -i 's#^NoNewPrivileges=#NoNewPrivilege=#' "$folder/filing-review.service"
systemd-analyze verify --man=no "$folder/filing-review.service" 2>&1 | grep -q NoNewPrivilege
