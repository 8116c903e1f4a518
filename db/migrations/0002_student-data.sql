-- Up Migration

-- Every row belongs to one student: children name the parent together with its owner, so none can hang on another's.

create table courses (
  id bigint generated always as identity primary key,
  user_id uuid not null references users (id) on delete cascade,
  moodle_id bigint not null,
  full_name text not null,
  short_name text not null,
  id_number text,
  category_id bigint,
  category_name text,
  summary_html text,
  starts_at timestamptz,
  ends_at timestamptz,
  visible boolean not null,
  hidden_by_student boolean not null,
  favourite boolean not null,
  progress_percent double precision,
  shows_grades boolean not null,
  url text not null,
  academic_year smallint,
  term text check (term in ('A', 'B', 'summer', 'year')),
  term_reason text,
  -- The job that last read it whole: an attempt does not read it again.
  read_in_job uuid references sync_jobs (id) on delete set null,
  read_at timestamptz,
  gone_at timestamptz,
  unique (user_id, moodle_id),
  unique (id, user_id)
);
create index on courses (read_in_job);

create table sections (
  id bigint generated always as identity primary key,
  user_id uuid not null,
  course_id bigint not null,
  moodle_id bigint not null,
  number integer not null,
  name text not null,
  summary_html text,
  visible boolean not null,
  gone_at timestamptz,
  foreign key (course_id, user_id) references courses (id, user_id) on delete cascade,
  unique (course_id, moodle_id),
  unique (id, course_id, user_id)
);

create table items (
  id bigint generated always as identity primary key,
  user_id uuid not null,
  course_id bigint not null,
  section_id bigint not null,
  moodle_id bigint not null,
  instance_id bigint,
  modname text not null,
  name text not null,
  url text,
  description_html text,
  visible boolean not null,
  accessible boolean not null,
  availability_html text,
  position integer not null,
  indent smallint not null,
  completed boolean,
  modified_at timestamptz,
  kind text not null,
  number text,
  confidence double precision not null,
  reason text not null,
  solution_item_id bigint references items (id) on delete set null,
  first_seen_at timestamptz not null default now(),
  gone_at timestamptz,
  foreign key (course_id, user_id) references courses (id, user_id) on delete cascade,
  foreign key (section_id, course_id, user_id) references sections (id, course_id, user_id) on delete cascade,
  unique (course_id, moodle_id),
  unique (id, course_id, user_id)
);
create index on items (section_id);
create index on items (user_id);
create index on items (solution_item_id);

create table files (
  id bigint generated always as identity primary key,
  user_id uuid not null,
  course_id bigint not null,
  item_id bigint not null,
  path text not null,
  name text not null,
  type text not null check (type in ('file', 'url', 'content')),
  url text not null,
  size_bytes bigint,
  mime_type text,
  modified_at timestamptz,
  position integer not null,
  foreign key (item_id, course_id, user_id) references items (id, course_id, user_id) on delete cascade,
  unique (item_id, path, name, url)
);
create index on files (course_id);

create table assignments (
  item_id bigint primary key,
  user_id uuid not null,
  course_id bigint not null,
  moodle_id bigint not null,
  opens_at timestamptz,
  due_at timestamptz,
  cut_off_at timestamptz,
  extended_to timestamptz,
  max_grade double precision,
  submission_state text not null check (
    submission_state in ('none', 'new', 'draft', 'reopened', 'submitted', 'unknown')
  ),
  submitted_at timestamptz,
  graded boolean not null,
  feedback_html text,
  foreign key (item_id, course_id, user_id) references items (id, course_id, user_id) on delete cascade
);
create index on assignments (user_id);
create index on assignments (course_id);

create table quizzes (
  item_id bigint primary key,
  user_id uuid not null,
  course_id bigint not null,
  moodle_id bigint not null,
  opens_at timestamptz,
  closes_at timestamptz,
  time_limit_seconds integer,
  attempts_allowed integer,
  max_grade double precision,
  foreign key (item_id, course_id, user_id) references items (id, course_id, user_id) on delete cascade
);
create index on quizzes (user_id);
create index on quizzes (course_id);

create table grades (
  id bigint generated always as identity primary key,
  user_id uuid not null,
  course_id bigint not null,
  moodle_id bigint not null,
  item_moodle_id bigint,
  name text not null,
  kind text not null check (kind in ('item', 'category', 'course')),
  grade double precision,
  grade_text text,
  min double precision,
  max double precision,
  weight_percent double precision,
  hidden boolean not null,
  feedback_html text,
  graded_at timestamptz,
  position integer not null,
  gone_at timestamptz,
  foreign key (course_id, user_id) references courses (id, user_id) on delete cascade,
  unique (course_id, moodle_id),
  -- A hidden grade is not known.
  check (not hidden or grade is null)
);
create index on grades (user_id);

create table announcements (
  id bigint generated always as identity primary key,
  user_id uuid not null,
  course_id bigint not null,
  moodle_id bigint not null,
  title text not null,
  author_name text,
  message_html text not null,
  posted_at timestamptz not null,
  modified_at timestamptz not null,
  url text not null,
  gone_at timestamptz,
  foreign key (course_id, user_id) references courses (id, user_id) on delete cascade,
  unique (course_id, moodle_id)
);

-- Deadlines: from assignments, quizzes and the calendar, each once.
create table events (
  id bigint generated always as identity primary key,
  user_id uuid not null references users (id) on delete cascade,
  -- What it is, so that the same thing from two sources is one row: `assign:123`, `quiz:45`, `calendar:678`.
  key text not null,
  course_id bigint,
  item_id bigint references items (id) on delete cascade,
  title text not null,
  kind text not null check (kind in ('assignment_due', 'quiz_closes', 'other')),
  due_at timestamptz not null,
  done boolean not null,
  url text,
  foreign key (course_id, user_id) references courses (id, user_id) on delete cascade,
  unique (user_id, key)
);
create index on events (user_id, due_at);
create index on events (item_id);
create index on events (course_id);

create table changes (
  id bigint generated always as identity primary key,
  user_id uuid not null references users (id) on delete cascade,
  job_id uuid references sync_jobs (id) on delete set null,
  at timestamptz not null default now(),
  kind text not null check (
    kind in ('new', 'changed', 'moved', 'gone', 'grade_given', 'deadline_moved', 'announcement_posted')
  ),
  subject text not null check (subject in ('course', 'item', 'grade', 'announcement')),
  course_id bigint,
  item_id bigint references items (id) on delete set null,
  title text not null,
  fields jsonb not null default '[]',
  foreign key (course_id, user_id) references courses (id, user_id) on delete cascade
);
create index on changes (user_id, id desc);
create index on changes (item_id);
create index on changes (job_id);
create index on changes (course_id);

-- Down Migration

drop table changes, events, announcements, grades, quizzes, assignments, files, items, sections, courses;
