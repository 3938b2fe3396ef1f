# shellcheck shell=bash
# Sourced by packaging/try, packaging/check and others: installs what this machine lacks.
# Expects the repository's root as the working directory.

# In an activated .venv: it must not be renewed with the Python that is in it.
PATH=:$PATH:
while [[ $PATH == *":$PWD/.venv/bin:"* ]]; do PATH=${PATH/":$PWD/.venv/bin:"/:}; done
PATH=${PATH#:} PATH=${PATH%:}

# Prints an interpreter of the given version, or the first that this project supports; or nothing.
find_python() { # [version]
  local candidate candidates=(python3 python3.14 python3.13 python3.12 python3.11)
  local supported='import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))'
  # Those of pyenv and uv are not on the PATH, or only as shims that may refuse to run.
  [ -z "${1:-}" ] || candidates=("python$1" "${PYENV_ROOT:-$HOME/.pyenv}/versions/$1".*/bin/python3
    "${XDG_DATA_HOME:-$HOME/.local/share}/uv/python/cpython-$1".*/bin/python3)
  for candidate in "${candidates[@]}"; do
    if "$candidate" -c "$supported" 2>/dev/null; then
      command -v "$candidate"
      return
    fi
  done
}

# System packages: audio and windows for the app; a screen, a window manager, a sound server, a speech
# synthesiser and programs to type into for the tests. Each line has what to look for (a library, a
# command or a file), Debian's package and Fedora's; of alternatives, one is enough.
system_needs() { # use|develop
  cat <<'NEEDS'
library libportaudio.so.2 libportaudio2 portaudio
library libEGL.so.1 libegl1 libglvnd-egl
library libGL.so.1 libgl1 libglvnd-glx
library libglib-2.0.so.0 libglib2.0-0 glib2
library libfontconfig.so.1 libfontconfig1 fontconfig
library libdbus-1.so.3 libdbus-1-3 dbus-libs
library libxkbcommon.so.0 libxkbcommon0 libxkbcommon
library libxkbcommon-x11.so.0 libxkbcommon-x11-0 libxkbcommon-x11
library libxcb-cursor.so.0 libxcb-cursor0 xcb-util-cursor
library libxcb-icccm.so.4 libxcb-icccm4 xcb-util-wm
library libxcb-keysyms.so.1 libxcb-keysyms1 xcb-util-keysyms
library libxcb-shape.so.0 libxcb-shape0 libxcb
file /usr/lib*/alsa-lib/*_pcm_pulse.so|/usr/lib/*/alsa-lib/*_pcm_pulse.so libasound2-plugins alsa-plugins-pulseaudio
NEEDS
  [ "$1" = use ] || cat <<'NEEDS'
command Xvfb xvfb xorg-x11-server-Xvfb
command openbox openbox openbox
command trayer|stalonetray trayer|stalonetray trayer
command xdotool xdotool xdotool
command xterm xterm xterm
command xclip xclip xclip
command xprop x11-utils xprop
command xwininfo x11-utils xwininfo
command setxkbmap x11-xkb-utils setxkbmap
command xkbcomp x11-xkb-utils xkbcomp
command xset x11-xserver-utils xset
command xmodmap x11-xserver-utils xmodmap
file /usr/share/X11/xkb/rules/evdev xkb-data xkeyboard-config
command pulseaudio pulseaudio pulseaudio
command pactl pulseaudio-utils pulseaudio-utils
command dbus-daemon dbus dbus-daemon
command dunst dunst dunst
file /usr/libexec/at-spi-bus-launcher at-spi2-core at-spi2-core
command gnome-keyring-daemon gnome-keyring gnome-keyring
command espeak-ng espeak-ng espeak-ng
command sox sox sox
command ffmpeg ffmpeg ffmpeg-free
command import imagemagick ImageMagick
command mousepad mousepad mousepad
command strace strace strace
file /usr/share/fonts/**/NotoSans*-Regular.[ot]tf fonts-noto-core google-noto-sans-fonts
file /usr/share/fonts/**/NotoColorEmoji.ttf fonts-noto-color-emoji google-noto-color-emoji-fonts
NEEDS
}

is_here() { # library|command|file, name
  case "$1" in
    # On Debian, ldconfig is not on an ordinary user's PATH.
    library) PATH=$PATH:/usr/sbin:/sbin ldconfig -p | grep "^[[:space:]]*$2 " >/dev/null ;;
    command) command -v ${2//|/ } >/dev/null ;;
    file) [ -n "$(shopt -s globstar nullglob && echo ${2//|/ })" ] ;;
  esac
}

