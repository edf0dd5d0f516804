import { reservedVariables } from '@layerkit/platform-resolution/runtimes';
import { invalidParameterValue } from '../refusal/refusals.ts';

const limit = 4096;

/** @throws Refusal for reserved names, and for more than 4 KB of JSON in UTF-8 */
export const refuseBadVariables = (variables: Readonly<Record<string, string>> | undefined): void => {
  if (variables === undefined) return;
  const taken = Object.keys(variables).filter((name) => reservedVariables.has(name));
  if (taken.length > 0)
    throw invalidParameterValue(
      `Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are currently not supported for modification. Reserved keys used in this request: ${taken.join(', ')}`,
    );
  const measured = JSON.stringify(variables);
  if (Buffer.byteLength(measured) > limit)
    throw invalidParameterValue(
      `Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit. String measured: ${measured}`,
    );
};
