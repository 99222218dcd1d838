#!/bin/sh
# kill -9 of chat-service under 100 posts/s, again and again: nothing acknowledged may be lost or doubled.
# usage: infra/bench/kill-while-posting.sh [kills=10]
set -eu
cd "$(dirname "$0")/../.."
services=chat-service
. infra/bench/java.sh
run dev.parley.bench.faults.KilledWhilePosting "$@"
