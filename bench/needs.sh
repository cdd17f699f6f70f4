#!/bin/sh
# Installs the Debian packages that a build or the desktop tests need, where apt and root are at hand; else names them.
set -eu
case "$1" in
  build)
    # pynput's evdev ships as source only and is compiled on the spot
    packages="gcc python3-dev linux-libc-dev python3-venv"
    if command -v gcc >/dev/null && [ -e /usr/include/linux/input.h ] &&
      python3 -c 'import sysconfig, pathlib, sys, venv, ensurepip; sys.exit(not pathlib.Path(sysconfig.get_path("include"), "Python.h").exists())' 2>/dev/null
    then exit 0; fi ;;
  desktop)
    missing=""
    for tool in Xvfb:xvfb openbox:openbox i3:i3-wm i3lock:i3lock gdbus:libglib2.0-bin xdotool:xdotool xprop:x11-utils xset:x11-xserver-utils xterm:xterm \
      dbus-daemon:dbus dunst:dunst notify-send:libnotify-bin chromium:chromium firefox-esr:firefox-esr node:nodejs; do
      command -v "${tool%%:*}" >/dev/null || missing="$missing ${tool##*:}"
    done
    [ -d /usr/lib/python3/dist-packages/dbusmock ] || missing="$missing python3-dbusmock"
    [ -d /usr/share/fonts/truetype/dejavu ] || missing="$missing fonts-dejavu-core"
    [ -n "$missing" ] || exit 0
    packages=$missing ;;
  *) echo "usage: needs.sh build|desktop" >&2; exit 2 ;;
esac
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "installing:$packages"
  apt-get -qq update
  # one unknown name makes apt install nothing, so each is asked for by itself
  for package in $packages; do
    DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install "$package" >/dev/null || echo "not installed: $package"
  done
else
  echo "missing, please install: sudo apt install $packages"
  [ "$1" = desktop ] || exit 1
fi
