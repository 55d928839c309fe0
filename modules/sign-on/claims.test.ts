/** What tools may learn is coarse, and every person is somebody else to every tool. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ageBand, claimNames, claimOf, claimsByScope, clientOf, scopeOf } from './claims.ts'

test('an age is told by its band, whose borders hold it', () => {
  expect([0, 13, 14, 17, 18, 34, 35, 59, 60, 79, 80, 104].map(ageBand)).toEqual([
    ...['0-13', '0-13', '14-17', '14-17', '18-34', '18-34', '35-59', '35-59', '60-79', '60-79', '80+', '80+'],
  ])
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 125 }), (age) => {
      const [from, to] = ageBand(age).replace('+', '-999').split('-').map(Number)
      expect(age).toBeGreaterThanOrEqual(from ?? Number.NaN)
      expect(age).toBeLessThanOrEqual(to ?? Number.NaN)
    }),
  )
})

test('a client asks for what its tool declared and for nothing else', () => {
  const tool = {
    toolId: 'buses',
    url: 'https://a.cn/',
    redirectUrls: ['https://a.cn/back'],
    claims: ['community'] as const,
  }
  const client = clientOf(tool, '公交', 'x')
  expect(client.scope).toBe('openid community')
  expect(client).toMatchObject({
    subject_type: 'pairwise',
    response_types: ['code'],
    redirect_uris: ['https://a.cn/back'],
  })
})

test('every claim has a scope of its own, so that each is agreed to by itself', () => {
  expect(new Set(Object.values(scopeOf)).size).toBe(claimNames.length)
  for (const name of claimNames) {
    expect(claimOf(scopeOf[name])).toBe(name)
    expect(Object.keys(claimsByScope)).toContain(scopeOf[name])
  }
})
