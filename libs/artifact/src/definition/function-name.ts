import { quotas } from '@layerkit/platform-resolution';

/** A function’s name on AWS. */
export const functionNamePattern = new RegExp(`^[A-Za-z0-9_-]{1,${quotas.functionNameLength}}$`);

/** The rule as a message. */
export const functionNameRule = `must be at most ${quotas.functionNameLength} letters, digits, - and _`;
