-- Up Migration

-- Search. One row for each thing that can be found, written by triggers: whoever writes a student's data need not know of
-- it, and where nothing is written there, nothing is written here.
create table search_entries (
  type text not null check (type in ('course', 'section', 'item', 'announcement', 'file')),
  row_id bigint not null,
  user_id uuid not null,
  course_id bigint not null,
  -- What "recent first" goes by.
  at timestamptz,
  words tsvector not null,
  primary key (type, row_id),
  foreign key (course_id, user_id) references courses (id, user_id) on delete cascade
);
create index on search_entries (course_id);
-- A long list of pending entries, which every search reads through, would cost more than it saves.
create index on search_entries using gin (words) with (gin_pending_list_limit = 256);

-- Clean HTML as its text: these entities are all that the cleaner writes.
create function search_text(html text) returns text
language sql immutable parallel safe
return replace(replace(replace(replace(replace(
  regexp_replace(
    regexp_replace(
      left(html, 60000),
      '</?(?:a|abbr|b|bdi|cite|code|del|em|i|ins|mark|s|small|span|strong|sub|sup|u|wbr)(?: [^>]*)?>', '', 'g'),
    '<[^>]*>', ' ', 'g'),
  '&nbsp;', ' '), '&lt;', '<'), '&gt;', '>'), '&quot;', '"'), '&amp;', '&');

-- The words of a text, folded. store/src/fold-words.ts does the same to what is searched for; a test compares them.
-- Folded are case, accents, niqqud and tashkeel, geresh and gershayim, final letters, Arabic letters that are written in
-- more than one way, and digits. What parts words is listed, not asked of the locale, which differs between servers.
create function search_words(source text) returns text[]
language sql immutable parallel safe
return array_remove(
  regexp_split_to_array(
    regexp_replace(
      translate(
        regexp_replace(
          -- One character may become eighteen.
          lower(left(normalize(source, nfkd), 60000) collate "pg_c_utf8"),
          '["''`\u00ad\u00b4\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u05f3\u05f4\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u200b-\u200f\u2018-\u201f\u202a-\u202e\u2060-\u2069\ufeff]',
          '', 'g'),
        'ךםןףץىةکیٱς٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹',
        'כמנפציهكياσ01234567890123456789'),
      '([0-9]+)', ' \1 ', 'g'),
    '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7\u02b0-\u02ff\u055a-\u055f\u0589\u058a\u05be\u05c0\u05c3\u05c6\u0600-\u060f\u061b-\u061f\u066a-\u066d\u06d4\u06dd\u06de\u1680\u180e\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u2e00-\u2e7f\u3000-\u3004\u3008-\u3030\ufd3e\ufd3f\ufe00-\ufe6b\uff01-\uff0f\uff1a-\uff20\ufff0-\uffff\U0001f000-\U0001faff]+'),
  '');

-- A word without what is written together with the next one in Hebrew (ו, ש, כש, ה, ב, ל, כ, מ …) and Arabic (ال and what
-- stands before it), in each way that leaves two letters at least; a number without its leading zeros.
create function search_stems(word text) returns text[]
language plpgsql immutable parallel safe as $$
declare
  stems text[] := '{}';
begin
  if word ~ '^[והבלכמש]' then
    for length in 1..least(5, length(word) - 2) loop
      exit when left(word, length) !~ '^ו?(?:לכש?|כש?|מש?|ש)?(?:מה?|[הבלכ])?$';
      if left(word, length) ~ '^ו?(?:לכש|כש|מש|ש)?(?:מה|[הבלכמ])?$' then
        stems := stems || substr(word, length + 1);
      end if;
    end loop;
  elsif word ~ '^[وف]?(?:[بك]?ال|لل)..' then
    stems := array[regexp_replace(word, '^[وف]?(?:[بك]?ال|لل)', '')];
  elsif word ~ '^0+[1-9]' then
    stems := array[ltrim(word, '0')];
  end if;
  return stems;
end $$;

-- What stands before each of a student's words in the index: one index of all students' words is read for one of them
-- without touching the others', prefixes too. Two students may have the same; the rows say whose they are.
-- Beginnings of two letters for one of 26 students, 2,000 items each and one 50,000: 1.0 ms; btree_gin on (user_id, words)
-- 4.5 ms, and 15 ms among 275 students, because it goes through all students' words first; the words alone and a filter 28 ms.
create function search_mark(owner uuid) returns text
language sql immutable parallel safe
return left(owner::text, 4);

