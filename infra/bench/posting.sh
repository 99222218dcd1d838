#!/bin/sh
# Posting: 64 clients over 16 conversations over HTTP, against pgbench with the same statements;
# then latency at half of that rate, and of a client that is alone. pgbench: Debian's postgresql-contrib.
# usage: infra/bench/posting.sh [rounds=5] [seconds=10]
set -eu
cd "$(dirname "$0")/../.."
services=chat-service
. infra/bench/java.sh
run dev.parley.bench.posting.PostingBenchmark "$@"
