import type { ConfigurationChange } from './configuration-changes.ts';
import type { CodeChange } from './code-changes.ts';
import type { SettingChange } from './setting-changes.ts';
import type { TagChange } from './tag-changes.ts';

export type Change = ConfigurationChange | CodeChange | SettingChange | TagChange;

/** Returns a change as text: `memoryMb: 128 → 512`. Of environment variables it has only the names. */
export const describeChange = (change: Change): string => {
  if (change.field === 'environment') return `environment: ${describeVariables(change)}`;
  if (change.field === 'tags')
    return `tag ${change.key}: ${orNothing(change.before)} → ${orNothing(change.after)}`;
  return `${change.field}: ${orNothing(change.before)} → ${orNothing(change.after)}`;
};

/** Returns a change of something new, as text: `memoryMb: 512`. */
export const describeInitial = (change: Change): string => {
  if (change.field === 'environment') return describeChange(change);
  return `${change.field === 'tags' ? `tag ${change.key}` : change.field}: ${orNothing(change.after)}`;
};

const describeVariables = ({
  added,
  removed,
  changed,
}: Extract<ConfigurationChange, { readonly field: 'environment' }>): string => {
  const parts = [
    ...added.map((name) => `${name} added`),
    ...removed.map((name) => `${name} removed`),
    ...changed.map((name) => `${name} changed`),
  ];
  return parts.length === 0 ? 'sent again because AWS cannot decrypt its current values' : parts.join(', ');
};

const orNothing = (text = ''): string => (text === '' ? '(nothing)' : text);