# Prints the first of several packages, separated by |, that this Debian offers.
existing_package() {
  local package
  for package in ${1//|/ }; do
    if apt-cache policy "$package" | grep 'Candidate: [^(]' >/dev/null; then break; fi
  done
  echo "$package"
}

# Installs missing system packages and Python, as root or through sudo if allowed; otherwise prints the
# one command that does.
ensure_system() { # use|develop
  local kind name debian fedora lacks=() deb=() rpm=() install as_root=() log
  if ! has_venv "$(find_python)"; then
    lacks+=(python3) deb+=(python3 python3-venv) rpm+=(python3 python3-pip)
  fi
  while read -r kind name debian fedora; do
    is_here "$kind" "$name" && continue
    # On Fedora, PipeWire serves PulseAudio's clients and must not be replaced.
    [ "$name" != pulseaudio ] || ! command -v dnf >/dev/null || continue
    [[ "$debian" != *"|"* ]] || ! command -v apt-cache >/dev/null || debian=$(existing_package "$debian")
    lacks+=("$name") deb+=("$debian") rpm+=("$fedora")
  done < <(system_needs "$1")
  [ ${#lacks[@]} -gt 0 ] || return 0

  if command -v apt-get >/dev/null; then
    mapfile -t deb < <(printf '%s\n' "${deb[@]}" | sort -u)
    install=(apt-get install -y --no-install-recommends "${deb[@]}")
  elif command -v dnf >/dev/null; then
    mapfile -t rpm < <(printf '%s\n' "${rpm[@]}" | sort -u)
    install=(dnf install -y "${rpm[@]}")
  else
    echo "error: install these with your package manager, then run this again: ${lacks[*]}" >&2
    return 1
  fi
  if [ "$(id -u)" != 0 ]; then
    # On a terminal, sudo may ask for a password.
    if ! command -v sudo >/dev/null || ! { sudo -n true 2>/dev/null || { [ -t 0 ] && sudo -v; }; }; then
      echo "error: system packages are missing; install them, then run this again:" >&2
      [ "${install[0]}" != apt-get ] || echo -n "sudo apt-get update && " >&2
      echo "sudo ${install[*]}" >&2
      return 1
    fi
    as_root=(sudo)
  fi
  log=$(mktemp)
  if [ "${install[0]}" = apt-get ]; then
    # A new machine has no package lists yet; if the network is missing, the next step says so.
    with_progress "listing system packages" "$log" "${as_root[@]}" apt-get update || true
    as_root+=(env DEBIAN_FRONTEND=noninteractive)
    install+=(-o DPkg::Lock::Timeout=120)
  fi
  if ! with_progress "installing system packages" "$log" "${as_root[@]}" "${install[@]}"; then
    echo "error: system packages could not be installed: $(tail -n 1 "$log") (details: $log)" >&2
    return 1
  fi
  rm -f "$log"
}

# Runs a command with its output in a log, printing a line of progress every ten seconds.
with_progress() { # what, log, command
  local began=$SECONDS next=10 job
  echo "$1" >&2
  "${@:3}" >>"$2" 2>&1 </dev/null &
  job=$!
  while sleep 0.2 && kill -0 "$job" 2>/dev/null; do
    [ $((SECONDS - began)) -ge "$next" ] || continue
    echo "$1: $next s" >&2
    next=$((next + 10))
  done
  wait "$job"
}

has_venv() { # Python
  [ -n "$1" ] && "$1" -c 'import ensurepip, venv' 2>/dev/null
}

# Sets python to an interpreter; exits if there is none.
ensure_python() {
  python=$(find_python)
  has_venv "$python" && return
  echo "error: Python 3.11 to 3.14 with the module venv is needed; install it, then run this again" >&2
  exit 1
}

# Creates or updates .venv, for use or for development, which includes use.
ensure_environment() { # use|develop
  # Even without the system libraries, files can be transcribed.
  ensure_system "$1" || { [ "$1" = use ] && has_venv "$(find_python)"; } || exit 1
  ensure_python
  "$python" packaging/environment.py "$1" .venv
}
