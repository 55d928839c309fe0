/** The mark of Liren: two roofs that overlap, in a seal. */
export const Seal = ({ size = 32 }: { size?: number }) => (
  <svg className="seal" width={size} height={size} viewBox="0 0 64 64" aria-hidden="true" focusable="false">
    <rect width="64" height="64" rx="14" fill="#1E7B6E" />
    <path
      d="M9 35 25 20l16 15M14 31v15h13"
      fill="none"
      stroke="#FAF8F4"
      strokeWidth="4.5"
      strokeLinejoin="round"
      strokeLinecap="round"
    />
    <path
      d="M23 35 39 20l16 15M50 31v15H28"
      fill="none"
      stroke="#F3C77B"
      strokeWidth="4.5"
      strokeLinejoin="round"
      strokeLinecap="round"
    />
  </svg>
)
