import { invalidParameterValue } from '../refusal/refusals.ts';

const mostTags = 50;
const longestKey = 128;
const longestValue = 256;

/** @throws Refusal for more than 50 tags, reserved keys, and keys and values that are too long (developer guide, “Tags”) */
export const refuseBadTags = (tags: Readonly<Record<string, string>>): void => {
  const entries = Object.entries(tags);
  if (entries.length > mostTags) throw invalidParameterValue('Number of tags exceeds resource tag limit.');
  if (entries.some(([key]) => /^aws:/i.test(key)))
    throw invalidParameterValue('Tag keys must not begin with the reserved prefix aws:.');
  if (
    entries.some(([key, value]) => !isShort(key, longestKey) || key === '' || !isShort(value, longestValue))
  )
    throw invalidParameterValue(
      `Tag keys must have 1 to ${longestKey} characters, and tag values at most ${longestValue}.`,
    );
};

const isShort = (text: string, longest: number): boolean => Array.from(text).length <= longest;
