/** Somebody who never saw the studio makes a tool by what the screen says alone; another community takes it up, renames it, upgrades it and goes back. */
import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { askAs, axe, settled, type Visit, visit } from './browser.ts'

/** What it took: presses, fields written in, characters, screens read. */
const effort = { presses: 0, fields: 0, characters: 0, screens: 0 }
const press = async (what: Locator) => {
  await what.click()
  effort.presses += 1
}
const write = async (into: Locator, text: string) => {
  await into.fill(text)
  effort.fields += 1
  effort.characters += [...text].length
}
/** Opens a list and takes one of it: two presses. */
const choose = async (page: Page, from: Locator, option: string) => {
  await from.click()
  await page.locator('.ant-select-item-option', { hasText: option }).locator('visible=true').last().click()
  effort.presses += 2
}
/** Slow hands and a reader who is new here: seconds for a press, a field found, a character in pinyin, a screen read. */
const pace = { press: 3, field: 2, character: 0.9, screen: 15 }
const minutes = () =>
  (effort.presses * pace.press +
    effort.fields * pace.field +
    effort.characters * pace.character +
    effort.screens * pace.screen) /
  60

const next = async ({ page }: Visit, step: string) => {
  await press(page.getByRole('button', { name: `下一步：${step}` }))
  await page.getByRole('heading', { name: step, exact: true }).waitFor()
  effort.screens += 1
}
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true })
const lastCard = (page: Page) => page.locator('.studio-main .studio-cards > li').last()

const name = '公共工具借用'
const own = '应元共享工具角'
type Drafts = { readonly items: readonly { readonly id: string }[] }
type Uses = {
  readonly items: readonly { readonly toolId: string; readonly name: { 'zh-CN': string }; readonly version: string }[]
}
const usesOf = (login: string, area: string) => askAs<Uses>(login, 'GET', `/api/tool-library/uses?area=${area}`)
const [here, there] = ['440104001001', '440104001002']

const rowOf = (page: Page, words: string) => page.locator('tr', { hasText: words }).first()
let toolId = ''

