#!/bin/sh
# From a post over HTTP to its frame on WebSockets: gateway, chat-service, PostgreSQL, outbox, Kafka and
# realtime-service between them. On all cores, once direct and once by the gateway.
# usage: infra/bench/posted.sh [listeners=50] [posts a second=100] [rounds=6]
set -eu
cd "$(dirname "$0")/../.."
services=chat-service,realtime-service,gateway
. infra/bench/java.sh
run dev.parley.bench.realtime.PostedBenchmark "$@"
