#!/bin/sh
# Reads and posts together at a steady rate: three reads of messages, two of projects, one post.
# usage: infra/bench/mixed.sh [requests a second=500] [seconds=30] [rounds=3]
set -eu
cd "$(dirname "$0")/../.."
services=chat-service
. infra/bench/java.sh
run dev.parley.bench.mixed.MixedBenchmark "$@"