-- The words of one thing. The part of it that has a word stands before the word as well, so that the index alone finds what
-- has it there: t the title and other names, p the place where it stands, b its body. Weights: A title, B its stems and other
-- names, C place, D body. Names are cut as texts are, so that no length of theirs is more than a tsvector holds: writing a
-- student's data never fails for what is to be found of it.
create function search_vector(owner uuid, title text, names text, place text, body text) returns tsvector
language plpgsql immutable parallel safe as $$
declare
  mark text := search_mark(owner);
  -- Adding to a text would copy all that is written already.
  written text[] := '{}';
  -- A tsvector counts to 16,383.
  last_position constant integer := 16000;
  at integer := 0;
  part record;
  word text;
  stem text;
begin
  for part in
    select * from (values
      (left(title, 2000), 't', 'A', 'B'), (left(names, 2000), 't', 'B', 'B'), (left(place, 2000), 'p', 'C', 'C'),
      (body, 'b', 'D', 'D')
    ) as parts (source, name, weight, stem_weight)
  loop
    continue when part.source is null;
    foreach word in array search_words(part.source) loop
      at := least(at + 1, last_position);
      word := left(word, 40);
      written := array_append(written, '''' || mark || part.name || word || ''':' || at || part.weight);
      -- Most words begin with none of these: asking that much is cheaper than asking search_stems.
      continue when strpos('והבלכמשوفبكال0', left(word, 1)) = 0;
      foreach stem in array search_stems(word) loop
        written := array_append(written, '''' || mark || part.name || stem || ''':' || at || part.stem_weight);
      end loop;
    end loop;
    -- No phrase goes from one part into the next.
    at := least(at + 10, last_position);
  end loop;
  return array_to_string(written, ' ')::tsvector;
end $$;

-- All that can be found. What is gone is not in it, but for what stands in a course that is gone: searching looks at that.
create view search_sources as
  select 'course' as type, id as row_id, user_id, id as course_id, starts_at as at, full_name as title,
    concat_ws(' ', short_name, category_name, (select string_agg(name, ' ') from jsonb_array_elements_text(teachers) as name))
      as names,
    null as place, summary_html as body_html
  from courses where gone_at is null
  union all
  select 'section', s.id, s.user_id, s.course_id, null, s.name, null, concat_ws(' ', c.full_name, c.short_name), s.summary_html
  from sections s join courses c on c.id = s.course_id
  where s.gone_at is null
  union all
  select 'item', i.id, i.user_id, i.course_id, coalesce(i.modified_at, i.first_seen_at), i.name, i.number,
    concat_ws(' ', c.full_name, c.short_name, s.name), i.description_html
  from items i join courses c on c.id = i.course_id join sections s on s.id = i.section_id
  where i.gone_at is null
  union all
  select 'announcement', d.id, d.user_id, d.course_id, d.modified_at, d.title, d.author_name,
    concat_ws(' ', c.full_name, c.short_name), d.message_html
  from discussions d join courses c on c.id = d.course_id
  where d.gone_at is null
  union all
  select 'file', f.id, f.user_id, f.course_id, f.modified_at, f.name, null,
    concat_ws(' ', c.full_name, c.short_name, i.name), null
  from files f join items i on i.id = f.item_id join courses c on c.id = f.course_id
  where i.gone_at is null;

create function write_search_entries(changed_type text, changed_ids bigint[]) returns void
language plpgsql as $$
begin
  if cardinality(changed_ids) = 0 then return; end if;
  delete from search_entries e
  where e.type = changed_type and e.row_id = any(changed_ids)
    and not exists (select from search_sources s where s.type = changed_type and s.row_id = e.row_id);
  -- Many things stand in one place: its words, more than half of all, are made once. Letters of their own keep phrases apart.
  with changed as materialized (
    select * from search_sources where type = changed_type and row_id = any(changed_ids)
  ),
  places as materialized (
    select user_id, place, search_vector(user_id, null, null, place, null) as words
    from (select distinct user_id, place from changed where place is not null) as once
  )
  insert into search_entries as e (type, row_id, user_id, course_id, at, words)
  select type, row_id, user_id, course_id, at,
    search_vector(user_id, title, names, null, search_text(body_html)) || coalesce(places.words, '')
  from changed left join places using (user_id, place)
  on conflict (type, row_id) do update set at = excluded.at, words = excluded.words
  where (e.at, e.words) is distinct from (excluded.at, excluded.words);
end $$;

create function search_courses() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    perform write_search_entries('course', array(select id from written));
    return null;
  end if;
  perform write_search_entries('course', array(
    select w.id from written w join replaced r using (id)
    where (w.full_name, w.short_name, w.category_name, w.teachers, w.summary_html, w.starts_at, w.gone_at)
      is distinct from (r.full_name, r.short_name, r.category_name, r.teachers, r.summary_html, r.starts_at, r.gone_at)
  ));
  -- Its name is where all the rest stands.
  perform write_search_entries(e.type, array_agg(e.row_id))
  from written w join replaced r using (id) join search_entries e on e.course_id = w.id
  where (w.full_name, w.short_name) is distinct from (r.full_name, r.short_name) and e.type <> 'course'
  group by e.type;
  return null;
end $$;
create trigger search_inserted after insert on courses referencing new table as written
  for each statement execute function search_courses();
create trigger search_updated after update on courses referencing old table as replaced new table as written
  for each statement execute function search_courses();

create function search_sections() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    perform write_search_entries('section', array(select id from written));
    return null;
  end if;
  perform write_search_entries('section', array(
    select w.id from written w join replaced r using (id)
    where (w.name, w.summary_html, w.gone_at) is distinct from (r.name, r.summary_html, r.gone_at)
  ));
  perform write_search_entries('item', array(
    select i.id from written w join replaced r using (id) join items i on i.section_id = w.id where w.name <> r.name
  ));
  return null;
end $$;
create trigger search_inserted after insert on sections referencing new table as written
  for each statement execute function search_sections();
create trigger search_updated after update on sections referencing old table as replaced new table as written
  for each statement execute function search_sections();

create function search_items() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    perform write_search_entries('item', array(select id from written));
    return null;
  end if;
  perform write_search_entries('item', array(
    select w.id from written w join replaced r using (id)
    where (w.name, w.number, w.section_id, w.description_html, w.modified_at, w.gone_at)
      is distinct from (r.name, r.number, r.section_id, r.description_html, r.modified_at, r.gone_at)
  ));
  perform write_search_entries('file', array(
    select f.id from written w join replaced r using (id) join files f on f.item_id = w.id
    where (w.name, w.gone_at) is distinct from (r.name, r.gone_at)
  ));
  return null;
end $$;
create trigger search_inserted after insert on items referencing new table as written
  for each statement execute function search_items();
create trigger search_updated after update on items referencing old table as replaced new table as written
  for each statement execute function search_items();

create function search_discussions() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    perform write_search_entries('announcement', array(select id from written));
    return null;
  end if;
  perform write_search_entries('announcement', array(
    select w.id from written w join replaced r using (id)
    where (w.title, w.author_name, w.message_html, w.modified_at, w.gone_at)
      is distinct from (r.title, r.author_name, r.message_html, r.modified_at, r.gone_at)
  ));
  return null;
end $$;
create trigger search_inserted after insert on discussions referencing new table as written
  for each statement execute function search_discussions();
create trigger search_updated after update on discussions referencing old table as replaced new table as written
  for each statement execute function search_discussions();

-- Files are deleted where they are gone; the others only with their course, which takes the entries along.
create function search_files() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    perform write_search_entries('file', array(select id from written));
  elsif tg_op = 'UPDATE' then
    perform write_search_entries('file', array(
      select w.id from written w join replaced r using (id)
      where (w.name, w.modified_at) is distinct from (r.name, r.modified_at)
    ));
  else
    delete from search_entries where type = 'file' and row_id in (select id from replaced);
  end if;
  return null;
end $$;
create trigger search_inserted after insert on files referencing new table as written
  for each statement execute function search_files();
create trigger search_updated after update on files referencing old table as replaced new table as written
  for each statement execute function search_files();
create trigger search_deleted after delete on files referencing old table as replaced
  for each statement execute function search_files();

-- What was read before there was a search.
select write_search_entries(type, array_agg(row_id)) from search_sources group by type, user_id;

-- Down Migration

drop trigger search_deleted on files;
drop trigger search_updated on files;
drop trigger search_inserted on files;
drop trigger search_updated on discussions;
drop trigger search_inserted on discussions;
drop trigger search_updated on items;
drop trigger search_inserted on items;
drop trigger search_updated on sections;
drop trigger search_inserted on sections;
drop trigger search_updated on courses;
drop trigger search_inserted on courses;
drop function search_files, search_discussions, search_items, search_sections, search_courses, write_search_entries;
drop view search_sources;
drop table search_entries;
drop function search_vector, search_mark, search_stems, search_words, search_text;
