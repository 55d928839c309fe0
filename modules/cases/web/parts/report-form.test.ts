/** What a report needs before it can be sent, and what of it is sent. */
import { describe, expect, test } from 'vitest'
import { bodyOf, emptyReport, missingIn, type ReportForm, seenFrom } from './report-form.ts'

const spot = { lon: 113.27, lat: 23.13, accuracyMetres: 12, areaCode: '440104001001', words: '文明路 1 号' }
const form: ReportForm = { ...emptyReport, text: ' 井盖松了 ', spot, address: spot.words }
const now = new Date('2026-11-23T09:00:00Z')

describe('reporting', () => {
  test('a photo alone is enough to say what is wrong', () => {
    const photo = { id: crypto.randomUUID(), blob: new Blob(), name: 'a.jpg', takenAt: now.toISOString() }
    expect(missingIn({ ...form, text: '', photos: [photo] }, false)).toBeNull()
    expect(missingIn({ ...form, text: '  ' }, false)).toBe('said')
  })

  test('nobody is asked for a telephone who signed in; a guest is', () => {
    expect(missingIn(form, false)).toBeNull()
    expect(missingIn(form, true)).toBe('phone')
    expect(missingIn({ ...form, phone: '138 0013 8000' }, true)).toBeNull()
  })

  test('a community will do where no point is known', () => {
    const vague = { ...form, spot: { ...spot, lon: null, lat: null, accuracyMetres: null } }
    expect(missingIn(vague, false)).toBeNull()
    expect(bodyOf(vague, false, now)).toMatchObject({ areaCode: '440104001001' })
    expect(bodyOf(vague, false, now)).not.toHaveProperty('place')
  })

  test('only a guest leaves a number, and a guest has no name to hide', () => {
    const hidden = { ...form, isAnonymous: true, phone: '13800138000' }
    expect(bodyOf(hidden, true, now)).toMatchObject({ contact: { phone: '13800138000' }, isAnonymous: false })
    expect(bodyOf(hidden, false, now)).toMatchObject({ isAnonymous: true })
    expect(bodyOf(hidden, false, now)).not.toHaveProperty('contact')
  })
})

test('a thing was seen when its first photo was taken; photos of long ago are of something else', () => {
  const now = new Date('2026-11-23T10:00:00+08:00')
  const at = (takenAt: string) => ({ takenAt })
  expect(seenFrom([], now)).toEqual(now)
  const photos = [at('2026-11-23T01:30:00Z'), at('2026-11-22T23:00:00Z'), at('2024-05-01T00:00:00Z')]
  expect(seenFrom(photos, now).toISOString()).toBe('2026-11-22T23:00:00.000Z')
  // A clock that runs ahead, or a time nobody can read, changes nothing.
  expect(seenFrom([at('2026-11-24T00:00:00Z'), at('')], now)).toEqual(now)
})
