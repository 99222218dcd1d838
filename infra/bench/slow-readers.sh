#!/bin/sh
# What those who read notice of others in the same room who do not.
# usage: infra/bench/slow-readers.sh [readers=500] [who do not read=50] [rounds=5]
set -eu
cd "$(dirname "$0")/../.."
services=realtime-service
. infra/bench/java.sh
launcher="taskset -c 1"
run dev.parley.bench.realtime.SlowReaderBenchmark "$@"
