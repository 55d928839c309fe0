/** What a unit's posts still lack in skills, and the training recorded. Gaps are per post, never per person. */
import { Type } from '@liren/contract'
import { Empty, Section, toast, todayOn, useAsk, useSend, useTimes, useWords } from '@liren/web'
import { Rows } from '@liren/web/desk'
import { organisation } from '../../contract.ts'
import { read, SchemaDrawer } from './schema-drawer.tsx'
import type { UnitPage } from './unit-page-shape.ts'

const labels = { memberId: 'member', skill: 'skill', course: 'course', heldOn: 'heldOn', hours: 'trainingHours' }

export const UnitTraining = ({ of }: { of: UnitPage }) => {
  const t = useWords()
  const { day } = useTimes()
  const gaps = useAsk(organisation, 'skillGaps', { query: { area: of.unit.areaCode } })
  const trainings = useAsk(organisation, 'trainings', { query: { unit: of.unit.id } })
  const record = useSend(organisation, 'recordTraining', { then: () => toast(t('screen.saved'), 'good') })
  const members = of.positions.flatMap((position) => position.members)
  const skills = [...new Set(of.positions.flatMap((position) => position.skills))]
  const TrainingForm = Type.Object({
    memberId: Type.Enum(members.map((member) => member.id)),
    skill: skills.length > 0 ? Type.Enum(skills) : Type.String({ maxLength: 60 }),
    course: Type.String({ maxLength: 120 }),
    heldOn: Type.String({ format: 'date' }),
    hours: Type.Number({ minimum: 0, maximum: 400 }),
  })
  const own = gaps.data?.items.filter((gap) => gap.unitId === of.unit.id) ?? []
  return (
    <>
      <Section title={t('screen.gaps')}>
        <Rows
          rows={own}
          rowKey={(gap) => `${gap.post} ${gap.skill}`}
          isLoading={gaps.isLoading}
          error={gaps.error}
          again={() => void gaps.refetch()}
          empty={<Empty icon="check" title={t('screen.noGaps')} hint={t('screen.noGapsHint')} />}
          columns={[
            { key: 'post', title: t('screen.postLabel'), width: 150, cell: (gap) => t(`screen.post.${gap.post}`) },
            { key: 'skill', title: t('screen.skill'), cell: (gap) => gap.skill },
            {
              key: 'held',
              title: t('screen.holders'),
              width: 160,
              cell: (gap) => t('screen.held', { held: gap.held, wanted: gap.wanted }),
            },
          ]}
        />
      </Section>
      <Section
        title={t('screen.training')}
        tools={
          of.mayChange && members.length > 0 ? (
            <SchemaDrawer
              verb={t('screen.recordTraining')}
              schema={TrainingForm}
              values={{ hours: 2, heldOn: todayOn() }}
              labels={labels}
              choice={(key, value) =>
                key === 'memberId' ? (members.find((one) => one.id === value)?.name ?? '') : String(value)
              }
              send={record}
              onSend={(values, shut) => {
                const { memberId, ...body } = read(TrainingForm, values)
                record.now({ params: { id: memberId }, body }, { onSuccess: shut })
              }}
            />
          ) : null
        }
      >
        <Rows
          rows={trainings.data?.items ?? []}
          isLoading={trainings.isLoading}
          error={trainings.error}
          again={() => void trainings.refetch()}
          empty={<Empty icon="document" title={t('screen.noTraining')} hint={t('screen.noTrainingHint')} />}
          columns={[
            { key: 'member', title: t('screen.member'), width: 130, cell: (row) => row.memberName },
            { key: 'course', title: t('screen.course'), cell: (row) => row.course },
            { key: 'skill', title: t('screen.skill'), width: 150, cell: (row) => row.skill },
            { key: 'heldOn', title: t('screen.heldOn'), width: 130, cell: (row) => day(row.heldOn) },
            { key: 'hours', title: t('screen.trainingHours'), width: 90, isNumber: true, cell: (row) => row.hours },
          ]}
        />
      </Section>
    </>
  )
}
