import arabic from '@fontsource-variable/rubik/files/rubik-arabic-wght-normal.woff2?url'
import hebrew from '@fontsource-variable/rubik/files/rubik-hebrew-wght-normal.woff2?url'
import latin from '@fontsource-variable/rubik/files/rubik-latin-wght-normal.woff2?url'

/** Each script's part of the font, and the characters for which it is downloaded. */
const parts = [
  [
    latin,
    'U+0-FF, U+131, U+152-153, U+2C6, U+2DA, U+2DC, U+2000-206F, U+20AC, U+2122, U+2190-2193, U+2212, U+2215',
  ],
  [hebrew, 'U+590-5FF, U+20AA, U+FB1D-FB4F'],
  [arabic, 'U+600-6FF, U+750-77F, U+FB50-FDFF, U+FE70-FEFC'],
] as const

/** Makes Rubik known to the page. The browser downloads the parts that the page's text has letters of. */
export function loadFont(): void {
  for (const [url, unicodeRange] of parts) {
    document.fonts.add(
      new FontFace('Rubik', `url(${url}) format('woff2')`, {
        weight: '300 900',
        unicodeRange,
        display: 'swap',
      }),
    )
  }
}
