#!/bin/sh
# What an idle WebSocket costs the gateway, and frames a second through it and past it.
# usage: infra/bench/sockets.sh [idle sockets=5000] [seconds=5] [rounds=2]
set -eu
cd "$(dirname "$0")/../.."
services=gateway
. infra/bench/java.sh
run dev.parley.bench.sockets.SocketBenchmark "$@"
