-- One service: a role and a schema of the same name, which that role owns and beside which it reaches nothing.
-- Before it, on the same connection:
--   SELECT set_config('parley.service', <name>, false), set_config('parley.password', <password>, false);
-- May be run again: it then sets the password anew (under a lock, as roles are shared by all sessions).
DO $$
DECLARE
  service text := current_setting('parley.service');
  password text := current_setting('parley.password');
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('parley.service'));
  IF service !~ '^[a-z][a-z0-9_]{0,30}$' THEN
    RAISE EXCEPTION 'not a service name: %', service;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = service) THEN
    EXECUTE format('CREATE ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION', service);
  END IF;
  EXECUTE format('ALTER ROLE %I PASSWORD %L', service, password);
  EXECUTE format('CREATE SCHEMA IF NOT EXISTS %I AUTHORIZATION %I', service, service);
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), service);
  EXECUTE format('GRANT USAGE ON SCHEMA extensions TO %I', service);
  EXECUTE format('ALTER ROLE %I IN DATABASE %I SET search_path = %I, extensions',
                 service, current_database(), service);
END
$$;
SELECT set_config('parley.password', '', false);
