/** Header bytes reach us as Latin-1 or as UTF-8, depending on what else the answer has. */
function decodeBytes(text: string): string {
  if (!/^[\0-\u00ff]*$/.test(text)) return text
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(text, 'latin1'))
  } catch {
    return text
  }
}

function decodePercents(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

const extended = /;\s*filename\*\s*=\s*UTF-8'[^']*'([^;\s]+)/i
const quoted = /;\s*filename\s*=\s*"((?:[^"\\]|\\.)*)"/i
const bare = /;\s*filename\s*=\s*([^;"\s]+)/i

/**
 * The name in a Content-Disposition, where Moodle writes raw UTF-8, without any folder and control characters.
 * Null where there is none.
 */
export function readFileName(contentDisposition: string | undefined): string | null {
  if (!contentDisposition) return null
  const long = extended.exec(contentDisposition)?.[1]
  const short = quoted.exec(contentDisposition)?.[1]?.replaceAll(/\\(.)/g, '$1')
  const name =
    (long && decodePercents(long)) ?? decodeBytes(short ?? bare.exec(contentDisposition)?.[1] ?? '')
  const last = name.split(/[/\\]/).at(-1) ?? ''
  return last.replaceAll(/\p{Cc}/gu, '').trim() || null
}
