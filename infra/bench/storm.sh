#!/bin/sh
# All clients come back at once, by the gateway: how long it takes, and what others notice. The gateway
# and realtime-service have core 0, everything else core 1.
# usage: infra/bench/storm.sh [clients=5000] [joins a second, 0: any number=0,250]
set -eu
cd "$(dirname "$0")/../.."
services=realtime-service,gateway
. infra/bench/java.sh
launcher="taskset -c 1"
run dev.parley.bench.realtime.StormBenchmark "$@"
