import type { ExportedAccount } from '../../api/student-api.ts'

/** Has the browser save a file that is here already. */
export function saveFile({ content, fileName }: ExportedAccount): void {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  // Safari reads it only after the click is over.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
