import { escapeUTF8 } from 'entities'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanHtml } from '../clean-html.ts'
import { assignmentsSchema, mapAssignments } from './assignments.ts'
import { contentsSchema, mapContents } from './contents.ts'
import { coursesSchema, mapCourses } from '../answers/courses.ts'
import { discussionsSchema, mapDiscussions } from './discussions.ts'
import { eventsSchema, mapEvents } from '../answers/events.ts'
import { gradeItemsSchema, mapGrades } from './grades.ts'

const context = { language: 'he', siteUrl: 'https://m.example' }

/**
 * Any text at all: marks that turn the line's direction, emoji of several characters, halves of surrogate pairs, NUL.
 * What Moodle's language filters read is tested elsewhere.
 */
const anyText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
      fc.nat({ max: 0xffff }).map((code) => String.fromCharCode(code)),
      fc.constantFrom(
        'שלום',
        'مرحبا',
        '\u200f',
        '\u200e',
        '\u200d',
        '👩‍👩‍👧',
        '\ud83d',
        '\ude00',
        '\0',
        '<b>',
        '&amp;',
        "'",
      ),
    ),
    { maxLength: 12 },
  )
  .map((pieces) => pieces.join(''))
  .filter((text) => !/mlang|multilang/i.test(text))

/** What is left of it: all but what PostgreSQL refuses and what turns around the text beside it. */
const storable = (text: string) =>
  text.toWellFormed().replace(/(?![\t\n\v\f\r])[\p{Cc}\u202a-\u202e\u2066-\u2069\ufeff]/gu, '')
const oneLine = (text: string) => storable(text).replace(/\s+/g, ' ').trim()

/** As an answer on the wire: JSON, in which Moodle escapes names for HTML. */
const overTheWire = (answer: unknown): unknown => JSON.parse(JSON.stringify(answer))

describe('names', () => {
  it('survive, whatever text they are', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const name = escapeUTF8(text.toWellFormed())
        const names = [
          ...mapCourses(coursesSchema.parse(overTheWire([{ id: 1, fullname: name }])), context).map(
            ({ fullName }) => fullName,
          ),
          ...mapContents(
            contentsSchema.parse(
              overTheWire([{ id: 1, section: 0, name, modules: [{ id: 2, modname: 'page', name }] }]),
            ),
            context,
          ).flatMap((section) => [section.name, ...section.items.map((item) => item.name)]),
          ...[
            ...mapAssignments(
              assignmentsSchema.parse(
                overTheWire({ courses: [{ id: 1, assignments: [{ id: 1, cmid: 2, name }] }] }),
              ),
              context,
            ).values(),
          ].flatMap((assignments) => assignments.map((assignment) => assignment.name)),
          ...(mapGrades(
            gradeItemsSchema.parse(
              overTheWire({ usergrades: [{ gradeitems: [{ id: 1, itemtype: 'mod', itemname: name }] }] }),
            ),
            context,
          )?.map((grade) => grade.name) ?? []),
          ...mapEvents(
            eventsSchema.parse(overTheWire({ events: [{ id: 1, name, timesort: 5 }] })),
            context,
          ).map(({ title }) => title),
          ...mapDiscussions(
            discussionsSchema.parse(overTheWire({ discussions: [{ discussion: 1, name, created: 5 }] })),
            context,
          ).map(({ title }) => title),
        ]
        expect(names).toHaveLength(7)
        expect(new Set(names)).toEqual(new Set([oneLine(text)]))
      }),
    )
  })

  it('survive raw, with halves of surrogate pairs, where nothing in them is markup', () => {
    fc.assert(
      fc.property(
        anyText.map((text) => text.replace(/[<&]/g, '')),
        (fullname) => {
          const [course] = mapCourses(coursesSchema.parse(overTheWire([{ id: 1, fullname }])), context)
          expect(course?.fullName).toBe(oneLine(fullname))
        },
      ),
    )
  })

  it('survive in descriptions', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const html = cleanHtml(`<p>x${escapeUTF8(text.toWellFormed())}x</p>`, 'he') ?? ''
        const read = html
          .replace(/^<p>|<\/p>$/g, '')
          .replaceAll('&lt;', '<')
          .replaceAll('&gt;', '>')
          .replaceAll('&quot;', '"')
          .replaceAll('&amp;', '&')
        expect(read.replace(/\r\n?/g, '\n')).toBe(`x${storable(text)}x`.replace(/\r\n?/g, '\n'))
      }),
    )
  })
})
