#!/bin/sh
# What the gateway refuses, and how soon, when services get several times what they can do.
# usage: infra/bench/shedding.sh [seconds=10] [requests a second=1500] [rounds=4]
set -eu
cd "$(dirname "$0")/../.."
services=gateway
. infra/bench/java.sh
run dev.parley.bench.gateway.SheddingBenchmark "$@"
