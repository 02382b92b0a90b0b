#!/bin/sh
# Fuzzes one reader: tests/fuzz/run.sh text|html|byline|edit|csv|xlsx|transfer|mets|alto|pdf|package|picture|zip [seconds].
# Wants nightly Rust and `cargo install cargo-fuzz`. The labelled pages and the files of others are the seeds; what is
# found lies in artifacts/ and becomes a test in tests/it/hostile.rs.
set -eu
cd "$(dirname "$0")"
target=$1
seconds=${2:-600}
mkdir -p "corpus/$target"
case $target in
    html) ending=htm ;;
    csv | xlsx | pdf | zip) ending=$target ;;
    transfer | mets | alto) ending=xml ;;
    package) ending=json ;;
    picture) ending='[jtw][pie][gfb]*' ;;
    *) ending=txt ;;
esac
find ../fixtures ../data/foreign -name "*.$ending" | while read -r seed; do
    cp "$seed" "corpus/$target/$(echo "$seed" | cksum | cut -d' ' -f1)"
done
exec cargo +nightly fuzz run --fuzz-dir . "$target" -- \
    -max_total_time="$seconds" -max_len="${MAX_LEN:-8192}" -timeout=20 -rss_limit_mb=2048 -print_final_stats=1
