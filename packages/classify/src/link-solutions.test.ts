import type { ItemKind } from '@spike/contract'
import { describe, expect, it } from 'vitest'
import { classifyItem } from './classify-item.ts'
import { linkSolutions } from './link-solutions.ts'

/** Items as the classifier gives them, the name being the id. */
function item(name: string, section = 'Homework') {
  const { kind, number } = classifyItem({ modname: 'resource', name, section })
  return { id: name, kind, number, name, section }
}

describe('linkSolutions', () => {
  it('pairs homework with the solution of the same number', () => {
    const items = [
      item('תרגיל בית 1'),
      item('תרגיל בית 2'),
      item('פתרון תרגיל בית 2'),
      item('פתרון תרגיל בית 1'),
    ]
    expect(linkSolutions(items)).toHaveLength(2)
    expect(linkSolutions(items)).toContainEqual({ itemId: 'תרגיל בית 2', solutionId: 'פתרון תרגיל בית 2' })
  })

  it('pairs an exam by its year and sitting', () => {
    const exams = ['מבחן 2020 מועד א', 'מבחן 2020 מועד ב', 'מבחן 2019 מועד ב', 'פתרון מבחן 2020 מועד ב']
    expect(linkSolutions(exams.map((name) => item(name, 'מבחנים')))).toEqual([
      { itemId: 'מבחן 2020 מועד ב', solutionId: 'פתרון מבחן 2020 מועד ב' },
    ])
  })

  it('does not give the solution of a tutorial to the homework of the same number', () => {
    expect(linkSolutions([item('Homework 3'), item('Solutions to tutorial 3')])).toEqual([])
  })

  it('leaves a solution alone when nothing fits', () => {
    expect(linkSolutions([item('HW 1'), item('HW 2 solution')])).toEqual([])
  })

  it('gives one solution to one item', () => {
    const links = linkSolutions([item('HW 1'), item('Homework 1'), item('HW 1 solution')])
    expect(links).toHaveLength(1)
  })

  it('keeps ids as they are', () => {
    const work = { id: 7, kind: 'assignment' as ItemKind, number: '1', name: 'HW 1' }
    const solution = { id: 9, kind: 'solution' as ItemKind, number: '1', name: 'HW 1 solution' }
    expect(linkSolutions([work, solution])).toEqual([{ itemId: 7, solutionId: 9 }])
  })
})
