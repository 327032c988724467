# shellcheck shell=bash
# What the machine must have, and how it comes there.

# Leaves no compiler or build server behind, and needs no home folder.
prepare_dotnet() {
  export MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false DOTNET_CLI_USE_MSBUILD_SERVER=0
  export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
  if [ ! -w "${HOME:-/nonexistent}" ]; then
    mkdir -p "$WORK/home"
    export HOME="$WORK/home"
  fi
}

need_dotnet() {
  command -v dotnet >/dev/null ||
    fail "The .NET 10 SDK is missing. Install it from https://dotnet.microsoft.com/download/dotnet/10.0 and start again."
  prepare_dotnet
  dotnet --version >/dev/null 2>&1 ||
    fail "Helpline needs the .NET 10 SDK, and dotnet here has only: $(dotnet --list-sdks | cut -d' ' -f1 | paste -sd' '). Install it from https://dotnet.microsoft.com/download/dotnet/10.0 and start again."
}

need_node() {
  local version
  if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    fail "Node.js 20 with npm is missing; the pages are built with it. Install it from https://nodejs.org and start again."
  fi
  version=$(node --version)
  version=${version#v}
  [ "${version%%.*}" -ge 20 ] ||
    fail "Helpline needs Node.js 20 or newer, and node here is $version. Install it from https://nodejs.org and start again."
}

need_for_tests() {
  need_dotnet
  need_node
  need_programs redis-server postgresql chromium
}

# Installs those Debian packages whose program is missing.
need_programs() {
  local package missing=()
  for package in "$@"; do
    has_program_of "$package" || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0

  local by_hand="sudo apt-get install ${missing[*]}"
  command -v apt-get >/dev/null ||
    fail "Missing: ${missing[*]}. This is not Debian, so install the same programs with your system's package manager and start again."
  can_be_root ||
    fail "Missing: ${missing[*]}. Installing needs root, and sudo does not let you: ask for '$by_hand', then start again."
  say "installing ${missing[*]} with apt"
  install_packages "${missing[@]}" ||
    fail "apt could not install ${missing[*]} (its words are above; is there a network?). Try '$by_hand', then start again."
}

has_program_of() {
  case "$1" in
    redis-server) command -v redis-server >/dev/null && command -v redis-cli >/dev/null ;;
    postgresql) postgres_programs '' >/dev/null ;;
    *) command -v "$1" >/dev/null ;;
  esac
}

# Prints the folder of PostgreSQL's programs, of the version asked for or ('') the newest: Debian keeps them out of PATH.
postgres_programs() {
  local version=$1 folder
  for folder in $(printf '%s\n' /usr/lib/postgresql/"${version:-*}"/bin | sort -rV); do
    [ -x "$folder/initdb" ] && [ -x "$folder/pg_isready" ] && printf '%s\n' "$folder" && return 0
  done
  [ -z "$version" ] && folder=$(command -v initdb) && dirname "$(readlink -f "$folder")"
}

can_be_root() {
  [ "$EUID" -eq 0 ] && return 0
  command -v sudo >/dev/null || return 1
  if [ -t 0 ]; then sudo -v; else sudo -n true 2>/dev/null; fi
}

# Debian starts a server as soon as it is installed. We want its program, not a second server on the usual port:
# policy-rc.d forbids the start now (unless the machine has one of its own), and disabling forbids it at the next boot.
install_packages() {
  local as_root=()
  [ "$EUID" -eq 0 ] || as_root=(sudo)
  "${as_root[@]}" sh -s -- "$@" <<'ROOT'
set -e
policy=/usr/sbin/policy-rc.d
if [ ! -e $policy ]; then
  trap 'rm -f $policy' EXIT
  trap 'exit 130' INT TERM
  printf '#!/bin/sh\nexit 101\n' >$policy
  chmod 755 $policy
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq </dev/null
apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=300 "$@" </dev/null
if [ -d /run/systemd/system ]; then
  for service in "$@"; do
    case $service in redis-server | postgresql) systemctl disable --quiet $service ;; esac
  done
fi
ROOT
}
