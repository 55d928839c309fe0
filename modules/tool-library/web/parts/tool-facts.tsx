/** A tool's page in full: whom it serves, what it may and keeps, its versions, who uses it, where it comes from. */
import { Chip, Facts, Notice, Row, Section, Skeleton, Slot, useAsk, useTimes, useWords } from '@liren/web'
import { toolLibrary } from '../../contract.ts'
import { accessFaults } from '../../document/access.ts'
import { burdenOf } from '../../document/burden.ts'
import type { ToolDocument } from '../../document/document.ts'
import { screensOf } from '../../document/screens.ts'
import { signed } from './burden-line.tsx'
import { useEntryWords } from './entry-words.ts'
import { EthicsNotes } from './ethics-notes.tsx'
import { MadeTogether } from './made-together.tsx'
import { NormClauses } from './norm-clauses.tsx'
import { useSay } from './say.ts'
import { ToolIndicators } from './tool-indicators.tsx'

export const useTool = (id: string) => useAsk(toolLibrary, 'tool', { params: { id } })

/** A department's port: who is asked, the least that leaves, what comes back, how often and how fast. */
const PortFacts = ({ of, port }: { of: ToolDocument; port: NonNullable<ToolDocument['port']> }) => {
  const t = useWords('tool-library')
  const say = useSay()
  const entry = useEntryWords()
  const { list } = useTimes()
  const named = (name: string) => (of.texts?.[name] ? say(of.texts[name]) : name)
  return (
    <Section title={t('outside.asked')}>
      <Facts
        of={[
          [t('link.host'), new URL(port.url).hostname],
          [t('port.sends'), list(port.sends.map(entry)) || t('port.nothing')],
          [t('outside.desensitised'), t('outside.desensitisedHow')],
          [t('port.receives'), list(port.receives.map(named)) || t('screen.nothing')],
          [t('outside.perMinute'), String(port.perMinute)],
          [t('outside.within'), `${port.answerWithinMs} ms`],
          port.promisedPercent === undefined ? false : [t('outside.promisedShort'), `${port.promisedPercent} %`],
        ]}
      />
    </Section>
  )
}

