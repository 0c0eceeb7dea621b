#!/bin/sh
# Runs once, on an empty database: the owner migrates, the app works and owns nothing.
set -eu
: "${OWNER_PASSWORD:?}" "${APP_PASSWORD:?}"
psql --quiet --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
    --set owner_password="$OWNER_PASSWORD" --set app_password="$APP_PASSWORD" <<'SQL'
CREATE ROLE zorgzaam_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'owner_password';
CREATE ROLE zorgzaam_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD :'app_password';
CREATE DATABASE zorgzaam OWNER zorgzaam_owner;
REVOKE ALL ON DATABASE zorgzaam FROM PUBLIC;
GRANT CONNECT ON DATABASE zorgzaam TO zorgzaam_app;
\connect zorgzaam
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO zorgzaam_owner;
GRANT USAGE ON SCHEMA public TO zorgzaam_app;
REVOKE EXECUTE ON FUNCTION lo_creat(integer), lo_create(oid), lo_from_bytea(oid, bytea) FROM PUBLIC;
SQL
