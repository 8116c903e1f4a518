import type { ItemKind } from '@spike/contract'
import { isCitation } from './citations.ts'
import { weightOf, type Reading } from './cues.ts'
import { isNumbered } from './heads.ts'
import type { Verdict } from './judge-name.ts'
import type { FileFamily, ModuleFamily } from './modules.ts'

interface Surroundings {
  name: Verdict | null
  file: Verdict | null
  section: Verdict | null
  nameReading: Reading
  sectionReading: Reading
  family: ModuleFamily
  modname: string
  fileKind: FileFamily
  fallback: { kind: ItemKind; confidence: number }
}

interface Answer {
  kind: ItemKind
  confidence: number
  reason: string
}

/** Settles between the name, the file, the section and the module's type. */
export function weighSurroundings(facts: Surroundings): Answer {
  const { name, family, fallback } = facts
  const byModule = { ...fallback, reason: `a ${facts.modname || 'module'} by its type` }
  switch (family) {
    case 'hand_in':
      return weighHandIn(facts) ?? byModule
    case 'test':
      return weighTest(facts) ?? byModule
    case 'forum':
      return weighForum(facts) ?? byModule
    case 'survey':
      if (name?.kind === 'quiz' && name.weight === 3 && opensWith(facts, 'quiz'))
        return answer('quiz', 0.6, `${name.because} in the name`)
      return byModule
    case 'meeting':
      if (name?.kind === 'exam' && name.weight === 3)
        return answer('exam', 0.7, `${name.because} in the name of a meeting`)
      return { ...byModule, reason: 'a live meeting' }
    case 'heading':
      return weighHeading(facts) ?? byModule
    default:
      return weighMaterial(facts)
  }
}

/** "News forum", פורום הודעות: the word forum itself says nothing here. */
function weighForum({ name, nameReading }: Surroundings): Answer | null {
  const news = nameReading.cues.find((cue) => weightOf(cue, 'announcement') === 3)
  const [opening] = nameReading.cues
  const isForumOf = opening?.to === news?.from && forumWords.has(opening?.text ?? '')
  if (news && isForumOf) return answer('announcement', 0.95, `"${news.text}" in the name of a forum`)
  return name?.kind === 'announcement'
    ? answer('announcement', 0.95, `${name.because} in the name of a forum`)
    : null
}

const forumWords = new Set(['forum', 'פורום', 'منتدي'])

function opensWith({ nameReading }: Surroundings, kind: ItemKind): boolean {
  const [opening] = nameReading.cues
  return opening !== undefined && weightOf(opening, kind) > 0
}

function answer(kind: ItemKind, confidence: number, reason: string): Answer {
  return { kind, confidence, reason }
}

function weighHandIn({ name, section, nameReading }: Surroundings): Answer | null {
  if (!name)
    return section?.kind === 'exam' && section.weight === 3
      ? answer('exam', 0.7, `${section.because} in the section, handed in`)
      : null
  const confidence = name.weight === 3 ? 0.9 : 0.7
  if (name.kind === 'exam' && section?.kind === 'past_exam')
    return answer('past_exam', 0.8, `${name.because} among past exams`)
  const submitted = name.kind === 'quiz' && nameReading.cues.some((cue) => weightOf(cue, 'hand_in'))
  if (['exam', 'past_exam', 'quiz', 'survey'].includes(name.kind) && !submitted)
    return answer(name.kind, confidence, `${name.because} in the name`)
  return answer('assignment', 0.95, `handed in, ${name.because} in the name`)
}

function weighTest(facts: Surroundings): Answer | null {
  const { name, section, fallback, nameReading } = facts
  if (!name) {
    if (section && ['exam', 'past_exam'].includes(section.kind))
      return answer(section.kind, 0.7, `a test, ${section.because} in the section`)
    if (section?.kind === 'assignment' && section.weight === 3)
      return answer('assignment', 0.6, `a test, ${section.because} in the section`)
    return null
  }
  if (name.kind === 'exam' && section?.kind === 'past_exam')
    return answer('past_exam', 0.8, `${name.because} among past exams`)
  if (section?.kind === 'past_exam' && ['tutorial', 'lecture', 'summary'].includes(name.kind))
    return answer('past_exam', 0.7, `a test, ${section.because} in the section`)
  // اختبار is any test; a counted one is one of the small ones.
  const [opening] = nameReading.cues
  if (name.kind === 'exam' && opening && opensWith(facts, 'quiz') && isNumbered(nameReading, opening))
    return answer('quiz', 0.7, `${name.because} with a number`)
  if (['exam', 'past_exam', 'survey'].includes(name.kind))
    return answer(name.kind, 0.9, `${name.because} in the name`)
  if (name.kind === 'assignment' && name.weight === 3)
    return answer('assignment', 0.75, `${name.because} in the name of a test`)
  return answer('quiz', fallback.confidence, `a test, ${name.because} in the name`)
}

