const values: Record<string, number> = {
  א: 1,
  ב: 2,
  ג: 3,
  ד: 4,
  ה: 5,
  ו: 6,
  ז: 7,
  ח: 8,
  ט: 9,
  י: 10,
  כ: 20,
  ך: 20,
  ל: 30,
  מ: 40,
  ם: 40,
  נ: 50,
  ן: 50,
  ס: 60,
  ע: 70,
  פ: 80,
  ף: 80,
  צ: 90,
  ץ: 90,
  ק: 100,
  ר: 200,
  ש: 300,
  ת: 400,
}

/** Value of Hebrew letters used as digits (ג' 3, י"ב 12, תשפ"ו 786), or null when they are not written as a number. */
export function hebrewLettersValue(word: string): number | null {
  const letters = word.replace(/["']/g, '')
  if (!/^[א-ת]{1,5}$/.test(letters)) return null
  if (letters === 'טו' || letters === 'טז') return letters === 'טו' ? 15 : 16
  let sum = 0
  let last = Infinity
  for (const letter of letters) {
    const value = values[letter] ?? 0
    if (value > last || (value === last && value !== 400)) return null
    sum += value
    last = value
  }
  return sum
}

/** A lesson's number written in letters: one letter, or two that say 11–59 (a word such as בו or לא is none unless quoted). */
export function hebrewLessonNumber(word: string): number | null {
  const value = hebrewLettersValue(word)
  if (value === null || value > 59) return null
  const letters = word.replace(/["']/g, '')
  if (letters.length === 1) return value
  if (word.includes('"')) return letters.length === 2 ? value : null
  return /^(?:י[א-ט]|טו|טז)$/.test(letters) ? value : null
}
