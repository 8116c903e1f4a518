import type { ItemKind } from '@spike/contract'
import { kindOf, weightOf, type Cue, type Reading } from './cues.ts'
import { dropTopic, headKinds, isLatin, isNumbered, pickHead } from './heads.ts'
import type { Sign, Weight } from './lexicon/index.ts'
import type { ModuleFamily } from './modules.ts'
import { holdsDayOrTime, holdsYear } from './written-dates.ts'

export interface Verdict {
  kind: ItemKind
  /** 3 the text alone settles it, 2 unless its surroundings say otherwise, 1 a hint. */
  weight: Weight
  because: string
  /** The cue is a word that names different things in different courses (תרגיל, "exercise", "slides"). */
  loose?: boolean
}

interface Case {
  reading: Reading
  family: ModuleFamily
  cues: Cue[]
  /** The first cue of a sign, of weight 3 unless told. */
  first: (sign: Sign, weight?: Weight) => Cue | undefined
  /** The first cue that names a lecture or a tutorial. */
  taught: Cue | undefined
}

/** Each looks for one thing and gives null when it is not there; the first that answers is right. */
const rules: ((facts: Case) => Verdict | null)[] = [
  judgeNotice,
  judgeMeeting,
  judgeSurvey,
  judgeRecording,
  judgeSummary,
  judgeSolution,
  judgeExam,
  judgeTool,
  judgeSyllabus,
  judgeTalk,
  judgeHead,
  judgeWeakly,
]

const teaching = ['lecture', 'tutorial'] as const
const talking = ['announcement', 'discussion'] as const
const looseWords = new Set('תרגיל|תרגילים|תר|exercise|ex|problem|sheet|questions|تمرين|تمارين'.split('|'))

/** What one text (a name, a file's name, a section's) says by itself; null when it says nothing. */
export function judgeName(reading: Reading, family: ModuleFamily): Verdict | null {
  const cues = dropTopic(reading)
  if (cues.length === 0) return null
  const facts: Case = {
    reading,
    family,
    cues,
    first: (sign, weight = 3) => cues.find((cue) => weightOf(cue, sign) >= weight),
    taught: cues.find((cue) => kindOf(cue, 3, teaching)),
  }
  for (const rule of rules) {
    const verdict = rule(facts)
    if (verdict) return verdict
  }
  return null
}

function says(kind: ItemKind, cue: Cue, because = `"${cue.text}"`): Verdict {
  return { kind, weight: 3, because }
}

function isBefore(one: Cue | undefined, other: Cue | undefined): boolean {
  return one !== undefined && other !== undefined && one.from < other.from
}

function judgeNotice({ reading, family, cues, first }: Case): Verdict | null {
  const notice = first('announcement')
  if (!notice || (first('exam') && holdsDayOrTime(reading))) return null
  const opens = notice === cues[0] && notice.from === 0 && !weightOf(notice, 'info')
  const told = family === 'heading' || (opens && (family === 'text' || !isLatin(notice)))
  return told ? says('announcement', notice) : null
}

function judgeMeeting({ first }: Case): Verdict | null {
  const meeting = first('meeting')
  if (!meeting || first('exam') || first('tool') || first('survey')) return null
  return says('recording', meeting, `"${meeting.text}", a live meeting`)
}

function judgeSurvey({ first }: Case): Verdict | null {
  const survey = first('survey')
  if (survey && weightOf(survey, 'info') && first('exam')) return null
  const isAbout = isBefore(first('recording'), survey) || isBefore(first('tool'), survey)
  return survey && !isAbout ? says('survey', survey) : null
}

function judgeRecording({ cues, first }: Case): Verdict | null {
  const recording = first('recording')
  if (recording && !recording.alongside) return says('recording', recording)
  const video = first('recording', 2)
  if (!video || video.alongside || first('tool') || first('quiz')) return null
  // "Video assignment" is an assignment, סרטון תרגיל a video.
  const handedIn = first('assignment') && !first('solution') && (isLatin(video) || video !== cues[0])
  return handedIn ? null : says('recording', video)
}

function judgeSummary({ reading, cues, first, taught }: Case): Verdict | null {
  const summary = first('summary')
  if (!summary || summary.alongside || isBefore(first('solution'), summary)) return null
  const handedIn = cues.find((cue) => cue.from === summary.to && weightOf(cue, 'assignment') === 3)
  if (handedIn && isLatin(summary)) return says('assignment', handedIn)
  // "Lecture 13 - summary" is the last lecture, unless it stands among summaries.
  if (taught && isNumbered(reading, taught) && isBefore(taught, summary) && taught.segment < summary.segment)
    return { ...says(kindOf(taught, 3, teaching) ?? 'lecture', taught), weight: 2 }
  // תרגול סיכום is the last tutorial; "tutorial summary" sums one up.
  const closing =
    !isLatin(summary) &&
    cues.some(
      (cue) => cue.to === summary.from && cue.segment === summary.segment && kindOf(cue, 2, headKinds),
    )
  return closing ? null : says('summary', summary)
}

function judgeSolution({ family, cues, first }: Case): Verdict | null {
  const solution = first('solution')
  if (!solution) return null
  const exam = first('exam')
  if (exam && family === 'hand_in') return says('exam', exam)
  const work = [...headKinds, 'exam', 'past_exam'] as const
  const isWork = (cue: Cue) => kindOf(cue, 2, work) !== null || weightOf(cue, 'sitting') > 0
  if (solution.alongside && cues.some((cue) => isBefore(cue, solution) && isWork(cue))) return null
  const about = exam ?? cues.find((cue) => cue !== solution && kindOf(cue, 2, work))
  return about
    ? says('solution', solution, `"${solution.text}" of "${about.text}"`)
    : says('solution', solution)
}