/** A bare heading says what stands under it; only one with something to tell is more. */
function weighHeading({ name, nameReading, modname }: Surroundings): Answer | null {
  if (modname !== 'label' || !name) return null
  const words = nameReading.tokens.filter((token) => token.type === 'word').length
  const holdsAddress = nameReading.tokens.some((token) => token.key === 'http' || token.text === 'https')
  const told = name.kind === 'announcement' && words > 1
  const meeting = name.kind === 'recording' && (holdsAddress || name.because.includes('live meeting'))
  const exam =
    name.kind === 'exam' &&
    (name.because.includes(' of ') || nameReading.tokens.some((token) => token.type === 'number')) &&
    words > 1
  const sentence =
    words >= 7 &&
    name.weight === 3 &&
    ['syllabus', 'announcement', 'exam', 'assignment', 'survey'].includes(name.kind)
  return told || meeting || exam || sentence ? answer(name.kind, 0.75, `${name.because} in the text`) : null
}

/** Files, links, pages and everything whose type leaves it open. */
function weighMaterial(facts: Surroundings): Answer {
  const { name, nameReading, file, section, family, fileKind, fallback } = facts
  const isVideo = fileKind === 'video' || fallback.kind === 'recording'
  if (isVideo && name?.kind !== 'assignment') return answer('recording', 0.9, 'a video or sound')
  if (isAttachment(facts)) return answer('tool', 0.8, 'files that come with the work')
  if (name?.weight === 3) {
    return sectionOverStrongName(facts, name) ?? answer(name.kind, 0.95, `${name.because} in the name`)
  }
  if (name && !yields(facts, name)) return answer(settleExam(name, facts), 0.7, `${name.because} in the name`)
  if (file?.weight === 3)
    return sectionOverStrongName(facts, file) ?? answer(file.kind, 0.85, `${file.because} in the file's name`)
  if (!name && fileKind === 'data') return answer('tool', 0.75, 'a data file')
  const cites = family === 'file' && fileKind !== 'slides' && isCitation(nameReading)
  if (!name && cites && section?.kind === 'lecture' && countsOne(facts.sectionReading))
    return answer('reading', 0.6, 'cited as papers and rulings are')
  // An activity to work through is no slides, in whichever lesson it stands.
  const isActivity = fallback.kind === 'quiz' && section?.kind === 'lecture'
  if (section && !isActivity && saysWhatIsIn(section, fileKind) && !(name && section.weight < name.weight)) {
    const kind = settleExam(section, facts)
    return answer(kind, section.weight === 3 ? 0.75 : 0.55, `${section.because} in the section`)
  }
  if (name) return answer(settleExam(name, facts), 0.6, `${name.because} in the name`)
  if (file) return answer(settleExam(file, facts), 0.5, `${file.because} in the file's name`)
  if (cites) return answer('reading', 0.5, 'cited as papers and rulings are')
  if (fileKind === 'program') return answer('tool', 0.6, 'code or an archive')
  if (fileKind === 'slides') return answer('lecture', 0.6, 'slides')
  if (fileKind === 'image') return answer('other', 0.35, 'an image')
  return answer(
    fallback.kind,
    Math.min(fallback.confidence, 0.45),
    `nothing but the type, ${facts.modname || 'unknown'}`,
  )
}

/** "Lesson 4" holds whatever is of that lesson, "Lectures" the lectures. */
function countsOne({ tokens }: Reading): boolean {
  return tokens.some(({ type }) => type === 'number')
}

/** hw2_files.zip, survey_data.sav: data that says it is, or an archive that names the work it is for. */
function isAttachment({ name, nameReading, fileKind }: Surroundings): boolean {
  const namesWork = name?.kind === 'assignment' || name?.kind === 'lab'
  const isOne = fileKind === 'data' ? name?.kind !== 'solution' : fileKind === 'program' && namesWork
  return isOne && nameReading.cues.some((cue) => weightOf(cue, 'tool'))
}

