/** Where providers report what became of a message. Nobody is believed without the key or the signature. */
import { identity } from '@liren/identity/contract'
import { answer, type Work } from '@liren/kernel'
import { notices } from '../contract.ts'
import { textOf } from './channels/channel.ts'
import { isSame, signWechat } from './channels/sign.ts'
import { store } from './store.ts'
import { openSecret, setting } from './ways.ts'
import { encryptedOf, jobFinished, openBox, unfollowedBy } from './wechat-box.ts'

type NoticesWork = Work<typeof notices>
type Receipt = { readonly providerId: string; readonly isDelivered: boolean; readonly code: string }

const queryOf = (work: NoticesWork): Readonly<Record<string, string>> => {
  const url = new URL(work.http?.request.url ?? '/', 'http://here')
  return Object.fromEntries(url.searchParams)
}

/** SMS providers do not sign their reports: they know an address with a key nobody else knows. */
const checkKey = async (work: NoticesWork) => {
  const key = openSecret(work, 'receiptKey', await setting(work, 'receiptKey'))
  if (key === '' || !isSame(queryOf(work).key ?? '', key)) throw work.refuse('wrong-signature')
}

const listOf = (body: unknown): readonly Record<string, unknown>[] =>
  // Unknown input: only objects are looked at, each field is turned into text before use.
  (Array.isArray(body) ? body : [body])
    .filter((one): one is Record<string, unknown> => typeof one === 'object' && one !== null)
    .slice(0, 500)

const fromAliyun = (body: unknown): Receipt[] =>
  listOf(body).map((one) => ({
    providerId: textOf(one.biz_id),
    isDelivered: one.success === true,
    code: textOf(one.err_code),
  }))

const fromTencent = (body: unknown): Receipt[] =>
  listOf(body).map((one) => ({
    providerId: textOf(one.sid),
    isDelivered: one.report_status === 'SUCCESS',
    code: textOf(one.errmsg),
  }))

const checkWechat = async (work: NoticesWork, encrypted?: string) => {
  const token = openSecret(work, 'wechatCallbackToken', await setting(work, 'wechatCallbackToken'))
  const { signature = '', msg_signature = '', timestamp = '', nonce = '' } = queryOf(work)
  const isRight =
    token !== '' &&
    (encrypted === undefined
      ? isSame(signature, signWechat(token, timestamp, nonce))
      : isSame(msg_signature, signWechat(token, timestamp, nonce, encrypted)))
  const isFresh = Math.abs(work.now.getTime() / 1000 - Number(timestamp)) < 600
  if (!isRight || !isFresh) throw work.refuse('wrong-signature')
}

const fromWechat = async (work: NoticesWork, body: unknown): Promise<Receipt[]> => {
  const xml = typeof body === 'string' ? body : ''
  const encrypted = encryptedOf(xml)
  await checkWechat(work, encrypted || undefined)
  const key = openSecret(work, 'wechatAesKey', await setting(work, 'wechatAesKey'))
  const plain = encrypted ? openBox(encrypted, key, await setting(work, 'wechatAppId')) : xml
  if (plain === null) throw work.refuse('wrong-signature')
  const leaver = unfollowedBy(plain)
  if (leaver !== null) await work.use(identity).unfollowed('wechat', leaver)
  const finished = jobFinished(plain)
  return finished ? [finished] : []
}

const thanks = {
  aliyun: { code: 0, msg: '接收成功' },
  tencent: { result: 0, errmsg: 'OK' },
  wechat: 'success',
} as const

export const receipt = answer(notices, 'receipt', async (work, { params: { provider } }) => {
  if (!work.http) throw new Error('receipts come over HTTP')
  const { body } = work.http.request
  if (provider !== 'wechat') await checkKey(work)
  const receipts =
    provider === 'wechat' ? await fromWechat(work, body) : provider === 'aliyun' ? fromAliyun(body) : fromTencent(body)
  let count = 0
  for (const one of receipts)
    count += await store(work.db).receipt(
      provider === 'wechat' ? 'wechat' : 'sms',
      one.providerId,
      one.isDelivered,
      one.code || null,
      work.now,
    )
  if (count > 0) work.enqueue('climb-due', null, { key: 'climb-due' })
  work.http.reply.send(thanks[provider])
  return undefined
})

export const greet = answer(notices, 'greet', async (work) => {
  await checkWechat(work)
  work.http?.reply.type('text/plain; charset=utf-8').send((queryOf(work).echostr ?? '').slice(0, 200))
  return undefined
})
