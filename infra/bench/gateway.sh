#!/bin/sh
# The gateway with everything on, nginx and a stock Spring Cloud Gateway before the same small backend.
# Needs nginx and wrk (Debian).
# usage: infra/bench/gateway.sh [rounds=3] [seconds=8] [connections=32]
set -eu
cd "$(dirname "$0")/../.."
services=gateway,infra/bench/stock-gateway
. infra/bench/java.sh
run dev.parley.bench.gateway.GatewayBenchmark "$@"
