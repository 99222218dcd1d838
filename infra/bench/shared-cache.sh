#!/bin/sh
# The gateway's shared cache: 100,000 mixed requests of 200 users, one in twenty of them cancelled.
# It ends with 1 if anybody got what was not theirs, or not whole. Needs Node 18.
# usage: infra/bench/shared-cache.sh [requests=100000] [at once=64]
set -eu
cd "$(dirname "$0")/../.."
services=gateway
. infra/bench/java.sh
exec node infra/bench/edge/shared-cache.mjs "${java:-java}" "$@"
