#!/bin/sh
# sqlmap (Debian: sqlmap) against every parameter of the search, on both engines. Fails where it finds something.
# usage: infra/bench/sqlmap.sh
set -eu
cd "$(dirname "$0")/../.."
services=search-service
. infra/bench/java.sh
run dev.parley.bench.search.InjectionCheck
