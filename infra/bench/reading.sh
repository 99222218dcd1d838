#!/bin/sh
# Reading: pages of messages beside what the database alone does with the same statements, cached
# answers and 304s beside a constant answer. Needs wrk and pgbench (Debian: wrk, postgresql-contrib).
# usage: infra/bench/reading.sh [rounds=3] [messages=5000000] [seconds=8]
set -eu
cd "$(dirname "$0")/../.."
services=chat-service
. infra/bench/java.sh
run dev.parley.bench.reading.ReadingBenchmark "$@"
