#!/bin/sh
# Searching, through HTTP: words rare and common, in both engines, beside GIN + ts_rank by pgbench
# (Debian: postgresql-contrib). Says how fast an index fills and how large it is.
# usage: infra/bench/search.sh [messages=1000000] [times=200]
set -eu
cd "$(dirname "$0")/../.."
services=search-service
. infra/bench/java.sh
run dev.parley.bench.search.SearchBenchmark "$@"
