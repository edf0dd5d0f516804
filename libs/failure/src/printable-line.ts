import { redactCredentials } from './redact.ts';
import { visible } from './visible.ts';

/**
 * Returns a text as one line that is safe to print: without credentials, with control characters as escapes, and
 * without commands for the CI provider that shows the log. Foreign text can neither start a line nor change a color.
 */
export const printableLine = (text: string): string =>
  visible(redactCredentials(text)).replace(logCommand, (start) => start.replace(/[:#]/, asEscape));

/**
 * The start of a command in a log: `::add-mask::` of GitHub, also after spaces; `##[…]` of GitHub and Azure and `##vso[`
 * of Azure, anywhere in a line; `##teamcity[`.
 */
const logCommand = /^\s*::|##(?=\[|vso\[|teamcity\[)/gi;

const asEscape = (character: string): string => `\\x${character.charCodeAt(0).toString(16)}`;
