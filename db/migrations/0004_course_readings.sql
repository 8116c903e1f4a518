-- Up Migration

-- What Spike notes of a reading stands beside the student's data, not in it: reading what did not change writes none of
-- its rows.
create table course_readings (
  course_id bigint primary key,
  user_id uuid not null,
  -- The job that last read it whole: an attempt does not read it again.
  read_in_job uuid references sync_jobs (id) on delete set null,
  read_at timestamptz not null,
  foreign key (course_id, user_id) references courses (id, user_id) on delete cascade
);
create index on course_readings (read_in_job);

-- Courses, and items in them, that the student opened.
create table openings (
  user_id uuid not null,
  course_id bigint not null,
  -- Null where it is the course itself.
  item_id bigint,
  -- When it was last to be read because the student opened it.
  opened_at timestamptz not null,
  -- It is still to be read for that, even if the course ended long ago.
  wanted_at timestamptz,
  foreign key (course_id, user_id) references courses (id, user_id) on delete cascade,
  foreign key (item_id, course_id, user_id) references items (id, course_id, user_id) on delete cascade,
  unique nulls not distinct (course_id, item_id)
);
create index on openings (item_id);
create index on openings (user_id) where wanted_at is not null;

insert into course_readings (course_id, user_id, read_in_job, read_at)
  select id, user_id, read_in_job, read_at from courses where read_at is not null;
insert into openings (user_id, course_id, item_id, opened_at, wanted_at)
  select user_id, id, null, coalesce(opened_at, wanted_at), wanted_at from courses
  where opened_at is not null or wanted_at is not null
  union all
  select user_id, course_id, id, coalesce(opened_at, wanted_at), wanted_at from items
  where opened_at is not null or wanted_at is not null;

alter table courses drop column read_in_job, drop column read_at, drop column wanted_at, drop column opened_at;
alter table items drop column wanted_at, drop column opened_at;

-- Down Migration

alter table courses add column read_in_job uuid references sync_jobs (id) on delete set null,
  add column read_at timestamptz, add column wanted_at timestamptz, add column opened_at timestamptz;
create index on courses (read_in_job);
create index on courses (user_id) where wanted_at is not null;
alter table items add column wanted_at timestamptz, add column opened_at timestamptz;
create index on items (user_id) where wanted_at is not null;

update courses set read_in_job = r.read_in_job, read_at = r.read_at from course_readings r where r.course_id = courses.id;
update courses set wanted_at = o.wanted_at, opened_at = o.opened_at from openings o
  where o.course_id = courses.id and o.item_id is null;
update items set wanted_at = o.wanted_at, opened_at = o.opened_at from openings o where o.item_id = items.id;

drop table openings, course_readings;
