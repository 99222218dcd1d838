#!/bin/sh
# Searching, through HTTP: words rare and common, in both engines, beside GIN + ts_rank by pgbench
# (Debian: postgresql-contrib). Says how fast an index fills and how large it is, how soon what is
# written can be found, and what searching costs beside it.
# usage: infra/bench/search.sh [messages=1000000] [folder] [times=1000] [parts=lucene,hostile,postgres,sql,live]
# With a folder the messages stay there: times=0 only writes them, so that measuring takes minutes.
set -eu
cd "$(dirname "$0")/../.."
services=search-service
. infra/bench/java.sh
run dev.parley.bench.search.SearchBenchmark "$@"
