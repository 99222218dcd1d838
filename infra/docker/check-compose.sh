#!/bin/sh
# Checks docker-compose.yml with each profile, and what TLS is set to, by their own tools (docker compose, or Debian's
# docker-compose; Debian's caddy).
set -eu
cd "$(dirname "$0")/../.."
compose="docker compose"
$compose version > /dev/null 2>&1 || compose=docker-compose
for profiles in "" monitoring production monitoring,production; do
  COMPOSE_PROFILES=$profiles $compose --env-file .env.example config -q
  echo "✔ profiles: ${profiles:-none}"
done
if command -v caddy > /dev/null; then
  PARLEY_DOMAIN=chat.example.org caddy validate --config infra/docker/Caddyfile --adapter caddyfile
fi
