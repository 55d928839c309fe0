/** E-mail 电子邮件 by SMTP. */
import { createTransport, type Transporter } from 'nodemailer'
import { type Channel, failed } from './channel.ts'

export type Mailbox = {
  readonly host: string
  readonly port: number
  /** TLS from the first byte (port 465); otherwise STARTTLS is asked for wherever there is a password. */
  readonly isSecure: boolean
  readonly user: string
  readonly password: string
  readonly from: string
  /** Only for a private certificate authority inside the government network. */
  readonly trusts?: string
}

const transports = new Map<string, Transporter>()

const transportOf = (box: Mailbox) => {
  const name = JSON.stringify(box)
  const known = transports.get(name)
  if (known) return known
  const made = createTransport({
    host: box.host,
    port: box.port,
    secure: box.isSecure,
    // A password never travels in the clear.
    requireTLS: box.user !== '' && !box.isSecure,
    ...(box.user === '' ? {} : { auth: { user: box.user, pass: box.password } }),
    ...(box.trusts ? { tls: { ca: box.trusts } } : {}),
    connectionTimeout: 8000,
    greetingTimeout: 8000,
    socketTimeout: 8000,
  })
  transports.set(name, made)
  return made
}

const escaped = (text: string) => text.replace(/[<>&"]/g, (one) => `&#${one.charCodeAt(0)};`)

export const email = (box: Mailbox): Channel => ({
  name: 'email',
  send: async ({ id, to, title, text, url }) => {
    try {
      const done = await transportOf(box).sendMail({
        from: box.from,
        // An address object cannot smuggle in a second recipient or a header.
        to: { name: '', address: to },
        subject: title.replace(/[\r\n]+/g, ' '),
        text: url ? `${text}\n\n${url}` : text,
        html: `<p>${escaped(text).replaceAll('\n', '<br>')}</p>${url ? `<p><a href="${escaped(url)}">${escaped(url)}</a></p>` : ''}`,
        messageId: `<${id}@${
          box.from
            .split('@')
            .at(-1)
            ?.replace(/[^\w.-]/g, '') || 'liren'
        }>`,
        disableFileAccess: true,
        disableUrlAccess: true,
      })
      return { status: 'sent', providerId: done.messageId }
    } catch (error) {
      const { responseCode, code } = error as { responseCode?: number; code?: string }
      // 5xx of the server is its last word; everything else (4xx, network) may pass.
      return failed(String(responseCode ?? code ?? 'unknown'), (responseCode ?? 0) >= 500 || code === 'EENVELOPE')
    }
  },
})
