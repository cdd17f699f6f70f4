#!/bin/sh
# Builds the wheel, installs it into a clean environment and runs it from outside the tree.
set -eu
rm -rf dist/*.whl build
.venv/bin/python -m build --wheel --outdir dist . >/dev/null
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
python3 -m venv "$room/venv"
"$room/venv/bin/pip" install --quiet --disable-pip-version-check dist/unscroll-*.whl
cd /
"$room/venv/bin/unscroll" --version
"$room/venv/bin/unscroll" classify https://www.instagram.com/reels/ --json
for file in extension/manifest.json daemon/native_host.py extension/worker.js systemd/unscroll.service reports/templates/day.html cli/page/page.js surfaces.toml; do
  "$room/venv/bin/python" -c "import sys, importlib.resources as r; sys.exit(not r.files('unscroll').joinpath('$file').is_file())" ||
    { echo "the wheel lacks $file"; exit 1; }
done
echo "wheel: ok"
