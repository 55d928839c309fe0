/** Sections of all services, in the order they are shown; what stands in none comes behind them. */
export const groups = ['government', 'livelihood', 'volunteering', 'party', 'governance', 'safety'] as const
