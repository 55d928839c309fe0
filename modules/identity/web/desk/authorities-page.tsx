/** 代办授权 Who may act for whom, for whoever audits: on whose word, until when, and the paper with a reason that the person reads too. */
import { Chip, Notice, toast, useFilters, useSend, useTimes, useWords } from '@liren/web'
import { DeskPage, ListTable } from '@liren/web/desk'
import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { type AuthorityLine, identity } from '../../contract.ts'

const relations = ['staff', 'relative', 'guardian'] as const
const states = ['running', 'over'] as const
const oneOf = <T extends string>(all: readonly T[], value: string | undefined) => all.find((one) => one === value)

const Paper = ({ of, onClose }: { of: AuthorityLine; onClose: () => void }) => {
  const t = useWords()
  const [reason, setReason] = useState('')
  const look = useSend(identity, 'lookAtPaper', {
    stale: [],
    then: ({ url }) => {
      if (url) window.open(url, '_blank', 'noopener')
      else toast(t('screen.noPaper'), 'plain')
      onClose()
    },
  })
  return (
    <Modal
      open
      title={t('screen.authorities.look')}
      okText={t('screen.authorities.look')}
      cancelText={t('screen.leaveIt')}
      okButtonProps={{ disabled: reason.trim().length < 2 }}
      confirmLoading={look.isSending}
      onOk={() => look.now({ params: { id: of.id }, body: { reason: reason.trim() } })}
      onCancel={onClose}
    >
      <Notice>{t('screen.authorities.seen', { name: of.personName ?? '—' })}</Notice>
      <Input
        value={reason}
        maxLength={200}
        aria-label={t('screen.reasonFor')}
        placeholder={t('screen.reasonFor')}
        status={look.errors.reason ? 'error' : ''}
        onChange={(event) => setReason(event.target.value)}
      />
    </Modal>
  )
}

export default function AuthoritiesPage() {
  const t = useWords()
  const { when } = useTimes()
  const [filters] = useFilters()
  const [asked, setAsked] = useState<AuthorityLine | null>(null)
  const state = oneOf(states, filters.state)
  const relation = oneOf(relations, filters.relation)
  const isOver = (row: AuthorityLine) => row.endedAt !== null || Date.parse(row.untilAt) < Date.now()
  return (
    <DeskPage title={t('nav.authorities')} hint={t('screen.authorities.hint')}>
      <ListTable
        contract={identity}
        route="authorities"
        input={{ query: { ...(state ? { state } : {}), ...(relation ? { relation } : {}) } }}
        label={t('nav.authorities')}
        filters={[
          {
            name: 'state',
            label: t('screen.state'),
            choices: states.map((value) => ({ value, label: t(`screen.authorities.${value}`) })),
          },
          {
            name: 'relation',
            label: t('screen.authorities.relation'),
            choices: relations.map((value) => ({ value, label: t(`screen.relation.${value}`) })),
          },
        ]}
        columns={[
          {
            key: 'who',
            title: t('screen.authorities.who'),
            width: 170,
            cell: (row: AuthorityLine) => (
              <>
                {row.helperName}
                <span className="cell-note">{t(`screen.relation.${row.relation}`)}</span>
              </>
            ),
          },
          { key: 'whom', title: t('screen.authorities.whom'), width: 110, cell: (row) => row.personName ?? '—' },
          { key: 'purpose', title: t('screen.purpose'), cell: (row) => row.purpose },
          {
            key: 'by',
            title: t('screen.authorities.by'),
            width: 190,
            cell: (row) => (
              <>
                {row.recordedBy === row.helperAccountId ? t('screen.authorities.themself') : row.recordedByName}
                <span className="cell-note">{when(row.recordedAt)}</span>
              </>
            ),
          },
          {
            key: 'until',
            title: t('screen.untilTitle'),
            width: 170,
            cell: (row) => <Chip tone={isOver(row) ? 'done' : 'main'}>{when(row.endedAt ?? row.untilAt)}</Chip>,
          },
          {
            key: 'paper',
            title: t('screen.authorities.paper'),
            width: 120,
            cell: (row) =>
              row.evidenceFileId ? (
                <Button size="small" onClick={() => setAsked(row)}>
                  {t('screen.authorities.look')}
                </Button>
              ) : (
                '—'
              ),
          },
        ]}
      />
      {asked && <Paper of={asked} onClose={() => setAsked(null)} />}
    </DeskPage>
  )
}
