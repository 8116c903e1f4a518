import type { Section } from '@spike/contract'
import { describe, expect, it } from 'vitest'
import { buildItem } from '../../testing/build-data.ts'
import { createFinder, groupByKind, groupBySection, type CourseGroup } from './course-groups.ts'

function buildSection(overrides: Partial<Section> & { id: string }): Section {
  return {
    moodleId: 1,
    number: 1,
    name: overrides.id,
    summaryHtml: null,
    parentId: null,
    items: [],
    ...overrides,
  }
}

const idsOf = ({ rows }: CourseGroup) =>
  rows.map(({ item, solution }) => (solution ? `${item.id}+${solution.id}` : item.id))

describe('a course by its sections', () => {
  it('puts a subsection after the section that it stands in, and leaves out what is empty', () => {
    const groups = groupBySection([
      buildSection({ id: 'a', items: [buildItem()] }),
      buildSection({ id: 'b', summaryHtml: '<p>Only words</p>' }),
      buildSection({ id: 'empty' }),
      buildSection({ id: 'inside a', parentId: 'a', items: [buildItem({ id: 'i2' })] }),
    ])
    expect(groups.map(({ id, level }) => [id, level])).toEqual([
      ['section-a', 2],
      ['section-inside a', 3],
      ['section-b', 2],
    ])
  })

  it('shows a subsection whose section is not there', () => {
    const groups = groupBySection([buildSection({ id: 'a', parentId: 'gone', items: [buildItem()] })])
    expect(groups.map(({ id, level }) => [id, level])).toEqual([['section-a', 2]])
  })
})

describe('a course by kind', () => {
  it('orders what is of a kind by its lesson, as people count, and then as Moodle does', () => {
    const numbers = ['10', null, '3-2', '3', null, '2']
    const items = numbers.map((number, index) => buildItem({ id: `i${index}`, kind: 'lecture', number }))
    const [lectures] = groupByKind([buildSection({ id: 'a', items })])
    expect(lectures && idsOf(lectures)).toEqual(['i5', 'i3', 'i2', 'i0', 'i1', 'i4'])
  })

  it('sets a solution beside its homework, and others by themselves', () => {
    const groups = groupByKind([
      buildSection({
        id: 'a',
        items: [
          buildItem({ id: 'hw', kind: 'assignment', solutionItemId: 'its' }),
          buildItem({ id: 'its', kind: 'solution' }),
          buildItem({ id: 'alone', kind: 'solution' }),
          buildItem({ id: 'hw2', kind: 'assignment', solutionItemId: 'in another course' }),
        ],
      }),
    ])
    expect(groups.map(({ id }) => id)).toEqual(['kind-assignment', 'kind-solution'])
    expect(groups.map(idsOf)).toEqual([['hw+its', 'hw2'], ['alone']])
  })
})

describe('filtering', () => {
  const file = { id: 'f', path: '/', sizeBytes: 1, mimeType: null, modifiedAt: null, url: null } as const
  const sections = [
    buildSection({
      id: 'Week 1',
      items: [
        buildItem({ id: 'i1', name: 'Trees' }),
        buildItem({ id: 'i2', name: 'Slides', files: [{ ...file, name: 'avl-trees.pdf', type: 'file' }] }),
        buildItem({ id: 'i3', name: 'Hashing' }),
      ],
    }),
    buildSection({ id: 'Week 2', items: [buildItem({ id: 'i4', name: 'Heaps' })] }),
  ]
  const find = createFinder(sections)
  const found = (typed: string) => ({ sections: [...find(typed).sections], items: [...find(typed).items] })

  it('finds by an item’s name and its files’, and all of a section by its name', () => {
    expect(found('trees')).toEqual({ sections: [], items: ['i1', 'i2'] })
    expect(found('week 2')).toEqual({ sections: ['Week 2'], items: ['i4'] })
    expect(found('')).toEqual({ sections: ['Week 1', 'Week 2'], items: ['i1', 'i2', 'i3', 'i4'] })
    expect(found('nothing like it')).toEqual({ sections: [], items: [] })
  })
})
