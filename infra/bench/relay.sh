#!/bin/sh
# The outbox relay: how fast it drains, what an event costs, how long one takes when all is idle.
# usage: infra/bench/relay.sh [rounds=3] [events=200000]
set -eu
cd "$(dirname "$0")/../.."
. infra/bench/java.sh
run dev.parley.bench.relay.RelayBenchmark "$@"
