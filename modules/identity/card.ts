/** 身份证 An identity card as a reader hands it over: the words the reader signs, and the days between which a card is good. Pure. */

/** What is taken of a card: nothing but what the check needs. Days as `yyyyMMdd`; `validTo` may be `长期` (for good). */
export type CardReading = {
  /** Which reader read it: the id its key stands under in the settings. */
  readonly reader: string
  readonly name: string
  readonly idNumber: string
  readonly validFrom: string
  readonly validTo: string
}

/** The text under a reader's Ed25519 signature; the nonce is the server's, so that a reading can be shown once only. */
export const cardText = (nonce: string, card: CardReading): string =>
  ['liren-card-1', nonce, card.reader, card.name, card.idNumber, card.validFrom, card.validTo].join('\n')

/** Which end of its days a card is beyond on this day (`yyyyMMdd`); null while it is good. */
export const beyond = (
  card: Pick<CardReading, 'validFrom' | 'validTo'>,
  today: string,
): 'validFrom' | 'validTo' | null => {
  if (card.validFrom > today) return 'validFrom'
  return card.validTo !== '长期' && card.validTo < today ? 'validTo' : null
}
