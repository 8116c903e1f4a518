import type { SearchResult, SearchType } from '@spike/contract'
import { sql } from 'kysely'
import type { Database } from './database.ts'
import { markHits, snippetOf } from './search-marks.ts'
import { parseSearch, toTsqueries } from './search-query.ts'
import { idText, timeText } from './wire-values.ts'

/** What one search may take of the database: far more than any takes, so that only one that went wrong meets it. */
const statementTimeoutMs = 2_000
/**
 * Ranking what has a word costs more than finding it: where more rows have it than anyone looks through, those of current
 * courses and the newest are ranked.
 */
const maxCandidates = 300
/** The part of a text that is looked through for what is shown of it. */
const maxTextLength = 20_000

export interface StudentSearch {
  readonly userId: string
  readonly text: string
  readonly types?: readonly SearchType[] | undefined
  readonly limit: number
}

/**
 * The student's things that have all the words, the best first: those whose title has them before those that say them, whole
 * words before beginnings, courses that still go on before others, then the newest. What is gone is left out.
 */
export async function searchStudentData(
  db: Database,
  { userId, text, types, limit }: StudentSearch,
): Promise<{ results: SearchResult[]; more: boolean }> {
  const parsed = parseSearch(text)
  if (parsed.length === 0) return { results: [], more: false }
  const rows = await readHits(db, { userId, queries: toTsqueries(parsed, userId), types, limit: limit + 1 })
  const terms = parsed.flat()
  return {
    results: rows.slice(0, limit).map((row) => ({
      type: row.type,
      id: String(row.row_id),
      courseId: String(row.course_id),
      courseName: row.course_name,
      itemId: idText(row.item_id),
      title: row.title,
      titleParts: markHits(row.title, terms),
      kind: row.kind,
      number: row.number,
      // Who asks a question often writes it twice.
      snippet: row.body?.trim() === row.title ? [] : snippetOf(row.body ?? '', terms),
      at: timeText(row.at),
      url: row.url,
    })),
    more: rows.length > limit,
  }
}

interface Hit {
  readonly type: SearchType
  readonly row_id: number
  readonly course_id: number
  readonly course_name: string
  readonly item_id: number | null
  readonly title: string
  readonly kind: SearchResult['kind']
  readonly number: string | null
  readonly body: string | null
  readonly at: Date | null
  readonly url: string | null
}

interface HitsWanted {
  readonly userId: string
  readonly queries: ReturnType<typeof toTsqueries>
  readonly types: readonly SearchType[] | undefined
  readonly limit: number
}

function readHits(db: Database, { userId, queries, types, limit }: HitsWanted): Promise<Hit[]> {
  // Of D, C, B, A.
  const weights = sql`'{0.1, 0, 0.4, 1}'::float4[]`
  const ofTypes = types && types.length > 0 ? sql`and e.type = any(${types}::text[])` : sql``
  const candidate = sql`e.type, e.row_id, mine.weight
    from mine join search_entries e on e.course_id = mine.id and e.user_id = ${userId}::uuid`
  const firstFew = sql`order by case e.type when 'course' then 2 else mine.weight end desc, e.at desc nulls last limit ${maxCandidates}`
  return db.transaction().execute(async (tx) => {
    await sql`set local statement_timeout = ${sql.lit(statementTimeoutMs)}`.execute(tx)
    const { rows } = await sql<Hit>`
      with mine as materialized (
        select id, full_name, url,
          case
            when hidden_by_student then 0.5::float8
            when coalesce(ends_at, now()) > now() - interval '60 days' then 1.5
            else 1
          end as weight
        from courses where user_id = ${userId}::uuid and gone_at is null
      ),
      in_names as materialized (
        select ${candidate} where e.words @@ ${queries.inNames}::tsquery ${ofTypes} ${firstFew}
      ),
      anywhere as materialized (
        select ${candidate} where e.words @@ ${queries.anywhere}::tsquery ${ofTypes}
          and (select count(*) from in_names) < ${limit} ${firstFew}
      ),
      found as materialized (
        select e.type, e.row_id, e.course_id, e.at, weight
          * case e.type when 'course' then 2 when 'section' then 1.1 when 'announcement' then 0.9 when 'file' then 0.8 else 1 end
          * (ts_rank(${weights}, e.words, ${queries.any}::tsquery) + ts_rank(${weights}, e.words, ${queries.whole}::tsquery))
          as score
        from (
          select * from in_names
          union all
          select * from anywhere where (type, row_id) not in (select type, row_id from in_names)
        ) as candidates join search_entries e using (type, row_id)
      ),
      best as materialized (
        select * from found
        order by score desc, at desc nulls last, type, row_id desc limit ${limit}
      )
      select b.type, b.row_id, b.course_id, mine.full_name as course_name, b.at,
        coalesce(i.id, fi.id, forum.id) as item_id,
        coalesce(s.name, i.name, d.title, f.name, mine.full_name) as title,
        coalesce(i.kind, case when d.announcement then 'announcement' when d.id is not null then 'discussion' end, fi.kind)
          as kind,
        i.number,
        left(search_text(case b.type when 'course' then c.summary_html else
          coalesce(s.summary_html, i.description_html, d.message_html) end), ${maxTextLength}) as body,
        case b.type
          when 'section' then mine.url || '#section-' || s.number
          when 'course' then mine.url
          else coalesce(i.url, d.url, fi.url)
        end as url
      from best b join mine on mine.id = b.course_id
        left join courses c on b.type = 'course' and c.id = b.row_id
        left join sections s on b.type = 'section' and s.id = b.row_id
        left join items i on b.type = 'item' and i.id = b.row_id
        left join discussions d on b.type = 'announcement' and d.id = b.row_id
        left join items forum on forum.course_id = d.course_id and forum.moodle_id = d.forum_item_moodle_id
          and forum.gone_at is null
        left join files f on b.type = 'file' and f.id = b.row_id
        left join items fi on fi.id = f.item_id
      order by b.score desc, b.at desc nulls last, b.type, b.row_id desc
    `.execute(tx)
    return rows
  })
}
