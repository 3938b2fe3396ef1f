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

# Installs the libraries that Python's packages do not bring along, where one is missing: sound and
# windows for the app; a screen, a window manager, a sound server, voices and programs to type into
# for the tests.
ensure_system() { # use|develop
  local lacks=() item
  for item in libportaudio.so.2 libEGL.so.1 libGL.so.1 libfontconfig.so.1 libxkbcommon-x11.so.0 \
    libxcb-cursor.so.0 libxcb-icccm.so.4 libxcb-keysyms.so.1 libxcb-shape.so.0; do
    ldconfig -p | grep -q "$item" || lacks+=("$item")
  done
  compgen -G '/usr/lib*/*/alsa-lib/libasound_module_pcm_pulse.so' >/dev/null ||
    compgen -G '/usr/lib64/alsa-lib/libasound_module_pcm_pulse.so' >/dev/null ||
    lacks+=("the way from ALSA to the sound server")
  if [ "$1" = develop ]; then
    for item in Xvfb openbox trayer xdotool xterm xclip xprop setxkbmap pulseaudio pactl paplay \
      dbus-daemon dunst espeak-ng sox import mousepad strace; do
      command -v "$item" >/dev/null || lacks+=("$item")
    done
  fi
  [ ${#lacks[@]} -gt 0 ] || return 0
  echo "missing on this system: ${lacks[*]}" >&2
  if command -v apt-get >/dev/null; then
    [ "$(id -u)" != 0 ] || apt-get update -qq
    local packages=(libportaudio2 libasound2-plugins libegl1 libgl1 libfontconfig1 libdbus-1-3
      libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0)
    [ "$1" = use ] || packages+=(xvfb openbox trayer xdotool x11-utils x11-xserver-utils
      x11-xkb-utils xkb-data xterm xclip pulseaudio pulseaudio-utils dbus dunst libnotify-bin
      espeak-ng sox imagemagick mousepad strace fonts-noto-core fonts-noto-color-emoji)
    install_system env DEBIAN_FRONTEND=noninteractive \
      apt-get install -y -qq --no-install-recommends "${packages[@]}" >&2
  elif command -v dnf >/dev/null; then
    local packages=(portaudio alsa-plugins-pulseaudio libglvnd-egl libglvnd-glx fontconfig
      libxkbcommon-x11 xcb-util-cursor xcb-util-wm xcb-util-keysyms)
    [ "$1" = use ] || packages+=(xorg-x11-server-Xvfb openbox trayer xdotool xprop xwininfo
      setxkbmap xterm xclip pulseaudio-utils dunst espeak-ng sox ImageMagick mousepad strace)
    install_system dnf install -y -q "${packages[@]}" >&2
  else
    echo "install them with your package manager" >&2
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
  # Files can be transcribed without any of it.
  if [ "$1" = develop ]; then ensure_system develop; else (ensure_system use) || true; fi
  ensure_python
  echo "setting up .venv (once; about 0.6 GB are downloaded)" >&2
  "$python" -m venv --clear .venv
  .venv/bin/python -m pip install --quiet --upgrade pip
  .venv/bin/python -m pip install --quiet --editable '.[starter]' "${extra[@]}"
  echo "$1 $stamp" > .venv/made-for
}
