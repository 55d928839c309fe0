/** Facts an audience rule may read: coarse, declared, and personal ones never repeated in an explanation; nothing of what somebody did in the app (ADR 0024). */
export const audienceFacts = {
  age: { type: 'int', personal: true },
  sex: { type: 'string', personal: true },
  residence: 'string',
  livesAlone: { type: 'bool', personal: true },
  tags: { type: 'list<string>', personal: true },
  capacities: 'list<string>',
  areaCode: 'string',
  isMember: 'bool',
  isStaff: 'bool',
  roles: 'list<string>',
} as const
