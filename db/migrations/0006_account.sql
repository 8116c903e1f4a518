-- Up Migration

alter table users add column theme text not null default 'system' check (theme in ('light', 'dark', 'system'));
-- The student said which language: what their Moodle says does not change it any more.
alter table users add column language_chosen boolean not null default false;

-- How a student names a session to end it; no cookie holds it.
alter table sessions add column public_id uuid not null default gen_random_uuid() unique;
-- What its browser called itself, as words; null where that says nothing.
alter table sessions add column browser text;
alter table sessions add column system text;
alter table sessions add column device_kind text check (device_kind in ('desktop', 'phone', 'tablet'));

-- Down Migration

alter table sessions drop column public_id, drop column browser, drop column system, drop column device_kind;
alter table users drop column theme, drop column language_chosen;
