/** Headers every answer carries: what a browser may do with it. */

/**
 * `scripts`: fingerprints (`sha256-…`) of programs that stand in a page itself; all others come from files of ours.
 * `devices`: addresses on the reader's own machine that pages may ask, such as a kiosk's card reader.
 */
export const contentPolicy = (scripts: readonly string[] = [], devices: readonly string[] = []): string =>
  [
    "default-src 'self'",
    ...(scripts.length > 0 ? [`script-src 'self' ${scripts.map((one) => `'${one}'`).join(' ')}`] : []),
    ...(devices.length > 0 ? [`connect-src 'self' ${devices.join(' ')}`] : []),
    "img-src 'self' data: blob: https://*.tianditu.gov.cn",
    "style-src 'self' 'unsafe-inline'",
    "media-src 'self' blob:",
    "frame-ancestors 'none'",
    "base-uri 'self'",
    "form-action 'self'",
  ].join('; ')

export const securityHeaders = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'permissions-policy': 'camera=(self), geolocation=(self), microphone=(self), payment=(), usb=()',
  'content-security-policy': contentPolicy(),
} as const