test('she makes it: six questions, four states, a list, a reminder, two points rules, for whom; tries it as each role; hands it in', async () => {
  await using lihua = await visit('desk', 'admin2')
  const { page } = lihua
  await page.goto('/desk/tool-library/studio')
  await settled(page)
  effort.screens += 1
  await axe(page)
  await write(page.getByLabel('叫什么名字'), name)
  // What exists is shown before anything is made.
  await page.getByText('已经有这些，先看看能不能直接用').waitFor()
  await write(page.getByLabel('一句话说明'), '押金和损坏一起登记的工具借用')
  await press(button(page, '开始做'))
  await page.getByRole('heading', { name: '要填什么', exact: true }).waitFor()
  effort.screens += 1

  const ask = async (kind: string, label: string) => {
    await press(button(page, kind))
    await write(lastCard(page).getByLabel('问什么'), label)
  }
  await ask('单选', '借哪一样')
  const choices = lastCard(page).getByRole('combobox', { name: /的选项$/ })
  for (const choice of ['电钻', '人字梯', '轮椅']) {
    await choices.fill(choice)
    await choices.press('Enter')
    effort.fields += 1
    effort.characters += choice.length
  }
  await ask('数字', '借几天')
  await ask('日期', '哪天来取')
  await ask('一行字', '押金怎么付')
  await ask('手机号（密封）', '联系电话')
  await ask('多行字', '用来做什么')
  // The phone beside shows it as it stands.
  await page.getByRole('region', { name: '看起来的样子' }).getByText('押金怎么付').waitFor()
  // Through the eyes of staff it stands in their list.
  await page.locator('.studio-aside .ant-segmented-item', { hasText: '工作人员' }).click()
  await page.getByText('工作人员在清单里看到的一件').waitFor()
  await page.locator('.studio-aside .ant-segmented-item', { hasText: '居民' }).click()
  // A slip is taken back.
  await press(button(page, '去掉“押金怎么付”'))
  await press(button(page, '撤销'))
  expect(await page.locator('.studio-main .studio-cards > li').count()).toBe(6)

  await next(lihua, '怎么办')
  const states = page.locator('.studio-main .studio-cards > li')
  await write(states.nth(0).getByLabel('状态名'), '等待领取')
  // A new state goes between the beginning and the end…
  await press(button(page, '＋ 接着一个新状态（在“等待领取”之后）'))
  await write(states.nth(1).getByLabel('状态名'), '已借出')
  await write(states.nth(0).getByLabel('动作名'), '借出')
  await write(states.nth(1).getByLabel('动作名'), '归还')
  await write(states.nth(2).getByLabel('状态名'), '已归还')
  // …and the next one is another end.
  await press(button(page, '＋ 接着一个新状态（在“等待领取”之后）'))
  await write(states.nth(1).getByLabel('状态名'), '已取消')
  await write(states.nth(0).getByLabel('动作名').last(), '不借了')
  await choose(page, states.nth(0).getByRole('combobox', { name: '谁来做“不借了”' }), '提出的人')
  await page.keyboard.press('Escape')
  await axe(page)

  await next(lihua, '清单、提醒、积分')
  // The first two questions stand in the worklist by themselves.
  for (const one of ['借哪一样', '借几天'])
    expect(await page.getByRole('checkbox', { name: one }).isChecked()).toBe(true)
  await press(button(page, '加一个提醒'))
  await press(button(page, '加一条积分规则'))
  await press(button(page, '加一条积分规则'))

  await next(lihua, '给谁用')
  // Neighbours are meant unless somebody says otherwise.
  expect(await page.getByRole('radio', { name: '本社区居民' }).isChecked()).toBe(true)

  await next(lihua, '说给人听的话')
  await write(page.getByRole('textbox', { name: '有问题找谁' }).first(), '居委会陈姨')
  await axe(page)

  await next(lihua, '试一试')
  await press(button(page, '试着提交'))
  await press(button(page, '换成工作人员接着走'))
  await press(button(page, '借出'))
  await press(button(page, '归还'))
  await page.getByText(/走完了，共得 \d+ 分/).waitFor()
  await axe(page)

  await next(lihua, '提交')
  await page.getByText('自动检查通过').waitFor()
  await page.getByRole('heading', { name: '已经有相似的工具' }).waitFor()
  // It asks for a telephone: what follows for people is written already, read by her, and hers to answer for.
  await page.getByRole('heading', { name: '伦理审查说明' }).waitFor()
  effort.screens += 1
  await press(button(page, '我看过了，如实'))
  await write(page.getByLabel('已有相似工具，为什么还要做'), '要登记押金，现有的没有')
  await write(page.getByLabel(/^没有合适的/), '一年用一两次，家家都买不划算')
  await press(button(page, '提交并试用'))
  await page.waitForURL('**/tool-library/uses')
  await rowOf(page, '1.0.0').waitFor()

  const estimate = minutes()
  console.log(
    `studio: ${effort.presses} presses, ${effort.fields} fields, ${effort.characters} characters, ${effort.screens} screens; about ${estimate.toFixed(1)} minutes`,
  )
  expect(estimate).toBeLessThanOrEqual(10)
  const mine = (await usesOf('admin2', here)).items.filter(
    (use) => use.toolId.startsWith('tool-m') || /^tool-[a-z0-9]{8}$/.test(use.toolId),
  )
  toolId = mine.at(-1)?.toolId ?? ''
  expect(toolId).not.toBe('')
})

test('the keeper looks at what the machine found and at the trial, and publishes it', async () => {
  // Six neighbours walked through it together, and that was noted.
  await askAs('admin2', 'POST', `/api/tool-library/tools/${toolId}/together`, {
    id: crypto.randomUUID(),
    area: here,
    kind: 'trialGroup',
    heldOn: new Date().toISOString().slice(0, 10),
    people: 6,
    who: '六位邻居',
    what: '拿着手机一起走了一遍',
  })
  await using keeper = await visit('desk', 'steward1')
  const { page } = keeper
  await page.goto('/desk/tool-library/reviews')
  await settled(page)
  // The list says what it is called and how its trial goes, not by which id it is known.
  await page.locator('tr', { hasText: name }).last().click()
  await page.getByText('要登记押金，现有的没有').first().waitFor()
  await page.getByText('联系电话密封保存').first().waitFor()
  await page.getByLabel('决定的理由').fill('试用顺利，押金登记确有需要')
  await page.getByRole('button', { name: '发布', exact: true }).click()
  await page.getByText('已决定').first().waitFor()
})

