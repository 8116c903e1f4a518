/** A file's type as people call it: its name's ending, else the second half of its MIME type, in capitals. */
export function fileTypeLabel(name: string, mimeType: string | null): string {
  const ending = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]
  const fromMime = mimeType?.split('/')[1]?.split(/[;+]/)[0]
  return (ending ?? fromMime ?? '').toUpperCase()
}