function judgeExam(facts: Case): Verdict | null {
  const { cues, first, taught } = facts
  const exam = first('exam')
  const pastExam = first('past_exam')
  const either = pastExam ?? exam
  if (!either) return null
  const quiz = first('quiz')
  if (taught && isBefore(taught, either)) return says(kindOf(taught, 3, teaching) ?? 'lecture', taught)
  if (quiz && isBefore(quiz, either)) return says('quiz', quiz)
  const course = first('syllabus')
  if (exam && course && !weightOf(course, 'info') && !weightOf(exam, 'info')) return says('syllabus', course)
  if (!exam || pastExam) return says('past_exam', either)
  const code = first('tool')
  if (code && isBefore(code, exam)) return says('tool', code)
  const info = cues.find((cue) => weightOf(cue, 'info') && (cue !== exam || weightOf(exam, 'info')))
  const talk = cues.find((cue) => kindOf(cue, 3, talking))
  if (talk && isBefore(talk, exam) && !info && !holdsDayOrTime(facts.reading))
    return says(kindOf(talk, 3, talking) ?? 'discussion', talk)
  const sample = cues.find((cue) => weightOf(cue, 'sample'))
  if (sample) return says('past_exam', exam, `"${exam.text}" with "${sample.text}"`)
  // An appeal that is handed in is no exam.
  if (info && facts.family === 'hand_in' && weightOf(info, 'assignment')) return says('assignment', info)
  if (info) return says('exam', exam, `"${info.text}" of "${exam.text}"`)
  return judgeBareExam(facts, exam)
}

function judgeBareExam({ reading, family, cues }: Case, exam: Cue): Verdict {
  const earlier = holdsYear(reading) || cues.some((cue) => weightOf(cue, 'sitting'))
  if (family === 'file' && earlier)
    return says('past_exam', exam, `a file of "${exam.text}" with a year or sitting`)
  return { ...says('exam', exam), weight: family === 'file' || family === 'open' ? 2 : 3 }
}

function judgeTool({ reading, first, taught }: Case): Verdict | null {
  const code = first('tool')
  if (!code) return null
  const isTopic =
    taught && isNumbered(reading, taught) && isBefore(taught, code) && code.segment !== taught.segment
  return isTopic ? null : says('tool', code)
}

function judgeSyllabus({ reading, first, taught }: Case): Verdict | null {
  const course = first('syllabus')
  if (!course || (taught && isBefore(taught, course) && isNumbered(reading, taught))) return null
  return says('syllabus', course)
}

function judgeTalk({ reading, family, cues }: Case): Verdict | null {
  const talk = cues.find((cue) => kindOf(cue, 3, talking))
  const kind = talk && kindOf(talk, 3, talking)
  if (!kind || isBefore(pickHead(reading, cues, 3)?.cue, talk)) return null
  // American courses call the weekly tutorial "Discussion 3".
  const isTutorial = kind === 'discussion' && family === 'file' && isNumbered(reading, talk)
  return isTutorial ? { ...says('tutorial', talk), weight: 2 } : says(kind, talk)
}

function judgeHead({ reading, cues, first }: Case): Verdict | null {
  const head = pickHead(reading, cues, 3)
  if (!head) return null
  const submitted = first('hand_in', 2)
  if (submitted && head.kind !== 'quiz')
    return says('assignment', head.cue, `"${submitted.text}", to be handed in`)
  return { ...says(head.kind, head.cue), loose: looseWords.has(head.cue.text) }
}

function judgeWeakly({ reading, family, cues }: Case): Verdict | null {
  const weak = (kind: ItemKind, cue: Cue): Verdict => ({ ...says(kind, cue), weight: 2 })
  const test = cues.find((cue) => weightOf(cue, 'exam') === 2)
  if (test && (family === 'test' || family === 'hand_in' || cues.length === 1)) return weak('exam', test)
  const opening = cues[0]
  if (opening && weightOf(opening, 'announcement') === 2) return weak('announcement', opening)
  const head = pickHead(reading, cues, 2)
  if (head) return { ...weak(head.kind, head.cue), loose: true }
  const sitting = cues.find((cue) => weightOf(cue, 'sitting'))
  const info = cues.find((cue) => weightOf(cue, 'info'))
  if (sitting && info) return says('exam', info, `"${info.text}" of "${sitting.text}", an exam's sitting`)
  if (sitting && family === 'file')
    return { kind: 'past_exam', weight: 2, because: `"${sitting.text}", an exam's sitting` }
  if (sitting && (family === 'test' || family === 'hand_in'))
    return { kind: 'exam', weight: 2, because: `"${sitting.text}", an exam's sitting` }
  if (sitting && family === 'heading' && holdsDayOrTime(reading))
    return { kind: 'exam', weight: 2, because: `"${sitting.text}", an exam's sitting, with its time` }
  const rest = [
    'past_exam',
    'announcement',
    'tool',
    'exam',
    'recording',
    'summary',
    'other',
    'syllabus',
  ] as const
  const other = cues.find((cue) => kindOf(cue, 2, rest))
  return other ? weak(kindOf(other, 2, rest) ?? 'other', other) : null
}
