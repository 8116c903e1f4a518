import { describe, expect, it } from 'vitest'
import { mapFunctions, mapProfile, siteInfoSchema } from './site-info.ts'

describe('profile', () => {
  const info = { userid: '3', username: 's', fullname: 'A &amp; B', siteurl: 'https://m.example/sub/' }

  it('adopts the address and the release that the site tells', () => {
    const data = siteInfoSchema.parse({ ...info, release: '4.1.4+ (Build: 1)', lang: 'he' })
    expect(mapProfile(data, 'https://asked.example')).toMatchObject({
      moodleUserId: 3,
      fullName: 'A & B',
      siteUrl: 'https://m.example/sub',
      release: '4.1.4',
    })
  })

  it('keeps the asked address where the site tells none that could be one', () => {
    const data = siteInfoSchema.parse({ ...info, siteurl: 'javascript:x' })
    expect(mapProfile(data, 'https://asked.example')).toMatchObject({
      siteUrl: 'https://asked.example',
      release: null,
    })
  })
})

describe('the functions of the service', () => {
  const functionsOf = (functions: unknown) =>
    mapFunctions(siteInfoSchema.parse({ userid: 3, username: 's', fullname: 'A', siteurl: '', functions }))

  it('are not known of a site that lists none', () => {
    expect(functionsOf([{ name: 'a' }])).toEqual(new Set(['a']))
    expect(functionsOf([])).toBeNull()
    expect(functionsOf(undefined)).toBeNull()
  })
})
