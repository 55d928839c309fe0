/** A site of somebody else under a public name, served on this machine, and a browser for which that name leads here. */
import 'reflect-metadata'
import { webcrypto } from 'node:crypto'
import type { RequestListener } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { chromiumPath } from '@liren/testing/chromium'
import * as x509 from '@peculiar/x509'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { expect, inject } from 'vitest'
import { askAs, password } from './browser.ts'

const certificate = async (hostName: string) => {
  x509.cryptoProvider.set(webcrypto as Crypto)
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const cert = await x509.X509CertificateGenerator.createSelfSigned({
    name: `CN=${hostName}`,
    keys: keys as CryptoKeyPair,
    signingAlgorithm: algorithm,
    notBefore: new Date(Date.now() - 86_400_000),
    notAfter: new Date(Date.now() + 86_400_000),
  })
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64')
  return { cert: cert.toString('pem'), key: `-----BEGIN PRIVATE KEY-----\n${pkcs8}\n-----END PRIVATE KEY-----` }
}

export type PeerSite = {
  readonly browser: Browser
  /** A resident's phone that reaches the site by its public name. */
  readonly phone: (login: string) => Promise<{ readonly context: BrowserContext; readonly page: Page }>
  readonly close: () => Promise<void>
}

/** `others` are names that lead to the same machine. */
export const openPeer = async (
  hostName: string,
  answer: RequestListener,
  others: readonly string[] = [],
): Promise<PeerSite> => {
  const server = createServer(await certificate(hostName), answer)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const rules = [hostName, ...others].map((name) => `MAP ${name} 127.0.0.1:${port}`)
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      // Its public name leads to this machine, for this browser alone.
      `--host-resolver-rules=${rules.join(',')}`,
    ],
  })
  return {
    browser,
    phone: async (login) => {
      const context = await browser.newContext({
        baseURL: inject('address'),
        ignoreHTTPSErrors: true,
        locale: 'zh-CN',
        viewport: { width: 390, height: 844 },
        hasTouch: true,
        isMobile: true,
      })
      context.setDefaultTimeout(20_000)
      const entered = await context.request.post('/api/identity/log-in', {
        data: { loginName: login, password },
        headers: { 'x-liren': '1' },
      })
      expect(entered.ok()).toBe(true)
      return { context, page: await context.newPage() }
    },
    close: async () => {
      await browser.close()
      server.close()
    },
  }
}

const maker = { login: 'admin3', area: '440104001002' } as const

/** A department writes a linked tool, and the keeper publishes it. `more` is what is its own. */
export const publishLinked = async (toolId: string, more: object): Promise<void> => {
  type Tool = { readonly document: Readonly<Record<string, unknown>> }
  const { document: sample } = await askAs<Tool>(null, 'GET', '/api/tool-library/tools/tool-borrowing')
  const kept = [
    'format',
    'licence',
    'needs',
    'retention',
    'ethics',
    'cost',
    'audience',
    'category',
    'provider',
  ] as const
  const { login, area } = maker
  const made = Object.fromEntries(kept.map((key) => [key, sample[key]]))
  const document = {
    ...made,
    id: toolId,
    version: '1.0.0',
    kind: 'linked',
    forms: [],
    processes: [],
    permissions: [{ who: 'reporter', may: 'read' }],
    data: { reads: [], writes: [] },
    ...more,
    provider: { ...(made.provider as object), publisher: `a${area}` },
  }
  const draftId = crypto.randomUUID()
  await askAs(login, 'PUT', `/api/tool-library/drafts/${draftId}`, { area, document })
  const need = await askAs<{ id: string }>(login, 'POST', '/api/tool-library/needs', {
    area,
    title: '老人出门叫不到车',
    evidence: '上月三位老人在居委会求助',
    serves: 'resident',
  })
  await askAs(login, 'POST', `/api/tool-library/drafts/${draftId}/submission`, {
    trialUntil: '2027-12-31',
    exitCriteria: '一个月内十位老人用过',
    needId: need.id,
    justification: '没有同类的工具',
  })
  await askAs(login, 'POST', `/api/tool-library/tools/${toolId}/together`, {
    id: crypto.randomUUID(),
    area: area,
    kind: 'trialGroup',
    heldOn: new Date().toISOString().slice(0, 10),
    people: 6,
    who: '六位邻居',
    what: '拿着手机一起走了一遍',
  })
  await askAs('steward1', 'POST', `/api/tool-library/tools/${toolId}/versions/1.0.0/decision`, {
    isPublished: true,
    reason: '可用',
  })
}
