-- Up Migration

create table institutions (
  id text primary key check (id ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  name jsonb not null check (name ?& array['he', 'en', 'ar']),
  url text not null check (url !~ '[/?#]$'),
  -- A site on loopback over plain http, for demos and tests. Production refuses such a one.
  is_local boolean not null default false,
  enabled boolean not null default true,
  -- Requests in flight to the site, over all worker processes.
  max_in_flight integer not null default 4 check (max_in_flight between 1 and 64),
  -- The site asked (Retry-After) to be left alone until then; every worker obeys.
  retry_after_until timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (is_local or url like 'https://%')
);

create table users (
  id uuid primary key default gen_random_uuid(),
  institution_id text not null references institutions (id),
  moodle_user_id bigint not null,
  username text not null,
  full_name text not null,
  language text check (language in ('he', 'en', 'ar')),
  created_at timestamptz not null default now(),
  signed_in_at timestamptz not null default now(),
  -- When a sync last completed; null before the first.
  synced_at timestamptz,
  unique (institution_id, moodle_user_id)
);
create index on users (lower(username));

create table staff (
  id uuid primary key default gen_random_uuid(),
  email text not null unique check (email = lower(email)),
  password_hash text not null,
  role text not null check (role in ('viewer', 'operator', 'manager', 'admin')),
  disabled_at timestamptz,
  created_at timestamptz not null default now()
);

-- The browser holds the id; only its SHA-256 is here.
create table sessions (
  id_hash bytea primary key check (octet_length(id_hash) = 32),
  user_id uuid references users (id) on delete cascade,
  staff_id uuid references staff (id) on delete cascade,
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  check (num_nonnulls(user_id, staff_id) = 1)
);
create index on sessions (user_id);
create index on sessions (staff_id);
create index on sessions (expires_at);

-- AES-256-GCM; a data key a record, wrapped by the key of the environment that key_id names.
create table credentials (
  user_id uuid primary key references users (id) on delete cascade,
  kind text not null check (kind in ('token')),
  key_id text not null,
  wrapped_key bytea not null,
  sealed bytea not null,
  -- Set when the site refused it: the student has to sign in again.
  refused_at timestamptz,
  updated_at timestamptz not null default now()
);

create table sync_jobs (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references users (id) on delete cascade,
  institution_id text not null references institutions (id),
  trigger text not null check (trigger in ('sign_in', 'manual', 'staff_retry')),
  retry_of uuid references sync_jobs (id) on delete set null,
  request_id text,
  status text not null default 'starting' check (
    status in (
      'starting', 'creating_tables', 'fetching_courses', 'analyzing_content', 'classifying_data',
      'saving_to_database', 'completed', 'failed', 'cancelled'
    )
  ),
  -- The last working stage, kept when the job ends otherwise than completed.
  stage text not null default 'starting',
  progress smallint not null default 0 check (progress between 0 and 100),
  -- Key of the words that tell where the job is (contract, words): `stages.analyzing_content`.
  message text not null default 'stages.starting',
  -- Counts, courses that could not be read, parts done, the range of time left: see store's job-data.ts.
  data jsonb not null default '{}',
  rev bigint not null default 1,
  -- The fence: raised by every claim; a write that carries another number changes nothing.
  attempt integer not null default 0,
  -- Claims that ended in a failure, of max_tries; a stop or a lost worker is not one.
  tries integer not null default 0,
  max_tries integer not null check (max_tries between 1 and 25),
  losses integer not null default 0,
  -- Milliseconds of all attempts together, without waiting; capped for automatic jobs.
  active_ms bigint not null default 0,
  partial boolean not null default false,
  error_code text,
  moodle_requests integer not null default 0,
  worker_id text,
  cancel_requested_at timestamptz,
  next_attempt_at timestamptz,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  updated_at timestamptz not null default now(),
  finished_at timestamptz,
  check ((finished_at is not null) = (status in ('completed', 'failed', 'cancelled'))),
  check ((status = 'completed') = (progress = 100)),
  check ((status = 'failed') <= (error_code is not null))
);
-- One active job a student, whatever happens at the same moment.
create unique index sync_jobs_one_active on sync_jobs (user_id) where finished_at is null;
create index on sync_jobs (created_at desc, id desc);
create index on sync_jobs (user_id, created_at desc);
create index on sync_jobs (institution_id, created_at desc);
create index on sync_jobs (retry_of);
create index on sync_jobs (finished_at) where finished_at is not null;
create index sync_jobs_waiting on sync_jobs (created_at) where finished_at is null and started_at is null;

create function notify_sync_job() returns trigger language plpgsql as $$
begin
  perform pg_notify('sync_job', json_build_object('jobId', new.id, 'rev', new.rev)::text);
  return null;
end
$$;
create trigger sync_jobs_notify after insert or update of rev on sync_jobs
  for each row execute function notify_sync_job();

create table sync_job_attempts (
  job_id uuid not null references sync_jobs (id) on delete cascade,
  attempt integer not null,
  worker_id text,
  started_at timestamptz not null default now(),
  ended_at timestamptz,
  outcome text not null default 'running' check (
    outcome in ('running', 'completed', 'failed', 'cancelled', 'released', 'lost', 'postponed')
  ),
  error_code text,
  moodle_requests integer not null default 0,
  primary key (job_id, attempt)
);

-- The timeline: append-only.
create table sync_job_events (
  id bigint generated always as identity primary key,
  job_id uuid not null references sync_jobs (id) on delete cascade,
  attempt integer not null,
  at timestamptz not null default now(),
  kind text not null,
  function text,
  duration_ms integer,
  bytes integer,
  outcome text,
  data jsonb not null default '{}'
);
create index on sync_job_events (job_id, id);

create table worker_heartbeats (
  -- graphile-worker's pool id: what its locks are held by.
  worker_id text primary key,
  host text not null,
  pid integer not null,
  concurrency integer not null,
  running_jobs uuid[] not null default '{}',
  memory_bytes bigint,
  started_at timestamptz not null default now(),
  beat_at timestamptz not null default now(),
  stopping_at timestamptz,
  stopped_at timestamptz,
  -- Set by the sweeper once it has freed what a silent worker held.
  lost_at timestamptz
);

create table audit_log (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  staff_id uuid references staff (id) on delete set null,
  action text not null,
  target text not null,
  request_id text,
  data jsonb not null default '{}'
);

-- rate-limiter-flexible's own shape.
create table rate_limits (
  key varchar(255) primary key,
  points integer not null default 0,
  expire bigint
);

-- Down Migration

drop table rate_limits, audit_log, worker_heartbeats, sync_job_events, sync_job_attempts, sync_jobs, credentials,
  sessions, staff, users, institutions;
drop function notify_sync_job;
