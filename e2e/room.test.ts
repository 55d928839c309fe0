/** The room of a case: a grid worker who was called shows what it looks like on the spot, and the desk sees it without asking. */
import { expect, test } from 'vitest'
import { askAs, axe, photo, readyForOffline, settled, visit, yingyuan } from './browser.ts'

type Talk = { readonly messages: readonly { readonly text: string; readonly fileIds: readonly string[] }[] }

test('a called grid worker sends a photo into the room from a cellar, and the dispatcher’s open page shows it when the network is back', async () => {
  const id = crypto.randomUUID()
  await askAs('resident2', 'POST', '/api/cases/reports', {
    id,
    text: '应元路地下通道进水，水位还在涨',
    place: { lon: yingyuan.longitude, lat: yingyuan.latitude },
    isPublic: true,
  })
  await askAs('dispatcher1', 'POST', `/api/command/cases/${id}/summonses`, { because: '请到场拍全景，发到会商' })

  await using wu = await visit('desk', 'dispatcher1')
  await wu.page.goto(`/desk/cases/${id}`)
  await settled(wu.page)
  const talk = wu.page.getByRole('list', { name: '沟通' }).or(wu.page.locator('ol.talk')).first()

  await using lin = await visit('phone', 'grid1', { serviceWorkers: 'allow' })
  const { page } = lin
  await page.goto('/worker/command/calls')
  await settled(page)
  await page.getByRole('listitem').filter({ hasText: '地下通道进水' }).getByRole('button', { name: '我来响应' }).click()
  await page.getByText('已响应，请尽快到场').first().waitFor()
  await page.goto(`/worker/matters/${id}`)
  await settled(page)
  await page.getByRole('button', { name: '照片、视频' }).click()
  const picker = page.getByRole('group', { name: '照片、视频' })
  await picker.waitFor()
  await axe(page)
  const picture = await photo(page, 'panorama.jpg')
  await readyForOffline(page)
  await lin.goOffline()
  await picker.getByLabel('拍照').setInputFiles(picture)
  await page.getByLabel('写留言').first().fill('通道积水约四十厘米，已拉警戒线')
  await page.getByRole('button', { name: '发送', exact: true }).click()
  await page.getByText('正在发送的照片、视频：1').waitFor()
  await lin.goOnline()

  await talk.getByText('通道积水约四十厘米，已拉警戒线').waitFor({ timeout: 20_000 })
  await talk.locator('.photo-cell img').first().waitFor({ timeout: 20_000 })
  const { messages } = await askAs<Talk>('dispatcher1', 'GET', `/api/matters/matters/${id}`)
  expect(messages.at(-1)).toMatchObject({ text: '通道积水约四十厘米，已拉警戒线', fileIds: [expect.any(String)] })

  // Staff at the desk answer with a film as well; what is no film is refused in words before it is sent.
  await wu.page.getByRole('button', { name: '照片、视频' }).first().click()
  const accepts = await wu.page
    .getByRole('group', { name: '照片、视频' })
    .locator('input')
    .first()
    .getAttribute('accept')
  expect(accepts).toContain('video/mp4')
})
