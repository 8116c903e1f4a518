import type { ItemKind } from '@spike/contract'
import { kindOf, readCues, weightOf, type Cue, type Reading } from './cues.ts'
import { headKinds } from './heads.ts'
import { readLooseNumber, readNumber } from './item-number.ts'
import { judgeName, type Verdict } from './judge-name.ts'
import { fileFamily, moduleFacts, type FileFamily } from './modules.ts'
import { splitFileName } from './text.ts'
import { weighSurroundings } from './weigh-surroundings.ts'

export interface ItemFacts {
  /** Moodle's module type, such as `resource`, `assign`, `url`. */
  modname: string
  name: string
  /** Name of the section the item stands in, '' if it has none. */
  section: string
  /** Name of its first file, with extension; for a link its address helps too. */
  filename?: string | null | undefined
}

export interface ItemAnswer {
  kind: ItemKind
  /** Lesson, week or exercise: '3', '3-4' for a range, '3-2' for a part. */
  number: string | null
  /** 0 to 1. */
  confidence: number
  /** The cue that decided, in English. */
  reason: string
}

/** Says what an item is, as a student would call it, from its names in Hebrew, English or Arabic. Never throws. */
export function classifyItem(facts: ItemFacts): ItemAnswer {
  const { words, extension } = readFileName(facts)
  const named = splitFileName(facts.name)
  const ownName = fileFamily(named.extension) === 'unknown' ? facts.name : named.words
  const { family, kind: defaultKind, confidence: defaultConfidence } = moduleFacts(facts.modname)
  const name = readCues(ownName)
  const file = readCues(words === ownName ? '' : words)
  const section = readCues(facts.section)
  const fileKind: FileFamily = fileFamily(extension)
  const verdicts = {
    name: judgeName(name, family),
    file: judgeName(file, family),
    section: judgeName(section, 'text'),
  }
  const answer = weighSurroundings({
    ...verdicts,
    nameReading: name,
    sectionReading: section,
    family,
    modname: facts.modname.toLowerCase(),
    fileKind,
    fallback: { kind: defaultKind, confidence: defaultConfidence },
  })
  return { ...answer, number: chooseNumber(answer.kind, { name, file, section }, verdicts.name) }
}

/** Kinds that stand once in a course unless their own name counts them. */
const uncounted = new Set<ItemKind>([
  'syllabus',
  'announcement',
  'survey',
  'tool',
  'discussion',
  'other',
  'exam',
  'past_exam',
])

function chooseNumber(
  kind: ItemKind,
  readings: Record<'name' | 'file' | 'section', Reading>,
  named: Verdict | null,
): string | null {
  const own = readNumber(readings.name, kind)
  if (own === null && kind === 'tool') return readNumber(readings.file, kind)
  if (own !== null || uncounted.has(kind)) return own
  const saysLittle = named === null || named.weight < 3
  const loose = readLooseNumber(readings.name, { anywhere: saysLittle })
  if (loose !== null) return loose
  const fromFile = readNumber(readings.file, kind) ?? readLooseNumber(readings.file, { anywhere: false })
  if (fromFile !== null) return fromFile
  const plainWords = readings.name.tokens.filter(
    ({ type, text, key }) => type === 'word' && text.length > 1 && !carriers.has(key),
  ).length
  const cueWords = readings.name.cues.reduce((sum, cue) => sum + cue.to - cue.from, 0)
  // "The board" of "the tutorial", in "Tutorial 3".
  const sameKind = [readings.name, readings.section].every(({ cues }) =>
    cues.some((cue) => weightOf(cue, kind) >= 2),
  )
  if (plainWords <= cueWords && isOnlyKind(readings.name, kind))
    return readSectionNumber(readings.section, [kind, ...headKinds])
  const saysEnough = plainWords > cueWords + (sameKind ? 1 : 0) || !(saysLittle || sameKind)
  return saysEnough ? null : readSectionNumber(readings.section, [kind, 'lecture'])
}

/** Words that say how something is kept, not what it is; keys have no final letters. */
const carriers = new Set('קישור לינק קובצ link file رابط ملف'.split(' '))
const standsOnce = new Set('חזרה אורח review guest final مراجعه'.split(' '))

/** "Recording", פתרון, לוח מההרצאה; not a review or a guest's lecture, which no week counts. */
function isOnlyKind({ tokens, cues }: Reading, kind: ItemKind): boolean {
  const ofWork = kind === 'recording' || kind === 'solution'
  const plain = (cue: Cue) =>
    weightOf(cue, kind) > 0 || weightOf(cue, 'info') > 0 || (ofWork && kindOf(cue, 2, headKinds) !== null)
  return kind !== 'quiz' && cues.every(plain) && !tokens.some(({ key }) => standsOnce.has(key))
}

/** "Slides" in "Week 3" are those of week 3. */
function readSectionNumber(section: Reading, kinds: readonly [ItemKind, ...ItemKind[]]): string | null {
  const counts = section.cues.some(
    (cue) => weightOf(cue, 'week') || kinds.some((kind) => weightOf(cue, kind)),
  )
  return counts ? readNumber(section, kinds[0]) : null
}

const videoHosts = /^https?:\/\/[^/]*(?:youtube|youtu\.be|vimeo|panopto|kaltura)/i

function readFileName({ modname, filename }: ItemFacts): { words: string; extension: string } {
  // A folder's first file is one of many, and says nothing of the others.
  if (!filename || modname === 'folder') return { words: '', extension: '' }
  if (videoHosts.test(filename)) return { words: '', extension: 'mp4' }
  const parts = splitFileName(filename)
  const isPlaceholder = /^(?:index|structure|file|untitled|document|scan)$/i.test(parts.words)
  return isPlaceholder ? { ...parts, words: '' } : parts
}
