#!/bin/sh
# Installs 旧闻 for the current user: program, icon, menu entry, and the .jiuwen file type. No root needed.
set -eu
here=$(cd "$(dirname "$0")/../.." && pwd)
bin=${1:-$here/target/release/jiuwen}
[ -x "$bin" ] || { echo "没有找到程序：$bin。请先运行 cargo build --release。" >&2; exit 1; }
data=${XDG_DATA_HOME:-$HOME/.local/share}
target=$HOME/.local/bin/jiuwen
mkdir -p "$HOME/.local/bin" "$data/applications" "$data/mime/packages"
cp "$bin" "$target.new" && mv "$target.new" "$target"
for side in 32 48 64 128 256 512; do
  folder=$data/icons/hicolor/${side}x${side}/apps
  mkdir -p "$folder" && cp "$here/assets/icon/jiuwen-$side.png" "$folder/jiuwen.png"
done
mkdir -p "$data/icons/hicolor/scalable/apps"
cp "$here/assets/icon/jiuwen.svg" "$data/icons/hicolor/scalable/apps/jiuwen.svg"
sed "s|@BIN@|\"$target\"|" "$here/assets/desktop/jiuwen.desktop" > "$data/applications/jiuwen.desktop"
cp "$here/assets/desktop/jiuwen-mime.xml" "$data/mime/packages/jiuwen.xml"
# Each of these is there on some desktops only; without them the desktop reads the files at the next login.
command -v update-mime-database >/dev/null && update-mime-database "$data/mime"
command -v update-desktop-database >/dev/null && update-desktop-database "$data/applications"
command -v xdg-mime >/dev/null && xdg-mime default jiuwen.desktop application/x-jiuwen
echo "已安装：在应用菜单里找“旧闻”，或双击任何 .jiuwen 文件。"
