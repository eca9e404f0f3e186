#!/bin/sh
# Installs twitch: downloads the archive for this machine, verifies its SHA-256 and puts the executable on the PATH.
#
#   curl -fsSL https://raw.githubusercontent.com/the_owner/twitch-cli/main/install.sh | sh
#
# VERSION=2.0.0   another release than the latest
# INSTALL_DIR=…   another directory than /usr/local/bin (where that can be written) or ~/.local/bin
# RELEASES_URL=…  a mirror of https://github.com/the_owner/twitch-cli/releases
set -eu

releases=${RELEASES_URL:-https://github.com/the_owner/twitch-cli/releases}

fail() {
  echo "install.sh: $1" >&2
  exit 1
}

download() {
  if command -v curl >/dev/null; then curl -fsSL "$1"
  elif command -v wget >/dev/null; then wget -qO- "$1"
  else fail 'neither curl nor wget is there'
  fi
}

sha256() {
  if command -v sha256sum >/dev/null; then sha256sum "$1"
  elif command -v shasum >/dev/null; then shasum -a 256 "$1"
  else fail 'neither sha256sum nor shasum is there: nothing can be verified'
  fi | cut -d ' ' -f 1
}

target() {
  os=$(uname -s)
  arch=$(uname -m)
  case $os in
    Linux | Darwin) ;;
    *) fail "there is no archive for $os here; on Windows use Scoop, see $releases" ;;
  esac
  case $arch in
    x86_64 | amd64) arch=x86_64 ;;
    arm64 | aarch64) arch=arm64 ;;
    *) fail "there is no archive for $arch" ;;
  esac
  # A Mac with Apple silicon may pose as an Intel one.
  if [ "$os" = Darwin ] && [ "$(sysctl -n hw.optional.arm64 2>/dev/null)" = 1 ]; then arch=arm64; fi
  libc=
  if [ "$os" = Linux ] && ! [ -e /lib64/ld-linux-x86-64.so.2 ] && ! [ -e /lib/ld-linux-aarch64.so.1 ]; then
    if ls /lib/ld-musl-*.so.1 >/dev/null 2>&1; then libc=_musl; fi
  fi
  echo "${os}_$arch$libc"
}

directory() {
  if [ -n "${INSTALL_DIR:-}" ]; then echo "$INSTALL_DIR"
  elif [ -w /usr/local/bin ]; then echo /usr/local/bin
  else echo "$HOME/.local/bin"
  fi
}

install_twitch() {
  if [ -n "${VERSION:-}" ]; then from=$releases/download/v${VERSION#v}; else from=$releases/latest/download; fi
  target=$(target)
  into=$(directory)
  folder=$(mktemp -d)
  trap 'rm -rf "$folder"' EXIT
  download "$from/checksums.txt" >"$folder/checksums.txt" || fail "cannot download $from/checksums.txt"
  line=$(grep "_$target\.tar\.gz\$" "$folder/checksums.txt") || fail "the release has no archive for $target"
  archive=${line#*  }
  download "$from/$archive" >"$folder/$archive" || fail "cannot download $from/$archive"
  [ "$(sha256 "$folder/$archive")" = "${line%% *}" ] || fail "$archive is not what checksums.txt says: nothing was installed"
  tar -xzf "$folder/$archive" -C "$folder" twitch || fail "$archive holds no twitch: nothing was installed"
  ! [ -d "$into/twitch" ] || fail "$into/twitch is a folder: move it, or set INSTALL_DIR to another directory"
  mkdir -p "$into" || fail "cannot make $into: set INSTALL_DIR to another directory"
  # In its place and under another name it is tried first, since a folder for temporary files may forbid execution.
  new=$into/.twitch.new.$$
  trap 'rm -rf "$folder" "$new"' EXIT
  mv "$folder/twitch" "$new" || fail "cannot write to $into: set INSTALL_DIR to another directory"
  version=$("$new" version) || fail "the $target executable does not run on this machine: nothing was installed"
  mv "$new" "$into/twitch" || fail "cannot write $into/twitch"
  echo "installed $version as $into/twitch"
  case :$PATH: in
    *":$into:"*) ;;
    *) echo "add $into to your PATH" ;;
  esac
}

# At the end, so that half a download does nothing.
install_twitch
