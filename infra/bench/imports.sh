#!/bin/sh
# A large import into a small heap, by a chat-service that is killed on the way.
# usage: infra/bench/imports.sh [heap=96m] [messages=100000] [kills=3]
set -eu
cd "$(dirname "$0")/../.."
services=chat-service
. infra/bench/java.sh
run dev.parley.bench.imports.ImportBenchmark "$@"
