#!/bin/sh
# Puts the chart libraries of the report (Vega, Vega-Lite, Vega-Embed and the licences of what is in them) where the build packs
# them, in the versions and with the hashes of package-lock.json. Where npm is missing or cannot install them it says so, and the
# build goes on: pages then show static pictures.
#
# Usage: charts.sh WORK_DIRECTORY OUTPUT_DIRECTORY
set -u
here=$(CDPATH='' cd "$(dirname "$0")" && pwd -P)
work=$1
out=$2

if [ -e "$out/NOTICES.txt" ] && cmp -s "$here/package-lock.json" "$work/package-lock.json"; then
    exit 0
fi

without() {
    rm -rf "$out"
    echo "[WARNING] $1; built without chart libraries, report pages will show static pictures" >&2
    exit 0
}

command -v npm >/dev/null 2>&1 || without "npm is not on the PATH"
rm -rf "$work" "$out"
mkdir -p "$work" "$out" || without "the build directory cannot be written"
cp "$here/package.json" "$work/"
# npm reads the lock file beside the manifest; it gets its final name when everything is in place
cp "$here/package-lock.json" "$work/npm-shrinkwrap.json"
(cd "$work" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error --fetch-retries=1 \
    --fetch-retry-mintimeout=1000 --fetch-timeout=60000) >"$work/npm.log" 2>&1 ||
    without "npm could not install the chart libraries (see $work/npm.log)"

for library in vega vega-lite vega-embed; do
    cp "$work/node_modules/$library/build/$library.min.js" "$out/" || without "the package $library has no minified build"
done

# one copy of every licence text, after the names of the packages that it covers
mkdir "$work/licences"
for licence in "$work"/node_modules/*/LICENSE*; do
    package=$(basename "$(dirname "$licence")")
    key=$(cksum <"$licence" | tr ' ' '-')
    cp "$licence" "$work/licences/$key.text"
    echo "$package" >>"$work/licences/$key.names"
done
for text in "$work"/licences/*.text; do
    tr '\n' ' ' <"${text%.text}.names"
    printf '\n\n'
    cat "$text"
    printf '\n\n'
done >"$out/NOTICES.txt"
rm -rf "$work/node_modules" "$work/licences"
mv "$work/npm-shrinkwrap.json" "$work/package-lock.json"
