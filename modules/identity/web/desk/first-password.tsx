/** A first password, shown once, to be handed over in person. */
import { Notice, useWords } from '@liren/web'
import { Typography } from 'antd'

export const FirstPassword = ({ text }: { text: string }) => {
  const t = useWords()
  return (
    <Notice tone="soon">
      <p>{t('screen.firstPasswordWhy')}</p>
      <Typography.Text copyable code>
        {text}
      </Typography.Text>
    </Notice>
  )
}