/** A section named "Welcome", "The course" or "MATLAB" holds anything, and slides among recordings are none. */
function saysWhatIsIn({ kind, weight }: Verdict, fileKind: FileFamily): boolean {
  if (kind === 'recording' && fileKind === 'slides') return false
  return weight === 3 || (weight === 2 && !['announcement', 'syllabus', 'tool', 'other'].includes(kind))
}

/** Files that only say "exam" are papers to practise on; a page or link tells about the exam. */
function settleExam(verdict: Verdict, { family, fileKind, section, modname }: Surroundings): ItemKind {
  if (verdict.kind !== 'exam') return verdict.kind
  const isPaper = family === 'file' && modname !== 'url' && modname !== 'lesson' && fileKind !== 'slides'
  return isPaper || section?.kind === 'past_exam' ? 'past_exam' : 'exam'
}

/** In the plural: סיכום alone is a course's last lesson too. */
const summaries = new Set(['סיכומים', 'סיכומי', 'summaries', 'ملخصات', 'تلخيصات'])

/** "HW 3" among solutions is a solution, "Lecture 3" as a link among recordings a recording. */
function sectionOverStrongName(facts: Surroundings, name: Verdict): Answer | null {
  const { section, sectionReading, fileKind, file } = facts
  if (!section || section.weight < 2) return fromFileName(name, file)
  const among = (kind: ItemKind) =>
    answer(kind, 0.85, `${name.because} in the name, ${section.because} in the section`)
  const work = ['assignment', 'exam', 'past_exam', 'quiz', 'tutorial', 'lab'].includes(name.kind)
  const onlySolutions =
    section.kind === 'solution' &&
    !sectionReading.cues.some((cue) => weightOf(cue, 'solution') && cue.alongside)
  if (onlySolutions && work) return among('solution')
  const isLesson = name.kind === 'lecture' || name.kind === 'tutorial'
  if (isLesson && sectionReading.cues.some(({ text }) => summaries.has(text))) return among('summary')
  if (section.kind === 'past_exam' && name.kind === 'exam' && !name.because.includes(' of '))
    return among('past_exam')
  const isDocument = fileKind !== 'unknown' && fileKind !== 'video'
  if (section.kind === 'recording' && ['lecture', 'tutorial', 'lab'].includes(name.kind) && !isDocument)
    return among('recording')
  if (name.loose && name.kind === 'assignment' && (section.kind === 'tutorial' || section.kind === 'lab'))
    return among(section.kind)
  return fromFileName(name, file)
}

function fromFileName(name: Verdict, file: Verdict | null): Answer | null {
  if (file?.kind !== 'solution' || !['assignment', 'past_exam', 'exam', 'quiz'].includes(name.kind))
    return null
  return file.weight === 3 && !name.because.includes(' of ')
    ? answer('solution', 0.7, `${file.because} in the file's name`)
    : null
}

const yieldingTo: Partial<Record<ItemKind, readonly ItemKind[]>> = {
  lecture: ['tutorial', 'lab', 'recording', 'summary', 'past_exam', 'solution', 'assignment', 'reading'],
  tutorial: ['lab', 'solution'],
  assignment: ['tutorial', 'lab', 'past_exam', 'quiz', 'solution'],
  reading: ['lecture', 'tutorial', 'assignment', 'summary', 'solution', 'past_exam', 'lab', 'recording'],
  exam: ['past_exam', 'solution', 'quiz'],
  syllabus: ['lecture', 'tutorial', 'lab', 'recording', 'summary', 'reading', 'past_exam', 'solution'],
  past_exam: ['solution'],
  quiz: ['exam', 'past_exam', 'solution'],
  tool: ['lecture', 'tutorial', 'lab'],
}

/** Whether a name of weight 2 gives way to what the file or the section says. */
function yields({ file, section, sectionReading, fileKind }: Surroundings, name: Verdict): boolean {
  const to = yieldingTo[name.kind] ?? []
  if (file?.weight === 3 && to.includes(file.kind)) return true
  // A novel or a chapter among slides is what the slides are about.
  const isShelf = !countsOne(sectionReading)
  if (section?.kind === 'lecture' && section.weight === 2 && name.kind === 'reading' && isShelf) return true
  if (section?.weight !== 3 || !to.includes(section.kind)) return false
  const isDocument = fileKind !== 'unknown' && fileKind !== 'video'
  return !(section.kind === 'recording' && isDocument)
}
