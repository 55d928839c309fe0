/** E-licences of made-up people for demonstrations and tests: what an ordinary household has in its drawer. */
import { secretsOf, uuidv7 } from '@liren/kernel'
import { people } from '@liren/people/contract'
import type { ServicesWork } from './standing.ts'
import { proofStore } from './store-proofs.ts'

const kinds = [
  ['residentId', '居民身份证', '公安机关', 20],
  ['hukouBook', '居民户口簿', '公安机关', null],
  ['socialCard', '社会保障卡', '人力资源和社会保障局', 10],
  ['disabilityCard', '残疾人证', '残疾人联合会', 10],
  ['marriage', '结婚证', '民政局', null],
  ['propertyDeed', '不动产权证', '规划和自然资源局', null],
  ['onlyChild', '独生子女父母光荣证', '卫生健康局', null],
  ['veteranCard', '退役军人优待证', '退役军人事务局', null],
] as const
/** Everybody has these; the others only whom the register marks so, a deed whoever owns. */
const common: readonly string[] = ['residentId', 'hukouBook', 'socialCard']

/** `all` gives every kind, for journeys through every item. */
export const layDemoLicences = async (
  work: ServicesWork,
  personIds: readonly string[],
  all: boolean,
): Promise<number> => {
  const { seal, fingerprint } = secretsOf(work)
  const known = await work.use(people).persons(personIds)
  const homes = [...new Set(known.flatMap(({ dwellingId }) => dwellingId ?? []))]
  const owners = new Set(
    (all ? [] : await work.use(people).tiesOf(homes)).flatMap(({ tie, personId }) => (tie === 'owner' ? personId : [])),
  )
  const rows = known.flatMap((person) =>
    kinds
      .filter(
        ([type]) =>
          all ||
          common.includes(type) ||
          (type === 'propertyDeed' && owners.has(person.id)) ||
          (type === 'disabilityCard' && person.tags.some(({ tag }) => tag.includes('残疾'))),
      )
      .map(([typeCode, typeName, issuer, years], index) => {
        // Made up, and unlike any real number.
        const number = `DEMO${index}${person.id.replaceAll('-', '').slice(-12).toUpperCase()}`
        return {
          id: uuidv7(),
          typeCode,
          typeName,
          numberSealed: seal(number, `services:licence:${typeCode}`),
          numberMasked: `${number.slice(0, 4)}****${number.slice(-4)}`,
          numberFingerprint: fingerprint(`services licence ${typeCode} ${number}`),
          personId: person.id,
          enterpriseId: null,
          holderMasked: person.displayName,
          issuer: `${issuer}（示范）`,
          issuedOn: '2021-06-01',
          validUntil: years === null ? null : `${2021 + years}-05-31`,
          status: 'valid' as const,
          applicationId: null,
        }
      }),
  )
  await proofStore(work.db).addLicences(rows)
  return rows.length
}

/** A firm's trading licence, for whoever may act for it. */
export const layFirmLicence = (
  work: ServicesWork,
  firm: { readonly id: string; readonly name: string; readonly creditCode: string },
) =>
  proofStore(work.db).addLicences([
    {
      id: uuidv7(),
      typeCode: 'businessLicence',
      typeName: '营业执照',
      numberSealed: secretsOf(work).seal(firm.creditCode, 'services:licence:businessLicence'),
      numberMasked: `${firm.creditCode.slice(0, 4)}****${firm.creditCode.slice(-4)}`,
      numberFingerprint: secretsOf(work).fingerprint(`services licence businessLicence ${firm.creditCode}`),
      personId: null,
      enterpriseId: firm.id,
      holderMasked: firm.name,
      issuer: '市场监督管理局（示范）',
      issuedOn: '2022-03-01',
      validUntil: null,
      status: 'valid',
      applicationId: null,
    },
  ])
