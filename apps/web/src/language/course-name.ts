/** Numbers as universities write them for a course: "0364-6841-02", "20-4-83". */
const number = /\d+(?:-\d+)+/
const numberAtAnEnd = new RegExp(
  `^\\s*[([]?${number.source}[)\\]]?\\s*[-–:|]?\\s+|\\s*[-–:|]?\\s*[([]?${number.source}[)\\]]?\\s*$`,
  'g',
)
const hyphen = /(?<=\d)-(?=\d)/g

/** A course's name with its number on one line; else a line ends at one of the hyphens, and the number reads as two. */
export function keepNumberWhole(name: string): string {
  return name.replaceAll(hyphen, '\u2060-\u2060')
}

/** A course's name without its number, where a line has little room: cut off, a number says nothing. */
export function leaveOutNumber(name: string): string {
  return name.replaceAll(numberAtAnEnd, '') || name
}
