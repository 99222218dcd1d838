#!/bin/sh
# One room: deliveries a second, latency and idle memory of realtime-service beside npm's ws and
# socket.io, nchan, and a Spring loop. The servers have core 0, the clients (and PostgreSQL, Kafka,
# Redis) core 1. Needs Linux and Node 18; nchan where Debian's libnginx-mod-nchan is installed.
# usage: infra/bench/realtime.sh [subscribers=500] [rounds=3] [idle sockets=10000, 0: none] [names, as ws,ours]
set -eu
cd "$(dirname "$0")/../.."
services=realtime-service,gateway,infra/bench/stock-websocket
. infra/bench/java.sh
peers=infra/bench/target/realtime-peers
mkdir -p "$peers"
npm install --prefix "$peers" --no-save --no-audit --no-fund --ignore-scripts --silent \
  ws@8.23.0 socket.io@4.8.4
launcher="taskset -c 1"
run dev.parley.bench.realtime.RealtimeBenchmark "$@"
