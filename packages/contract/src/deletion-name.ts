interface Named {
  readonly username: string
  readonly fullName: string
}

/** Marks that show nothing: a page puts some around a name, and they are copied with it. */
const invisible = /[\u061c\u200b-\u200f\u2066-\u2069\ufeff]/g
const plain = (text: string) => text.replaceAll(invisible, '').replaceAll(/\s+/g, ' ').trim()

/** What a student writes to delete their account: their name at Moodle, and where that has nothing to write, their own. */
export const deletionNameOf = ({ username, fullName }: Named): string => plain(username) || plain(fullName)

/** Whether it was written: as it is read, so that spaces and capital letters are all the same. */
export function isDeletionName(written: string, student: Named): boolean {
  return plain(written).toLowerCase() === deletionNameOf(student).toLowerCase()
}