export const ToolFacts = ({ id, hasName = false }: { id: string; hasName?: boolean }) => {
  const t = useWords('tool-library')
  const say = useSay()
  const entry = useEntryWords()
  const { day, list, number } = useTimes()
  const { data } = useTool(id)
  if (!data) return <Skeleton />
  const { tool, versions, users, ratings, forks, savedFen } = data
  const document = data.document as ToolDocument | null // the library holds checked documents only
  const latest = versions.find(({ version }) => version === tool.version)
  const doubts = document ? [...new Set(accessFaults(document).map(({ code }) => code))] : []
  const yuan = (fen: number) => t('screen.yuan', { amount: number(Math.round(fen / 100)) })
  return (
    <>
      {hasName && <h3>{say(tool.name)}</h3>}
      <p>{say(tool.summary)}</p>
      <p>
        <Chip tone="main">{t(`kind.${tool.kind}`)}</Chip> <Chip>{t(`category.${tool.category}`)}</Chip>{' '}
        {tool.isStandard && <Chip tone="done">{t('screen.standard')}</Chip>}
      </p>
      {tool.kind !== 'native' && !data.isForNeed && <Notice tone="soon">{t('screen.noNeed')}</Notice>}
      {tool.state === 'withdrawn' && <Notice tone="overdue">{t('state.withdrawn')}</Notice>}
      <Section title={t('screen.needsServed')}>
        {(document?.needs ?? []).map((need) => (
          <Row
            key={need.what['zh-CN']}
            title={say(need.what)}
            note={`${say(need.who)} · ${t(`serves.${need.serves}`)}`}
          />
        ))}
      </Section>
      <Facts
        of={[
          [t('screen.unit'), say(tool.unit)],
          document?.provider.contact ? [t('screen.contact'), document.provider.contact] : false,
          [t('screen.version'), tool.version],
          tool.rating !== null ? [t('rate.score'), String(tool.rating)] : false,
          document?.kind === 'declared' && [t('burden.title'), t('burden.now', { ...burdenOf(document) })],
          [t('screen.licence'), document?.licence ?? '—'],
          [
            t('screen.cost'),
            document
              ? t('screen.costLine', { amount: yuan(document.cost.amountFen), days: document.cost.buildDays })
              : '—',
          ],
          [t('screen.saved'), yuan(savedFen)],
          document?.stopWhen ? [t('screen.stopWhen'), say(document.stopWhen)] : false,
          document?.lineage && !data.isOriginHere
            ? [t('screen.forkOf'), `${document.lineage.forkOf.id} ${document.lineage.forkOf.version}`]
            : false,
        ]}
      />
      {document?.lineage && data.isOriginHere && (
        <Row
          to={`/tool-library/tools/${document.lineage.forkOf.id}`}
          title={t('screen.forkOf')}
          note={`${document.lineage.forkOf.id} ${document.lineage.forkOf.version}`}
        />
      )}
      {document?.norm && <NormClauses of={document.norm} />}
      {document?.link && (
        <Section title={t('link.title')}>
          <Facts
            of={[
              [t('link.host'), new URL(document.link.url).hostname],
              [t('link.title'), t(`link.${document.link.opens ?? 'away'}`)],
              [
                t('screen.dataPart'),
                document.link.claims.length === 0
                  ? t('link.tellsNothing')
                  : t('link.tells', { claims: list(document.link.claims.map((one) => t(`claim.${one}`))) }),
              ],
            ]}
          />
        </Section>
      )}
      {document?.port && <PortFacts of={document} port={document.port} />}
      <Section title={t('screen.dataPart')}>
        <Facts
          of={[
            [t('screen.reads'), list(document?.data.reads.map(entry) ?? []) || t('screen.nothing')],
            [t('screen.writes'), list(document?.data.writes.map(entry) ?? []) || t('screen.writesNothing')],
            !data.module && [t('screen.keepsFor'), t('screen.days', { count: document?.retention.keepDays ?? 0 })],
            document?.retention.endsOn ? [t('screen.endsOn'), day(document.retention.endsOn)] : false,
            ...(data.module
              ? data.module.permissions.map((one): [string, string] => [one.title, list(one.roles)])
              : (document?.permissions ?? []).map((one): [string, string] => [
                  t(`actor.${one.who}`),
                  t(`may.${one.may}`),
                ])),
          ]}
        />
      </Section>
      {document && document.processes.length > 0 && (
        <Section title={t('access.title')}>
          {doubts.length === 0 && <Row title={t('access.fine')} note={t('access.what')} />}
          {doubts.map((code) => (
            <Row key={code} title={t(`faultIs.${code}`)} />
          ))}
        </Section>
      )}
      {document && <EthicsNotes of={document} />}
      {document && screensOf(document).length > 0 && (
        <Section title={t('screen.screens')}>
          {screensOf(document).map((one) => (
            <Row key={`${one.board} ${one.title['zh-CN']}`} title={say(one.title)} note={t(`board.${one.board}`)} />
          ))}
        </Section>
      )}
      {(document?.indicators ?? []).length > 0 && <ToolIndicators id={id} />}
      <MadeTogether id={id} />
      {data.module && (
        <Section title={t('module.users')}>
          <p>
            {data.module.offIn.length === 0
              ? t('module.everywhere')
              : t('module.butNot', { areas: list(data.module.offIn) })}
          </p>
          <Slot name="tool:use" of={{ module: data.module.name }} />
          {data.module.holdsPersonal && <p className="field-hint">{t('module.holdsPersonal')}</p>}
        </Section>
      )}
      {!data.module && (
        <Section title={t('screen.users', { count: users.length })}>
          {users.slice(0, 12).map((user) => (
            <Row
              key={user.areaCode}
              title={user.areaName}
              note={`${user.version} · ${day(user.since.slice(0, 10))}`}
              after={<Chip>{t(`mode.${user.mode}`)}</Chip>}
            />
          ))}
        </Section>
      )}
      <Section title={t('screen.versions')}>
        {versions.map((one) => (
          <Row
            key={one.version}
            title={one.version}
            note={[
              day(one.installedAt.slice(0, 10)),
              one.isSigned ? t('screen.signed') : t('screen.unsigned'),
              one.review?.burden?.change &&
                t('burden.change', {
                  asked: signed(one.review.burden.change.asked),
                  staffFields: signed(one.review.burden.change.staffFields),
                  staffMoves: signed(one.review.burden.change.staffMoves),
                }),
              one.review?.reason,
            ]
              .filter(Boolean)
              .join(' · ')}
            after={
              <Chip tone={one.state === 'published' ? 'done' : one.state === 'trial' ? 'soon' : 'plain'}>
                {t(`state.${one.state}`)}
              </Chip>
            }
          />
        ))}
      </Section>
      {latest?.review && (
        <Section title={t('screen.reviewed')}>
          <Facts
            of={[
              [
                t('desk.journeys'),
                `${latest.review.journeys.filter(({ isFine }) => isFine).length} / ${latest.review.journeys.length}`,
              ],
              [t('desk.alike'), list(latest.review.alike.map((one) => say(one.name))) || t('screen.nothing')],
              latest.review.justification ? [t('desk.justification'), latest.review.justification] : false,
              latest.exitCriteria ? [t('desk.exit'), latest.exitCriteria] : false,
              latest.review.isReached === undefined
                ? false
                : [t('desk.reached'), t(latest.review.isReached ? 'desk.reachedYes' : 'desk.reachedNo')],
            ]}
          />
        </Section>
      )}
      {forks.length > 0 && (
        <Section title={t('screen.forks')}>
          {forks.map((one) => (
            <Row key={one.id} to={`/tool-library/tools/${one.id}`} title={say(one.name)} />
          ))}
        </Section>
      )}
      {ratings.length > 0 && (
        <Section title={t('screen.ratings')}>
          {ratings.map((one) => (
            <Row key={one.ratedAt} title={t('screen.rated', { score: one.score })} note={one.text} />
          ))}
        </Section>
      )}
    </>
  )
}
