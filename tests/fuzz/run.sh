#!/bin/sh
# Fuzzes one reader: tests/fuzz/run.sh text|html|byline|edit|pdf [seconds]. Wants nightly Rust and `cargo install cargo-fuzz`.
# The labelled pages are the seeds; what is found lies in artifacts/ and becomes a test in tests/it/hostile.rs.
set -eu
cd "$(dirname "$0")"
target=$1
seconds=${2:-600}
longest=8192
if [ "$target" = pdf ]; then longest=65536; fi
mkdir -p "corpus/$target"
case $target in html) ending=htm ;; pdf) ending=pdf ;; *) ending=txt ;; esac
find ../fixtures ../data -name "*.$ending" | while read -r seed; do
    cp "$seed" "corpus/$target/$(echo "$seed" | cksum | cut -d' ' -f1)"
done
exec cargo +nightly fuzz run --fuzz-dir . "$target" -- \
    -max_total_time="$seconds" -max_len="$longest" -timeout=20 -rss_limit_mb=2048 -print_final_stats=1
