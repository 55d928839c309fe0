/** A device as people call it, from what the server read out of the browser's name: `Windows · Edg`, or `device · browser` where it could not tell. */
import { useWords } from '@liren/web'

export const useDeviceName = () => {
  const t = useWords('identity')
  const known: Readonly<Record<string, string>> = {
    Macintosh: 'Mac',
    Edg: 'Edge',
    MicroMessenger: t('screen.browser.wechat'),
    wxwork: t('screen.browser.wecom'),
    DingTalk: t('screen.browser.dingtalk'),
    device: t('screen.browser.device'),
    browser: t('screen.browser.unknown'),
  }
  return (device: string) =>
    device
      .split(' · ')
      .map((part) => known[part] ?? part)
      .join(' · ')
}
