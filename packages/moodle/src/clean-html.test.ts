import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanHtml } from './clean-html.ts'
import { linearGrowth, measureGrowth } from './testing/measure-growth.ts'

describe('cleanHtml', () => {
  it('keeps structure, tables, links and the direction of text', () => {
    const html =
      '<h3 dir="rtl">כותרת</h3><ul><li><strong>a</strong></li></ul><table><tr><td colspan="2">1</td></tr></table>'
    expect(cleanHtml(html, 'he')).toBe(html)
  })

  it('takes out scripts, styles, ids, classes and handlers', () => {
    const html =
      '<div id="yui_1" class="no-overflow" style="color:red" onclick="x()"><script>x()</script><p>שלום</p></div>'
    expect(cleanHtml(html, 'he')).toBe('<div><p>שלום</p></div>')
  })

  it.each(['javascript:alert(1)', 'data:text/html,x', '//evil.example', '/relative', ' java\nscript:x'])(
    'keeps the words but not the address of a link to %j',
    (href) => {
      expect(cleanHtml(`<a href="${href}">words</a>`, 'he')).toBe('<a>words</a>')
    },
  )

  it('takes the session out of links', () => {
    const html = '<a href="https://m.example/mod/x.php?id=1&amp;sesskey=abc&amp;token=def">x</a>'
    expect(cleanHtml(html, 'he')).toContain('href="https://m.example/mod/x.php?id=1"')
  })

  it.each([
    ['https://m.example/x.php?id=1&SESSKEY=abc&Token[]=d&+wstoken=e', 'https://m.example/x.php?id=1'],
    ['https://m.example/calendar/export_execute.php?userid=3&authtoken=abc', '?userid=3"'],
    ['https://m.example/x?%6bey=abc&privateToken=d', 'href="https://m.example/x"'],
    ['https://user:abc@m.example/x', 'href="https://m.example/x"'],
    ['https://m.example/x#a?%74oken=abc', 'href="https://m.example/x"'],
    ['https://m.example/x#section-2', '#section-2'],
    ['https://m.example/x?keyword=1', '?keyword=1'],
  ])('takes the secrets out of %s', (href, kept) => {
    const clean = cleanHtml(`<a href="${href}">x</a>`, 'he')
    expect(clean).toContain(kept)
    expect(clean).not.toContain('abc')
  })

  it.each([
    'https://m.example/tokenpluginfile.php/abc/5/a.pdf',
    'https://m.example/%74okenpluginfile%2Ephp/abc/5/a.pdf',
    'https://m.example/tokenpluginfile.php?file=/abc/5/a.pdf',
    'https://m.example/rss/file.php/26/abc/mod_forum/1/rss.xml',
    'https://m.example/%E9/rss%2ffile.php/26/abc/mod_forum/1/rss.xml',
  ])('keeps no address that holds a key: %s', (href) => {
    expect(cleanHtml(`<a href="${href}">x</a>`, 'he')).toBe('<a>x</a>')
  })

  it('reads a mail address that Moodle disguised the same every time', () => {
    const disguises = ['mailto:%61@b.example', 'mailto:a@%62.example']
    expect(new Set(disguises.map((href) => cleanHtml(`<a href="${href}">x</a>`, 'he'))).size).toBe(1)
  })

  it.each([
    ['mailto:no%61%2Ex@b.example?subject=a%26b', 'mailto:noa.x@b.example?subject=a%26b'],
    ['mailto:a@b.example%3Fbcc=c%26d%25', 'mailto:a@b.example%3Fbcc=c%26d%25'],
  ])('does not change what %s means', (href, kept) => {
    expect(cleanHtml(`<a href="${href}">x</a>`, 'he')).toContain(`href="${kept}"`)
  })

  it('reads a mail address the same however Moodle encodes it this time', () => {
    const encode = (text: string, way: number) =>
      [...text]
        .map((letter, index) => {
          const code = letter.codePointAt(0) ?? 0
          return [letter, `&#${code};`, `&#x${code.toString(16)};`][(index + way) % 3]
        })
        .join('')
    const escape = (text: string, way: number) =>
      [...text].map((letter, index) =>
        (index + way) % 2 && /[a-z@]/.test(letter) ? `%${letter.charCodeAt(0).toString(16)}` : letter,
      )
    const shown = [0, 1, 2].map((way) => {
      const href = encode(`mailto:${escape('noa@m.example', way).join('')}`, way)
      return cleanHtml(`<a href="${href}" title="${way}">${encode('noa@m.example', way)}</a>`, 'he')
    })
    expect(new Set(shown)).toEqual(
      new Set(['<a href="mailto:noa@m.example" rel="noopener noreferrer nofollow">noa@m.example</a>']),
    )
  })

  it.each([
    ['/mod/x.php?id=1&sesskey=REV', '/mod/x.php?id=1'],
    ['/theme/image.php/boost/core/REV/u/f2', '/theme/image.php/boost/core/-1/u/f2'],
    ['/theme/image.php/_s/boost/core/REV/u/f2', '/theme/image.php/_s/boost/core/-1/u/f2'],
    ['/theme/image.php?theme=boost&image=a&rev=REV', '/theme/image.php?theme=boost&image=a'],
    ['/theme/styles.php/boost/REV_REV/all', '/theme/styles.php/boost/-1/all'],
    ['/pluginfile.php/26/user/icon/boost/f1?rev=REV', '/pluginfile.php/26/user/icon/boost/f1'],
    ['/pluginfile.php/1/core_admin/logo/0x200/REV/a.png', '/pluginfile.php/1/core_admin/logo/0x200/-1/a.png'],
    ['/pluginfile.php/1/theme_boost/logo/REV/a.png', '/pluginfile.php/1/theme_boost/logo/-1/a.png'],
    [
      '/pluginfile.php/5/mod_resource/content/REV/a/1/b.pdf',
      '/pluginfile.php/5/mod_resource/content/0/a/1/b.pdf',
    ],
    ['/pluginfile.php/5/mod_page/content/REV/a.pdf', '/pluginfile.php/5/mod_page/content/0/a.pdf'],
    ['/mod/page/view.php?id=3#yui_3_17_2_1_REV_45', '/mod/page/view.php?id=3'],
    ['/mod/page/view.php?id=3#collapse-random5f3c2b1REV1', '/mod/page/view.php?id=3'],
  ])('reads the address %s the same at every sync', (href, kept) => {
    for (const revision of ['1795355399', '1795355400']) {
      const html = `<a href="https://m.example${href.replaceAll('REV', revision).replaceAll('&', '&amp;')}">x</a>`
      const attributes = `href="https://m.example${kept.replaceAll('&', '&amp;')}" rel="noopener noreferrer nofollow"`
      expect(cleanHtml(html, 'he')).toBe(`<a ${attributes}>x</a>`)
    }
  })

  it.each([
    'https://m.example/pluginfile.php/5/mod_book/chapter/105/a.pdf',
    'https://m.example/pluginfile.php/5/mod_folder/content/a.pdf',
    'https://m.example/mod/wiki/diff.php?rev=5',
    'https://m.example/a/2026/11/#section-2',
  ])('leaves numbers that mean something in %s', (href) => {
    expect(cleanHtml(`<a href="${href}">x</a>`, 'he')).toContain(`href="${href}"`)
  })

  it("gives files of the site by the address that the student's own browser can open", () => {
    const html =
      '<a href="https://m.example/webservice/pluginfile.php/5/mod_label/intro/a.pdf?forcedownload=1">x</a>'
    expect(cleanHtml(html, 'he')).toContain('href="https://m.example/pluginfile.php/5/mod_label/intro/a.pdf"')
  })

  it('reads the same whatever ids, labels and order of attributes a page was given', () => {
    const page = (id: string) =>
      `<div id="yui_3_17_2_1_${id}" aria-labelledby="label-${id}" data-region="${id}"><p id="random${id}">x</p></div>`
    expect(cleanHtml(page('1795355399_1'), 'he')).toBe(cleanHtml(page('1795355400_2'), 'he'))
    const row = (attributes: string) => cleanHtml(`<table><tr><td ${attributes}>x</td></tr></table>`, 'he')
    expect(row('lang="he" rowspan="2" dir="rtl" colspan="3"')).toBe(
      row('colspan="3" dir="rtl" rowspan="2" lang="he"'),
    )
    const link = (attributes: string) => cleanHtml(`<a ${attributes}>x</a>`, 'he')
    expect(link('href="https://m.example/" dir="rtl"')).toBe(link('dir="rtl" href="https://m.example/"'))
  })

  it.each(['%00a@b', 'a%0D%0Ab@c', 'a%E2%80%AEb@c', '%FF%00a@b', '&#0;a%01@b'])(
    'keeps no mail address with %s in it',
    (address) => {
      expect(cleanHtml(`<a href="mailto:${address}">x</a>`, 'he')).toBe('<a>x</a>')
    },
  )

  it('leaves nothing that a database refuses or that reverses the line, escaped or not', () => {
    const unit = fc.nat({ max: 0xffff })
    const piece = fc.oneof(
      unit.map((code) => String.fromCharCode(code)),
      unit.map((code) => `&#${code};`),
      unit.map((code) => `%${code.toString(16).padStart(2, '0').slice(-2)}`),
      fc.constantFrom(
        '<a href="mailto:',
        '<a href="https://x/',
        '<img alt="',
        '">',
        '\u202e',
        '&#8238;',
        '%00',
      ),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const clean = cleanHtml(pieces.join(''), 'he') ?? ''
        expect(clean.isWellFormed()).toBe(true)
        // oxlint-disable-next-line no-control-regex -- that there are none is what is tested
        expect(clean).not.toMatch(/[\u0000-\u0008\u000e-\u001f\u202a-\u202e\u2066-\u2069]/)
      }),
      { numRuns: 500 },
    )
  })

  it('reads pictures by the words that stand for them', () => {
    const image = (attributes: string) =>
      cleanHtml(`<p>x<img src="https://m.example/a.png" ${attributes}>y</p>`, 'he')
    expect(image('alt="a &lt;b&gt; &quot;"')).toBe('<p>x<span>a &lt;b&gt; "</span>y</p>')
    expect(image('alt="תרשים" dir="rtl" width="5"')).toBe('<p>x<span dir="rtl">תרשים</span>y</p>')
    expect(image('alt=""')).toBe('<p>xy</p>')
    expect(image('')).toBe('<p>xy</p>')
    expect(cleanHtml('<p><img src="https://m.example/a.png"></p>', 'he')).toBeNull()
  })

  it('cuts a text that is too long before the tag or the entity it would cut in two', () => {
    const start = 'א'.repeat(199_995)
    expect(cleanHtml(`${start}<a href="https://m.example/">x</a>`, 'he')).toBe(start)
    expect(cleanHtml(`${start}&quot;&quot;`, 'he')).toBe(start)
    expect(cleanHtml(`${start}1234\u{1f600}`, 'he')).toBe(`${start}1234`)
  })

  it('does not count pictures that are written into the text', () => {
    const html = `<p>a<img src="data:image/png;base64,${'iVBORw0KGgo='.repeat(50_000)}" alt="b">c</p>`
    expect(cleanHtml(html, 'he')).toBe('<p>a<span>b</span>c</p>')
  })

  it('keeps the words alone of what is nested deeper than anyone writes', () => {
    expect(cleanHtml(`${'<div>'.repeat(150)}a &lt;b`, 'he')).toMatch(
      /^(?:<div>){150}a &lt;b(?:<\/div>){150}$/,
    )
    expect(cleanHtml(`${'<div>'.repeat(5_000)}a &lt;b&gt; <b>c</b>`, 'he')).toBe('a &lt;b&gt; c')
  })

  // Most take some 20 ms; what takes time in the square of its length takes many seconds.
  it.each([
    '<div>',
    '<b>',
    '<p>',
    '<table><tr>',
    '<ul><li>',
    '</p>',
    '</br>',
    '<!--',
    '<![CDATA[',
    '<a href="',
    "<a x='",
    '<a href=https://m.example/?token=1&>',
    '<img alt=x>',
    '<img>',
    '<iframe>',
    '<p><noscript></p>',
    '<svg><style>',
    '<',
    '&',
    '&#',
    '&#x26;',
    '{mlang',
    '{mlang ',
    '{mlang he}',
    '<span class="multilang" lang="he">',
    '<span class="multilang" lang="he">x</span> ',
    'data:a;base64,',
    'data:',
  ])('takes no longer over many of %j than over as much of anything', (piece) => {
    const clean = (length: number) => void cleanHtml(piece.repeat(length / piece.length), 'he')
    expect(measureGrowth(clean, 20_000)).toBeLessThan(linearGrowth)
    // What is beyond the limit costs nothing.
    clean(1_500_000)
  })

  it.each([
    ['<span class="multilang"', ' lang=x'],
    ['<span class="multilang" lang=', 'x'],
    ['<span', ' class="multilang"'],
    ['<a ', 'b=c '],
    ['<a href="https://m.example/?', 'toKen=1&'],
    ['<a href="mailto:', '%41'],
    ['<a href="https://m.example/theme/a.php/', '/1'],
    ['<a href="https://m.example/', '/theme_'],
    ['<a href="https://m.example/', 'theme_'],
    ['<a href="https://m.example/', '/theme/a'],
    ['<a href="https://m.example/', '/core_admin/a'],
    ['<a href="https://m.example/', '/mod_page/content/1'],
    ['<a href="https://m.example/#', 'yui_random'],
    ['<a href="mailto:', '%'],
    ['<b ', '{mlang he '],
    ['x', '\n'],
  ])('takes no longer over a tag that begins with %j and goes on with %j', (start, piece) => {
    const clean = (length: number) => {
      const tag = `${start}${piece.repeat(length / piece.length)}`
      cleanHtml(tag, 'he')
      cleanHtml(`${tag}">x</a>`, 'he')
    }
    expect(measureGrowth(clean, 20_000)).toBeLessThan(linearGrowth)
    // What is beyond the limit costs nothing.
    clean(1_500_000)
  })

  it.each([
    '',
    '<p></p>',
    '<p>&nbsp;</p><br />',
    '<div class="no-overflow"> </div>',
    '<style>p{}</style>',
    null,
  ])('is null for %j, where there is nothing to read', (html) => {
    expect(cleanHtml(html, 'he')).toBeNull()
  })

  it('lets nothing run, however the HTML is broken', () => {
    const piece = fc.constantFrom(
      '<script>',
      '</script',
      '<img src=x onerror=alert(1)',
      ' onload="x"',
      '>',
      '<',
      '"',
      "'",
      '<a href="',
      'javascript:x',
      '<svg/onload=x>',
      '<!--',
      '-->',
      '<style>',
      '<math>',
      '<p ',
      '&lt;',
      '&#x3c;script&#x3e;',
      '\u0000',
      'שלום',
    )
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const tags = (cleanHtml(pieces.join(''), 'he') ?? '').match(/<[^>]*>/g) ?? []
        for (const tag of tags) expect(tag).not.toMatch(/<(?:script|style|svg|math|!)|\son\w+=|javascript:/i)
      }),
    )
  })
})
