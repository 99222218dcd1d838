#!/bin/sh
# What it costs to watch: throughput of a whole installation with metrics, their collection and tracing on against off, then
# collecting from 12 instances and asking for the figures. Some twelve minutes on two quiet cores; needs wrk.
# usage: infra/bench/observing.sh [launches=3] [rounds=4, even: each comes first as often] [seconds=8]
set -eu
cd "$(dirname "$0")/../.."
services=infra/local,discovery,gateway,chat-service,search-service,realtime-service,metrics-service
. infra/bench/java.sh
launcher=${launcher-timeout 1500}
run dev.parley.bench.observing.ObservingBenchmark "$@"
