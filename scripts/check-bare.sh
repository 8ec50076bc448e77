#!/usr/bin/env bash
# Proves the two commands on a bare Debian 12: makes one with debootstrap, clones the checkout's
# HEAD into it, runs scripts/test.sh and scripts/run.sh there by chroot, then both once more (of the
# tests only the list), and prints the times. The second round must take seconds. Run by hand, as root,
# before a release (about 40 minutes on two cores).
#
#   scripts/check-bare.sh [--keep] [--share-ccache] [FOLDER]
#
# --share-ccache: what this machine has compiled before is not compiled again there.
# FOLDER (default: a new temporary one, removed at the end unless --keep) may hold the Debian of an
# earlier run. Packages come from the machine's own apt sources, so that it works behind a mirror.
# JOBS=2 bounds the compilers. Needs debootstrap and 6 GB of disk.
set -euo pipefail
cd "$(dirname "$0")/.."
checkout=$PWD
second_round_limit=${SECOND_ROUND_LIMIT_SECONDS:-120}

keep=no
share_ccache=no
root=
for argument in "$@"; do
  case "$argument" in
    --keep) keep=yes ;;
    --share-ccache) share_ccache=yes ;;
    -*)
      echo "usage: scripts/check-bare.sh [--keep] [--share-ccache] [FOLDER]" >&2
      exit 2
      ;;
    *) root=$argument ;;
  esac
done
[ "$(id -u)" = 0 ] || { echo "check-bare: must run as root" >&2; exit 2; }
command -v debootstrap >/dev/null || { echo "check-bare: apt-get install debootstrap" >&2; exit 2; }
[ -n "$root" ] && keep=yes || root=$(mktemp -d --suffix=.bare-debian)
mkdir -p "$root"
root=$(cd "$root" && pwd)
# Users other than root pass through it inside: PostgreSQL refuses to run as root.
chmod 755 "$root"

leave() {
  local mounted
  for mounted in srv/ccache dev/pts dev/shm dev sys proc; do
    ! mountpoint -q "$root/$mounted" || umount "$root/$mounted" || umount -l "$root/$mounted"
  done
  # Never remove a folder that still has something of this machine mounted in it.
  if [ "$keep" = no ] && ! grep -q " $root/" /proc/mounts; then
    rm -rf --one-file-system "$root"
  else
    echo "check-bare: the Debian stays in $root"
  fi
}
trap leave EXIT

# The first deb source of the machine, for debootstrap; the rest is copied below.
mirror_of_machine() {
  {
    cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null |
      sed -n 's/^deb \(\[[^]]*\] *\)\?\([^ ]*\) bookworm .*/\2/p'
    awk '/^URIs:/ {uri = $2} /^Suites:.*bookworm( |$)/ {print uri}' \
      /etc/apt/sources.list.d/*.sources 2>/dev/null
  } | head -n 1
}

if [ ! -x "$root/usr/bin/apt-get" ]; then
  echo "check-bare: making a Debian 12 in $root"
  log=$(mktemp)
  if ! debootstrap --variant=minbase bookworm "$root" $(mirror_of_machine) >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    exit 1
  fi
  rm -f "$log"
fi

# The machine's way to its mirror: sources, keys, proxy and certificates; nothing else of it.
rm -f "$root/etc/apt/sources.list"
for folder in sources.list.d trusted.gpg.d keyrings; do
  [ ! -d "/etc/apt/$folder" ] || cp -r "/etc/apt/$folder/." "$root/etc/apt/$folder/"
done
for file in sources.list trusted.gpg; do
  [ ! -f "/etc/apt/$file" ] || cp "/etc/apt/$file" "$root/etc/apt/$file"
done
apt-config dump | grep -E '^Acquire::(https?|ftp)::[^ ]+ "[^"]+";' >"$root/etc/apt/apt.conf.d/90machine" || true
cp -L /etc/resolv.conf "$root/etc/resolv.conf"
environment=(HOME=/root LANG=C.UTF-8 PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin)
for name in http_proxy https_proxy no_proxy JOBS; do
  [ -z "${!name:-}" ] || environment+=("$name=${!name}")
done
if [ -f /etc/ssl/certs/ca-certificates.crt ]; then
  mkdir -p "$root/usr/local/share/ca-of-machine"
  cp -L /etc/ssl/certs/ca-certificates.crt "$root/usr/local/share/ca-of-machine/bundle.crt"
  environment+=(NODE_EXTRA_CA_CERTS=/usr/local/share/ca-of-machine/bundle.crt)
fi

mountpoint -q "$root/proc" || mount -t proc proc "$root/proc"
mountpoint -q "$root/sys" || mount --bind /sys "$root/sys"
mountpoint -q "$root/dev" || mount --bind /dev "$root/dev"

if [ "$share_ccache" = yes ]; then
  mkdir -p "$root/srv/ccache"
  mountpoint -q "$root/srv/ccache" || mount --bind "$(ccache -k cache_dir)" "$root/srv/ccache"
  environment+=(CCACHE_DIR=/srv/ccache CCACHE_BASEDIR=/srv/filing-review)
fi

inside() { chroot "$root" /usr/bin/env -i "${environment[@]}" "$@"; }

# `git clone` needs git, which a bare Debian does not have; everything else is left to the scripts.
if [ ! -x "$root/usr/bin/git" ]; then
  inside sh -c 'DEBIAN_FRONTEND=noninteractive; export DEBIAN_FRONTEND
    apt-get -q update && apt-get -qy install --no-install-recommends git ca-certificates' \
    >"$root/srv/git-install.log" 2>&1 || { tail "$root/srv/git-install.log" >&2; exit 1; }
fi
rm -rf "$root/srv/filing-review" "$root/srv/filing-review.bundle"
git bundle create -q "$root/srv/filing-review.bundle" HEAD
inside git -c advice.detachedHead=false clone -q /srv/filing-review.bundle /srv/filing-review

failed=0
timed() {
  local start=$SECONDS status=0
  echo "check-bare: running $1 (its output: $root/srv/last.log)"
  inside sh -c 'cd /srv/filing-review && exec "$@"' sh "$@" >"$root/srv/last.log" 2>&1 </dev/null ||
    status=$?
  seconds=$((SECONDS - start))
  if [ "$status" != 0 ]; then
    tail -n 60 "$root/srv/last.log" >&2
    failed=1
  fi
  printf 'check-bare: %-18s round %d: %5d s, exit %d; last line: %s\n' "$1" "$round" "$seconds" \
    "$status" "$(grep -v '^ *$' "$root/srv/last.log" | tail -n 1)"
}

for round in 1 2; do
  for command in scripts/test.sh scripts/run.sh; do
    if [ "$round" = 2 ] && [ "$command" = scripts/test.sh ]; then
      timed "$command" -N
    else
      timed "$command"
    fi
    if [ "$round" = 2 ] && [ "$seconds" -gt "$second_round_limit" ]; then
      echo "check-bare: the second round of $command took more than $second_round_limit s" >&2
      failed=1
    fi
  done
done
left=$(git -C "$root/srv/filing-review" status --porcelain | head -n 5)
[ -z "$left" ] || { echo "check-bare: files left behind: $left" >&2; failed=1; }
[ "$failed" = 0 ] && echo "check-bare: passed ($checkout at $(git rev-parse --short HEAD))"
exit "$failed"
