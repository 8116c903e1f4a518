-- Up Migration

-- A visit is over when the student was not seen for half an hour (store's visits.ts). When they were last seen in this
-- one, and in the one before it: what was found since then is new to them.
alter table users add column visit_seen_at timestamptz;
alter table users add column visited_before_at timestamptz;

-- When what stands there last became different: calendars that subscribed are told.
alter table events add column updated_at timestamptz not null default now();
create function note_event_update() returns trigger language plpgsql as $$
begin
  new.updated_at = now();
  return new;
end
$$;
create trigger events_note_update before update on events for each row execute function note_event_update();

-- The address by which a phone's calendar reads a student's deadlines: who knows it may read them.
create table calendar_feeds (
  user_id uuid primary key references users (id) on delete cascade,
  -- SHA-256 of the secret in the address: by it the feed is found.
  secret_hash bytea not null unique check (octet_length(secret_hash) = 32),
  -- The secret itself, sealed as credentials are, so that its owner can be shown it again.
  key_id text not null,
  wrapped_key bytea not null,
  sealed bytea not null,
  created_at timestamptz not null
);

-- Down Migration

drop table calendar_feeds;
drop trigger events_note_update on events;
drop function note_event_update;
alter table events drop column updated_at;
alter table users drop column visit_seen_at, drop column visited_before_at;