test('another community cites it, gives it words and a picture of its own, and a resident there uses it', async () => {
  await using neighbour = await visit('desk', 'admin3')
  const { page } = neighbour
  await page.goto(`/desk/tool-library?open=${toolId}`)
  await settled(page)
  await page.getByRole('button', { name: /^引\s?用$/ }).click()
  await page.getByText('已启用').first().waitFor()
  await page.goto('/desk/tool-library/uses')
  await settled(page)
  await rowOf(page, '押金').or(rowOf(page, name)).last().waitFor()
  const row = page.locator(`tr[data-row-key="${toolId}"]`)
  await row.getByRole('button', { name: /^更多/ }).click()
  await page.getByRole('menuitem', { name: '改名' }).click()
  await page.getByLabel('中文名称').fill(own)
  await page.getByLabel('状态“等待领取”').fill('来店里拿')
  await page.locator('.studio-icons label', { has: page.locator('input[value="shop"]') }).click()
  await page.getByRole('button', { name: '就这样叫' }).click()
  await page.locator('tr', { hasText: own }).waitFor()

  await using jiaxin = await visit('phone', 'resident3')
  await jiaxin.page.goto(`/tool-library/run/${toolId}`)
  await settled(jiaxin.page)
  await jiaxin.page.getByRole('heading', { name: own }).waitFor()
  await jiaxin.page.getByRole('button', { name: '开始办理' }).click()
  // First she is told what would be fetched about her, and may refuse it.
  await jiaxin.page.getByText('从已登记的信息里帮您填好').waitFor()
  await axe(jiaxin.page)
  await jiaxin.page.getByRole('button', { name: '开始填写' }).click()
  await jiaxin.page.getByLabel('借哪一样').selectOption({ label: '人字梯' })
  await jiaxin.page.getByLabel('借几天').fill('2')
  await jiaxin.page.getByLabel('哪天来取').fill('2026-12-24')
  await jiaxin.page.getByLabel('押金怎么付').fill('现金')
  await jiaxin.page.getByLabel('用来做什么').fill('换灯泡')
  const phone = jiaxin.page.getByRole('textbox', { name: /联系电话/ })
  if (await phone.count()) await phone.fill('13800001003')
  await axe(jiaxin.page)
  await jiaxin.page.getByRole('button', { name: '下一步' }).click()
  await jiaxin.page.getByRole('button', { name: '提交', exact: true }).click()
  await jiaxin.page.getByText('居委会陈姨').first().waitFor()
  await jiaxin.page.getByText('来店里拿').first().waitFor()
})

test('the next version: a patch comes by itself, a major one waits for consent after a dry run on a copy, and one step leads back', async () => {
  await using lihua = await visit('desk', 'admin2')
  const { page } = lihua
  const revise = async (change: () => Promise<void>, becomes: string) => {
    await page.goto('/desk/tool-library/uses')
    await settled(page)
    await page.locator(`tr[data-row-key="${toolId}"]`).getByRole('button', { name: '出新版' }).click()
    await page.waitForURL(/studio\/[0-9a-f-]{36}/)
    await settled(page)
    await change()
    await page.getByRole('navigation', { name: '做工具的步骤' }).getByRole('button', { name: /提交$/ }).click()
    await page.getByText(`提交后是 ${becomes}`).waitFor()
    await page.getByLabel('已有相似工具，为什么还要做').fill('要登记押金，现有的没有')
    await page.getByRole('button', { name: '提交并试用' }).click()
    await page.waitForURL('**/tool-library/uses')
    await askAs('steward1', 'POST', `/api/tool-library/tools/${toolId}/versions/${becomes}/decision`, {
      isPublished: true,
      reason: '改动清楚',
    })
  }
  const versionThere = async () => (await usesOf('admin3', there)).items.find((use) => use.toolId === toolId)?.version
  const step = (name: string) => page.getByRole('navigation', { name: '做工具的步骤' }).getByRole('button', { name })
  await revise(async () => {
    await step('名称和用途').click()
    await page.getByLabel('一句话说明').fill('押金和损坏一起登记的工具借用，用完还回来')
  }, '1.0.1')
  await expect.poll(versionThere).toBe('1.0.1')
  await revise(async () => {
    await step('要填什么').click()
    await page.getByRole('button', { name: '去掉“用来做什么”' }).click()
  }, '2.0.0')
  expect(await versionThere()).toBe('1.0.1')

  await using neighbour = await visit('desk', 'admin3')
  const theirs = neighbour.page
  await theirs.goto('/desk/tool-library/uses')
  await settled(theirs)
  const row = theirs.locator(`tr[data-row-key="${toolId}"]`)
  await row.getByRole('button', { name: /^升\s?级$/ }).click()
  await theirs.getByText('已有 1 件，其中 1 件未办完').waitFor()
  await theirs.getByRole('button', { name: '同意升级' }).click()
  await row.getByText('2.0.0').first().waitFor()
  await expect.poll(versionThere).toBe('2.0.0')
  // Its own name came along.
  await row.getByText(own).waitFor()
  await row.getByRole('button', { name: '退回 1.0.1' }).click()
  await expect.poll(versionThere).toBe('1.0.1')
  await theirs.goto(`/desk/tool-library/compare?tool=${toolId}`)
  await settled(theirs)
  await theirs.getByText(own).first().waitFor()
  await axe(theirs)
  expect((await askAs<Drafts>('admin2', 'GET', '/api/tool-library/drafts')).items.length).toBeGreaterThan(0)
})
