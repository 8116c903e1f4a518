import type { ChangedField, FileRow } from '@spike/store'

/**
 * Through the website a file module's file is known by the page that sends on to it: by the module's name, with a
 * rounded size and no time.
 */
export const isSentOn = ({ url }: Pick<FileRow, 'url'>): boolean =>
  /\/mod\/resource\/view\.php\?id=\d+&redirect=1$/.test(url)

/** What is news about the files of one item; nothing where they are only now known by themselves. */
export function changedFiles(before: readonly FileRow[], after: readonly FileRow[]): ChangedField[] {
  if (before.some(isSentOn) && !after.some(isSentOn)) return []
  const old = fileVersions(before)
  const now = fileVersions(after)
  const field = (from: string | null, to: string | null): ChangedField => ({ name: 'file', from, to })
  return [
    ...[...now.keys()].filter((name) => !old.has(name)).map((name) => field(null, name)),
    ...[...old.keys()].filter((name) => !now.has(name)).map((name) => field(name, null)),
    ...[...now].flatMap(([name, version]) => {
      const was = old.get(name)
      return was === undefined || was === version ? [] : [field(`${name}: ${was}`, `${name}: ${version}`)]
    }),
  ]
}

/** By path and name; there may be several of one name. */
function fileVersions(files: readonly FileRow[]): ReadonlyMap<string, string> {
  const byName = Map.groupBy(files, (file) => file.path + file.name)
  return new Map(
    [...byName].map(([name, ofName]) => [name, ofName.map(versionOf).toSorted().join('; ')] as const),
  )
}

const israelTime = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Jerusalem',
  dateStyle: 'short',
  timeStyle: 'medium',
})

/** A link is where it leads; a file its size and time, as its address has a revision that says nothing. */
function versionOf(file: FileRow): string {
  if (file.type === 'url') return file.url
  const size = file.size_bytes === null ? null : `${file.size_bytes} B`
  const time = file.modified_at && israelTime.format(file.modified_at)
  return [size, time].filter((part) => part !== null).join(', ')
}
