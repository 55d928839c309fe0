/** 隐私告知 What people are told before data is collected from them (个人信息保护法 17): its parts, and on what occasions. */

/** Reporting something, and registering. */
export const privacyOccasions = ['report', 'register'] as const
export type PrivacyOccasion = (typeof privacyOccasions)[number]

export const privacyParts = ['handler', 'contact', 'purpose', 'basis', 'kinds', 'keeps', 'rights'] as const
export type PrivacyPart = (typeof privacyParts)[number]
export type PrivacyText = Readonly<Record<PrivacyPart, string>>

/** The one in this module's words, in force until a district publishes its own. */
export const firstVersion = 1
