import { describe, expect, it } from 'vitest'
import { contentsSchema, mapContents } from '../web-services/contents.ts'
import { findLinkedFiles } from './files.ts'
import { linearGrowth, measureGrowth } from '../testing/measure-growth.ts'

const context = { language: 'he', siteUrl: 'https://m.example/sub' }

describe('files in descriptions', () => {
  const site = 'https://m.example/sub'
  const filesOf = (description: string, changes: object = {}) => {
    const module = { id: 2, modname: 'label', name: 'M', description, ...changes }
    return mapContents(contentsSchema.parse([{ id: 1, section: 0, modules: [module] }]), context)[0]?.items[0]
      ?.files
  }

  it('are files of the item, by the name in their address and without token', () => {
    const html =
      `<p><a href="${site}/webservice/pluginfile.php/5/mod_label/intro/%D7%A1%D7%99%20%281%29.pdf?token=secret&amp;forcedownload=1">x</a>` +
      `<img src='${site}/pluginfile.php/5/mod_label/intro/sub/a.png' alt="a"></p>`
    expect(filesOf(html)).toEqual([
      {
        name: 'סי (1).pdf',
        path: '/',
        sizeBytes: null,
        mimeType: null,
        modifiedAt: null,
        url: `${site}/pluginfile.php/5/mod_label/intro/%D7%A1%D7%99%20%281%29.pdf`,
        type: 'file',
      },
      expect.objectContaining({
        name: 'a.png',
        url: `${site}/pluginfile.php/5/mod_label/intro/sub/a.png`,
      }),
    ])
  })

  it("are the site's under either of its names", () => {
    const html = (host: string) => `<a href="${host}/pluginfile.php/5/mod_label/intro/a.pdf">x</a>`
    const asked = { ...context, askedUrl: 'https://old.example' }
    const find = (host: string) => findLinkedFiles(html(host), asked).map(({ name }) => name)
    expect(find('https://old.example')).toEqual(['a.pdf'])
    expect(find(site)).toEqual(['a.pdf'])
    expect(find('https://old.example.evil')).toEqual([])
  })

  it('are found where the site writes their path into the query', () => {
    const html = `<a href="${site}/webservice/pluginfile.php?file=%2F5%2Fmod_label%2Fintro%2Fa%20b.pdf&amp;token=secret">x</a>`
    expect(filesOf(html)).toMatchObject([{ name: 'a b.pdf', url: expect.not.stringContaining('secret') }])
  })

  it.each([
    `<a href="https://other.example/pluginfile.php/5/mod_label/intro/a.pdf">x</a>`,
    `<img src="${site}/pluginfile.php/26/user/icon/boost/f1?rev=5">`,
    `<img src="${site}/theme/image.php/boost/core/1795355399/u/f2">`,
    `<a href="${site}/mod/page/view.php?id=3">x</a>`,
    `<a href="/pluginfile.php/5/mod_label/intro/a.pdf">x</a>`,
  ])('are neither those of another site nor pictures of people and themes: %s', (html) => {
    expect(filesOf(html)).toEqual([])
  })

  it('are told once, with the size where the module lists them, however they are escaped', () => {
    const fileurl = `${site}/webservice/pluginfile.php/5/mod_page/content/7/a%20%281%29.png?forcedownload=1`
    const contents = [{ type: 'file', filename: 'a (1).png', filepath: '/', filesize: 10, fileurl }]
    const link = `${site}/webservice/pluginfile.php/5/mod_page/content/8/a%20(1).png?time=3`
    const html = `<img src="${link}"><a href="${link}">x</a>`
    expect(filesOf(html, { modname: 'page', contents })).toMatchObject([{ name: 'a (1).png', sizeBytes: 10 }])
  })

  it('keep their address when a teacher saves the page without changing it', () => {
    const read = (revision: number) =>
      filesOf('', {
        contents: [
          {
            filename: 'a.pdf',
            fileurl: `${site}/webservice/pluginfile.php/5/mod_resource/content/${revision}/a.pdf`,
          },
        ],
      })
    expect(read(3)).toEqual(read(4))
    expect(read(3)).toHaveLength(1)
  })

  it('take no time in the square of the length', () => {
    for (const piece of ['https://', 'pluginfile.php/', `${site}/pluginfile.php?&`]) {
      const find = (length: number) => void filesOf(piece.repeat(length / piece.length))
      expect(measureGrowth(find, 30_000)).toBeLessThan(linearGrowth)
    }
  })
})
