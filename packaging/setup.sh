# Sourced by packaging/try and packaging/check: a virtual environment with all that is needed.
# Expects the repository's root as the working directory.

# Prints an interpreter this project supports, or nothing.
find_python() {
  local candidate
  for candidate in python3 python3.14 python3.13 python3.12 python3.11; do
    if "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null; then
      command -v "$candidate"
      return
    fi
  done
}

# Installs system packages, as root or through sudo; else names the one command and ends.
install_system() { # package manager, its arguments
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    sudo "$@"
  else
    echo "error: this needs system packages; install them with: sudo $*" >&2
    exit 1
  fi
}

ensure_python() {
  python=$(find_python)
  if [ -n "$python" ] && "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    return
  fi
  if command -v apt-get >/dev/null; then
    [ "$(id -u)" != 0 ] || apt-get update -qq
    install_system apt-get install -y -qq python3 python3-venv
  elif command -v dnf >/dev/null; then
    install_system dnf install -y -q python3 python3-pip
  fi
  python=$(find_python)
  if [ -z "$python" ]; then
    echo "error: Python 3.11 to 3.14 is needed; install one and run this again" >&2
    exit 1
  fi
}

# Makes or brings up to date .venv; does nothing where pyproject.toml has not changed since. An
# environment for development serves for use as well.
ensure_environment() { # use|develop
  local extra=() stamp
  stamp=$(sha256sum < pyproject.toml)
  case "$(cat .venv/made-for 2>/dev/null)" in
    "develop $stamp" | "$1 $stamp") return ;;
  esac
  [ "$1" = use ] || extra=(--group dev)
  ensure_python
  echo "setting up .venv (once; about 0.6 GB are downloaded)" >&2
  "$python" -m venv --clear .venv
  .venv/bin/python -m pip install --quiet --upgrade pip
  .venv/bin/python -m pip install --quiet --editable '.[starter]' "${extra[@]}"
  echo "$1 $stamp" > .venv/made-for
}
