/** The reader at this kiosk: the small service that second-generation card readers bring along, asked on the kiosk's own address. */
import type { CardReading } from '../card.ts'

export type SignedReading = CardReading & { readonly signature: string }
/** `no-reader`: the service or the device is missing. `no-card`: nothing lies on it, or it lay too short. */
export type Read = { readonly is: 'read'; readonly reading: SignedReading } | { readonly is: 'no-reader' | 'no-card' }

/** Reads what lies on the reader now; the answer is signed over `nonce`. Another make of reader is another maker of this. */
export type CardReader = (nonce: string) => Promise<Read>

/** As the service answers. Photo, address, nation and issuer may be in it as well; they are not looked at. */
type Said = {
  readonly resultFlag?: number | string
  readonly resultContent?: {
    readonly partyName?: string
    readonly certNumber?: string
    readonly effDate?: string
    readonly expDate?: string
  }
  readonly reader?: string
  readonly sign?: string
}

/** `2010.03.08`, `2010-03-08` and `20100308` are one day. */
const asDay = (said = '') => (said.trim() === '长期' ? '长期' : said.replace(/\D/g, ''))

/** `GET <address>/readcard?nonce=…` → `resultFlag` 0 read, -1 no reader, else no card: the protocol most makes share, and a signature. */
export const loopbackReader =
  (address: string): CardReader =>
  async (nonce) => {
    const said = await fetch(`${address}/readcard?${new URLSearchParams({ nonce })}`, {
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(10_000),
    }).then(
      (response) => response.json() as Promise<Said>,
      () => null,
    )
    if (!said || Number(said.resultFlag) === -1) return { is: 'no-reader' }
    const { resultContent: card } = said
    if (Number(said.resultFlag) !== 0 || !card?.certNumber) return { is: 'no-card' }
    return {
      is: 'read',
      reading: {
        reader: said.reader ?? '',
        name: (card.partyName ?? '').trim(),
        idNumber: card.certNumber.trim().toUpperCase(),
        validFrom: asDay(card.effDate),
        validTo: asDay(card.expDate),
        signature: said.sign ?? '',
      },
    }
  }
