#!/bin/sh
# The public tests for HTTP caches (npm: http-cache-tests), their server behind the gateway. It ends
# with 1 when the gateway fails one on authentication, private data or secrets. Needs Node 18.
# usage: infra/bench/http-cache-tests.sh [id of one test]
set -eu
cd "$(dirname "$0")/../.."
services=gateway
. infra/bench/java.sh
tests=infra/bench/target/http-cache-tests
mkdir -p "$tests"
npm install --prefix "$tests" --no-save --no-audit --no-fund --ignore-scripts --silent http-cache-tests@0.4.5
exec node infra/bench/edge/http-cache-tests.mjs "${java:-java}" "$tests/node_modules" "$@"
