#!/bin/sh
# What compressing answers saves, and what CPU it costs the gateway. Needs Node 18 and Linux.
# usage: infra/bench/compression.sh [requests=3000]
set -eu
cd "$(dirname "$0")/../.."
services=gateway
. infra/bench/java.sh
exec node infra/bench/edge/compression.mjs "${java:-java}" "$@"
