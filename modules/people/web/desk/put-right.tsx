/** At the desk: correcting an entry, and writing down that somebody moved away or died, each asked before it is kept. */
import { useWords } from '@liren/web'
import { AreaField } from '@liren/web/desk'
import { Modal } from 'antd'
import type { Person } from '../../contract.ts'
import { type DrawArea, useCorrection } from '../parts/correction.tsx'
import { type Leaving, useLeaving } from '../parts/leaving.tsx'

const drawArea: DrawArea = (of) => <AreaField {...of} hasCells />
const drawWhither: DrawArea = (of) => <AreaField {...of} isOptional />

export const CorrectPerson = ({ person, onClose }: { person: Person; onClose: () => void }) => {
  const t = useWords()
  const form = useCorrection(person, onClose, drawArea)
  return (
    <Modal
      open
      title={t('screen.correct.title', { name: person.displayName })}
      okText={t('screen.correct.send')}
      cancelText={t('screen.life.cancel')}
      okButtonProps={{ disabled: !form.isReady }}
      confirmLoading={form.isSending}
      onOk={form.send}
      onCancel={onClose}
    >
      <div className="form-stack">{form.fields}</div>
    </Modal>
  )
}

export const LeavePerson = ({
  person,
  finding,
  onClose,
}: {
  person: Person
  finding: Leaving
  onClose: () => void
}) => {
  const t = useWords()
  const form = useLeaving(person, finding, onClose, { drawArea: drawWhither })
  return (
    <Modal
      open
      title={t(`screen.check.${finding}`)}
      okText={t('screen.leave.send')}
      cancelText={t('screen.life.cancel')}
      okButtonProps={{ disabled: !form.isReady, danger: true }}
      confirmLoading={form.isSending}
      onOk={form.send}
      onCancel={onClose}
    >
      <div className="form-stack">{form.fields}</div>
    </Modal>
  )
}
