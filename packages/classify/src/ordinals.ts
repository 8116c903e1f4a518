import { normaliseText, wordKey } from './text.ts'

const lists = [
  'ראשון שני שלישי רביעי חמישי שישי שביעי שמיני תשיעי עשירי',
  'ראשונה שנייה שלישית רביעית חמישית שישית שביעית שמינית תשיעית עשירית',
  'אחת שתיים שלוש ארבע חמש שש שבע שמונה תשע עשר',
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth',
  'one two three four five six seven eight nine ten eleven twelve',
  'الأول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر',
  'الأولى الثانية الثالثة الرابعة الخامسة السادسة السابعة الثامنة التاسعة العاشرة',
  'أول ثاني ثالث رابع خامس سادس سابع ثامن تاسع عاشر',
  'i ii iii iv v vi vii viii ix x xi xii',
]

const valueByKey: ReadonlyMap<string, number> = new Map(
  lists.flatMap((list) =>
    list.split(' ').map((word, index): [string, number] => [wordKey(normaliseText(word)), index + 1]),
  ),
)

/** 3 for "third", "three", "iii", שלישית, الثالثة; null for any other key. */
export function ordinalValue(key: string): number | null {
  return valueByKey.get(key) ?? (key.startsWith('ה') ? (valueByKey.get(key.slice(1)) ?? null) : null)
}
