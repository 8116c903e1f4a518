import { makeMaterials } from './course-materials.ts'
import type { Materials } from './course-materials.ts'
import { createItemMaker } from './item-maker.ts'
import { topicOf } from './material-draws.ts'
import type { Course, CourseFacts, Item, Section } from './model.ts'
import { createChance } from './prng.ts'
import { teacherWords } from './words.ts'

type Draft = { name: string; items: Item[] }

/** The whole content of one course: the same for the same seed, day and course. */
export function buildCourse(facts: CourseFacts, { seed, now }: { seed: string; now: number }): Course {
  const chance = createChance(`${seed}/content/${facts.id}`)
  const make = createItemMaker(facts)
  const materials = makeMaterials({ facts, make, chance, now })
  const drafts = facts.format === 'weeks' ? layOutByWeek(facts, materials) : layOutByKind(facts, materials)
  const sections: Section[] = drafts.map((draft, number) => ({
    id: sectionId(facts, number),
    number,
    name: draft.name,
    summary: number === 1 ? `<p>${teacherWords[facts.language].officeHours}</p>` : '',
    subsection: null,
    items: draft.items,
  }))
  if (materials.advanced.length > 0) addSubsection()
  return { ...facts, sections }

  /** As in Moodle 4.5: an extra section at the end, and an item in its parent that leads to it. */
  function addSubsection() {
    const name = teacherWords[facts.language].advanced
    const number = sections.length
    const id = sectionId(facts, number)
    const item = make.subsection({ name, timemodified: facts.timemodified, sectionid: id })
    sections[1]?.items.push(item)
    sections.push({ id, number, name, summary: '', subsection: item.instance, items: materials.advanced })
  }
}

const sectionId = (facts: CourseFacts, number: number) => facts.id * 100 + number

/** Lectures, recitations, homework … each in a section, then a few sections named by week. */
function layOutByKind(facts: CourseFacts, materials: Materials): Draft[] {
  const words = teacherWords[facts.language]
  const weeks = 1 + (facts.id % 5)
  return [
    { name: words.general, items: materials.general },
    { name: words.sections.lectures, items: materials.lectures },
    { name: words.sections.recitations, items: materials.recitations },
    { name: words.sections.homework, items: materials.homework },
    { name: words.sections.exams, items: materials.exams },
    { name: words.sections.recordings, items: materials.recordings },
    { name: words.sections.extra, items: materials.extra },
    ...Array.from({ length: weeks }, (_, index) => ({
      name: words.week(index + 1, topicOf(facts, index + 1)),
      items: [],
    })),
  ]
}

/** Everything under the week it belongs to. */
function layOutByWeek(facts: CourseFacts, materials: Materials): Draft[] {
  const words = teacherWords[facts.language]
  const weeks: Draft[] = Array.from({ length: 8 + (facts.id % 4) }, (_, index) => ({
    name: words.week(index + 1, topicOf(facts, index + 1)),
    items: [],
  }))
  const spread = (items: Item[], first: number) => {
    for (const [index, item] of items.entries()) weeks[(first + index) % weeks.length]?.items.push(item)
  }
  spread(materials.lectures, 0)
  spread(materials.recordings, 0)
  spread(materials.recitations, 1)
  spread(materials.homework, 2)
  return [
    { name: words.general, items: materials.general },
    ...weeks,
    { name: words.sections.exams, items: [...materials.exams, ...materials.extra] },
  ]
}
