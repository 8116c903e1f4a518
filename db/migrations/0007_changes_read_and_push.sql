-- Up Migration

-- When the student read it, or said that they have; null is unread.
alter table changes add column read_at timestamptz;
-- What is there already was shown before there were marks.
update changes set read_at = now();
create index changes_unread on changes (user_id, id desc) where read_at is null;

-- The key by which push services know this Spike (VAPID), where none is given by the environment: made once.
create table push_keys (
  only_one boolean primary key default true check (only_one),
  public_key text not null,
  -- The private key, sealed as credentials are.
  key_id text not null,
  wrapped_key bytea not null,
  sealed bytea not null,
  created_at timestamptz not null default now()
);

-- A browser that asked for notifications: it stops being one when its session ends.
create table push_subscriptions (
  session_id_hash bytea primary key references sessions (id_hash) on delete cascade,
  user_id uuid not null references users (id) on delete cascade,
  endpoint text not null unique check (length(endpoint) <= 1000),
  p256dh text not null,
  auth text not null,
  -- The last change that it was told of, or that was there before it.
  told_change_id bigint not null,
  -- Sends in a row that its push service refused.
  refusals smallint not null default 0,
  created_at timestamptz not null default now()
);
create index on push_subscriptions (user_id);

-- Down Migration

drop table push_subscriptions, push_keys;
drop index changes_unread;
alter table changes drop column read_at;
