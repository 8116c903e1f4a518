-- Up Migration

-- What readings learnt of the site (moodle's site-knowledge.ts): how students sign in, what calls cost. No person in it.
alter table institutions add column knowledge jsonb not null default '{}';
-- When students are synced without asking: a cron line, 'off', or null for SYNC_SCHEDULE.
alter table institutions add column sync_schedule text;

alter table credentials drop constraint credentials_kind_check;
alter table credentials add constraint credentials_kind_check check (kind in ('token', 'session'));

alter table sync_jobs drop constraint sync_jobs_trigger_check;
alter table sync_jobs add constraint sync_jobs_trigger_check check (
  trigger in ('sign_in', 'manual', 'staff_retry', 'schedule', 'opened')
);
-- A whole sync was asked of it while it ran for opened courses alone, or was to be cancelled: its next attempt is that,
-- or else the job after it.
alter table sync_jobs add column asked_again boolean not null default false;

-- Sign-ins that are under way on a university's own page: what comes back must have been made with this passport.
create table launches (
  -- SHA-256 of the id in the browser's cookie.
  id_hash bytea primary key check (octet_length(id_hash) = 32),
  institution_id text not null references institutions (id) on delete cascade,
  passport text not null,
  expires_at timestamptz not null
);
create index on launches (expires_at);
create index on launches (institution_id);

alter table courses add column teachers jsonb not null default '[]';
-- The student opened it, and it is still to be read for that, even if it ended long ago.
alter table courses add column wanted_at timestamptz;
create index on courses (user_id) where wanted_at is not null;
-- When it was last to be read because the student opened it.
alter table courses add column opened_at timestamptz;

-- The section that a subsection stands in, by Moodle's id.
alter table sections add column parent_moodle_id bigint;

alter table items add column completion_mode text check (completion_mode in ('manual', 'automatic'));
-- [{"id": "duedate", "at": "2026-11-22T10:00:00.000Z"}]
alter table items add column dates jsonb not null default '[]';
-- How much of it was read: see moodle's ItemDetail.
alter table items add column detail text not null default 'full' check (detail in ('full', 'outside', 'listed'));
-- As of courses: what is inside is to be read.
alter table items add column wanted_at timestamptz;
create index on items (user_id) where wanted_at is not null;
alter table items add column opened_at timestamptz;

alter table assignments alter column moodle_id drop not null;

alter table quizzes alter column moodle_id drop not null;
-- [{"number": 1, "state": "finished", "startedAt": …, "finishedAt": …}]; null where they were never read.
alter table quizzes add column attempts jsonb;
alter table quizzes add column best_grade double precision;

create table forums (
  item_id bigint primary key,
  user_id uuid not null,
  course_id bigint not null,
  moodle_id bigint,
  type text,
  discussion_count integer,
  unread_count integer,
  -- Null where its discussions were never read.
  discussions_read_at timestamptz,
  foreign key (item_id, course_id, user_id) references items (id, course_id, user_id) on delete cascade
);
create index on forums (user_id);
create index on forums (course_id);

-- A discussion with its first post; one of a news forum is an announcement.
alter table announcements rename to discussions;
alter table discussions add column forum_item_moodle_id bigint;
alter table discussions add column announcement boolean not null default true;
alter table discussions alter column announcement drop default;
alter table discussions add column reply_count integer not null default 0;
alter table discussions add column unread_count integer;
alter table discussions add column pinned boolean not null default false;

alter table grades add column letter text;
-- What the student was last told, in points or in words: it stays while the grade is hidden or gone, so that it is no news when it comes back.
alter table grades add column last_given text;
update grades set last_given = coalesce(grade::text, grade_text);

alter table events drop constraint events_kind_check;
-- 'calendar' asks nothing of the student: a lecture that moved, a holiday, an entry of their own.
alter table events add constraint events_kind_check check (
  kind in ('assignment_due', 'quiz_closes', 'other', 'calendar')
);
alter table events add column ends_at timestamptz;
alter table events add column description_html text;

-- What Moodle itself told the student, under its bell.
create table moodle_notifications (
  id bigint generated always as identity primary key,
  user_id uuid not null references users (id) on delete cascade,
  moodle_id bigint not null,
  subject text not null,
  text_html text,
  url text,
  created_at timestamptz not null,
  read boolean not null,
  unique (user_id, moodle_id)
);
create index on moodle_notifications (user_id, created_at desc);

-- Down Migration

drop table moodle_notifications, forums, launches;
delete from events where kind = 'calendar';
alter table events drop column ends_at, drop column description_html;
alter table events drop constraint events_kind_check;
alter table events add constraint events_kind_check check (kind in ('assignment_due', 'quiz_closes', 'other'));
alter table grades drop column letter, drop column last_given;
delete from discussions where not announcement;
alter table discussions drop column forum_item_moodle_id, drop column announcement, drop column reply_count,
  drop column unread_count, drop column pinned;
alter table discussions rename to announcements;
alter table quizzes drop column attempts, drop column best_grade;
delete from quizzes where moodle_id is null;
alter table quizzes alter column moodle_id set not null;
delete from assignments where moodle_id is null;
alter table assignments alter column moodle_id set not null;
alter table items drop column completion_mode, drop column dates, drop column detail, drop column wanted_at,
  drop column opened_at;
alter table sections drop column parent_moodle_id;
alter table courses drop column teachers, drop column wanted_at, drop column opened_at;
alter table sync_jobs drop column asked_again;
delete from sync_jobs where trigger in ('schedule', 'opened');
alter table sync_jobs drop constraint sync_jobs_trigger_check;
alter table sync_jobs add constraint sync_jobs_trigger_check check (trigger in ('sign_in', 'manual', 'staff_retry'));
delete from credentials where kind = 'session';
alter table credentials drop constraint credentials_kind_check;
alter table credentials add constraint credentials_kind_check check (kind in ('token'));
alter table institutions drop column knowledge, drop column sync_schedule;
