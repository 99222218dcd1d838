#!/bin/sh
# For the postgres image: mount this folder at /docker-entrypoint-initdb.d/parley and this file beside it, or this file
# alone with the .sql files in the folder named by PARLEY_SQL. Runs once, on an empty data folder.
# Needs CHAT_POSTGRES_PASSWORD, SEARCH_…, REALTIME_…, METRICS_….
set -eu

sql=${PARLEY_SQL:-/docker-entrypoint-initdb.d/parley}
psql="psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --username=${POSTGRES_USER:-postgres} --dbname=${POSTGRES_DB:-parley}"

$psql --file="$sql/database.sql"

for service in chat search realtime metrics; do
  variable=$(echo "$service" | tr '[:lower:]' '[:upper:]')_POSTGRES_PASSWORD
  eval "password=\${$variable:?}"
  # by psql's environment and standard input: an argument could be read by every user of the machine
  # shellcheck disable=SC2154
  PASSWORD=$password $psql --output=/dev/null <<EOF
\getenv password PASSWORD
SELECT set_config('parley.service', '$service', false), set_config('parley.password', :'password', false);
\i $sql/service.sql
EOF
done
