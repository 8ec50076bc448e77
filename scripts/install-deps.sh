#!/usr/bin/env bash
# Installs the Debian 12 packages that the build and the program need, with --tests those of the
# tests, with --tools those of scripts/tidy.sh and scripts/coverage.sh. Asks dpkg first: where nothing
# is missing it neither calls apt nor needs root.
#
#   scripts/install-deps.sh [--tests] [--tools]
set -euo pipefail

packages=(
  build-essential
  ca-certificates
  ccache
  cmake
  git
  libabsl-dev
  libboost1.81-dev # Beast and Asio: the HTTP port; headers alone
  libarchive-dev
  libcli11-dev
  libgrpc++-dev
  libgrpc-dev
  libicu-dev
  libisal-dev
  libleptonica-dev
  libpng-dev
  libpoppler-dev
  libpoppler-private-dev
  libpq-dev
  libprotobuf-dev
  libqpdf-dev
  libre2-dev
  libseccomp-dev
  libsqlite3-dev
  libssl-dev
  libtesseract-dev
  libzstd-dev
  ninja-build
  pkg-config
  poppler-data # tables of the Chinese fonts that a filing does not carry itself
  protobuf-compiler
  protobuf-compiler-grpc
  tesseract-ocr-chi-sim
  tesseract-ocr-chi-tra
  tesseract-ocr-eng
  zlib1g-dev
)
test_packages=(
  chromium # the reviewer's page in a browser
  clang-14 # scripts/fuzz.sh
  fonts-noto-cjk # pictures of pages for the recognition tests
  iproute2 # networks of scripts/test-slurm.sh
  libclang-rt-14-dev
  libgtest-dev
  munge # of Slurm
  mupdf-tools
  openssl # certificates of the TLS tests
  pandoc # DOCX
  poppler-utils
  postgresql-15 # tests start servers of their own
  python3
  python3-grpcio # the Python example of docs/API.md
  python3-pil
  python3-protobuf
  python3-yaml
  qpdf
  slurm-client # scripts/test-slurm.sh starts a Slurm of its own
  slurmctld
  slurmd
  util-linux
  zstd # reads what filing-review bulk wrote
)
tool_packages=(
  clang-format-14
  clang-tidy-14
  gcovr
)

with_tests=no
with_tools=no
for argument in "$@"; do
  case "$argument" in
    --tests) with_tests=yes ;;
    --tools) with_tools=yes ;;
    *)
      echo "usage: scripts/install-deps.sh [--tests] [--tools]" >&2
      exit 2
      ;;
  esac
done

wanted=("${packages[@]}")
if [ "$with_tests" = yes ]; then
  wanted+=("${test_packages[@]}")
fi
if [ "$with_tools" = yes ]; then
  wanted+=("${tool_packages[@]}")
fi
# They build the reviewer's page and are not needed after that. Node may come from another source,
# whose package conflicts with Debian's npm: ask for the commands, not for the packages.
command -v node >/dev/null || wanted+=(nodejs)
command -v npm >/dev/null || wanted+=(npm)

missing=()
for package in "${wanted[@]}"; do
  state=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)
  [ "$state" = installed ] || missing+=("$package")
done
[ "${#missing[@]}" -gt 0 ] || exit 0

if [ "$(id -u)" != 0 ]; then
  echo "install-deps: run as root once, to install: ${missing[*]}" >&2
  exit 1
fi
echo "installing ${#missing[@]} packages: ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
# The package would make a cluster and start it; the tests want its programs alone.
case " ${missing[*]} " in
  *" postgresql-15 "*)
    if [ ! -e /etc/postgresql-common/createcluster.conf ]; then
      mkdir -p /etc/postgresql-common
      echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.conf
    fi
    ;;
esac
log=$(mktemp)
policy=
trap 'rm -f "$log" $policy' EXIT
# Debian starts a service when it is installed; the tests start munge and Slurm themselves.
case " ${missing[*]} " in
  *" munge "* | *" slurmctld "* | *" slurmd "*)
    if [ ! -e /usr/sbin/policy-rc.d ]; then
      policy=/usr/sbin/policy-rc.d
      printf '#!/bin/sh\nexit 101\n' >"$policy"
      chmod 755 "$policy"
    fi
    ;;
esac
if ! { apt-get -q update && apt-get -qy install --no-install-recommends "${missing[@]}"; } \
  >"$log" 2>&1 </dev/null; then
  cat "$log" >&2
  echo "install-deps: apt-get failed; its messages are above" >&2
  exit 1
fi
