/** A card reader at a kiosk, as the service that comes with second-generation readers answers: on the machine's own address, in its own words. */
import { generateKeyPairSync, sign } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What lies on the reader. Dates as on the chip. */
export type Card = {
  readonly partyName: string
  readonly certNumber: string
  readonly effDate: string
  readonly expDate: string
}

export type Reader = AsyncDisposable & {
  readonly address: string
  /** 32 bytes, base64url: what the district writes into its settings. */
  readonly publicKey: string
  readonly lay: (card: Card) => void
  readonly take: () => void
  /** The cable is pulled, or put back. */
  readonly plug: (isPlugged: boolean) => void
  /** Another service on this address would have no key, or a key of its own. */
  readonly forge: (isForged: boolean) => void
}

/** Starts one. `id` is the reader's name in the district's settings. */
export const startReader = async (id: string): Promise<Reader> => {
  const own = generateKeyPairSync('ed25519')
  const other = generateKeyPairSync('ed25519')
  let card: Card | null = null
  let isPlugged = true
  let key = own.privateKey
  const read = (nonce: string) => {
    if (!isPlugged) return { resultFlag: -1, errorMsg: '端口打开失败' }
    if (!card) return { resultFlag: -2, errorMsg: '找卡失败' }
    const text = [
      'liren-card-1',
      nonce,
      id,
      card.partyName,
      card.certNumber,
      card.effDate.replaceAll('.', ''),
      card.expDate.replaceAll('.', ''),
    ].join('\n')
    return {
      resultFlag: 0,
      errorMsg: '',
      resultContent: {
        ...card,
        gender: '女',
        nation: '汉',
        bornDay: card.certNumber.slice(6, 14),
        certAddress: '广州市越秀区应元路 1 号 302 房',
        certOrg: '广州市公安局越秀分局',
        identityPic: Buffer.from('a face nobody asked for').toString('base64'),
      },
      reader: id,
      sign: sign(null, Buffer.from(text), key).toString('base64url'),
    }
  }
  const server = createServer((request, reply) => {
    const url = new URL(request.url ?? '/', 'http://reader')
    reply.setHeader('access-control-allow-origin', '*')
    if (url.pathname !== '/readcard') return void reply.writeHead(404).end()
    reply.setHeader('content-type', 'application/json; charset=utf-8')
    reply.end(JSON.stringify(read(url.searchParams.get('nonce') ?? '')))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    publicKey: own.publicKey.export({ format: 'jwk' }).x ?? '',
    lay: (laid) => {
      card = laid
    },
    take: () => {
      card = null
    },
    plug: (now) => {
      isPlugged = now
    },
    forge: (isForged) => {
      key = isForged ? other.privateKey : own.privateKey
    },
    [Symbol.asyncDispose]: () => new Promise<void>((done) => server.close(() => done())),
  }
}
