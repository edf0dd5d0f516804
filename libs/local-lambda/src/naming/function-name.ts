import { accessDenied, invalidParameterValue, resourceNotFound } from '../refusal/refusals.ts';
import { regionPattern } from './patterns.ts';
import type { Scope } from './scope.ts';

export interface FunctionReference {
  readonly name: string;
  /** `$LATEST`, a version number or an alias; undefined if absent. */
  readonly qualifier: string | undefined;
}

const parts = new RegExp(
  `^(?:arn:(?:aws[a-zA-Z-]*)?:lambda:)?(?:(?<region>${regionPattern}):)?(?:(?<account>\\d{12}):)?(?:function:)?(?<name>[a-zA-Z0-9-_.]+)(?::(?<qualifier>\\$?[a-zA-Z0-9-_.]+))?$`,
);

/**
 * Parses a FunctionName: a name, a full ARN or a partial ARN.
 * @param text a FunctionName that satisfies the pattern of its operation
 * @throws Refusal for another region or account, or two different qualifiers
 */
export const parseFunctionName = (
  text: string,
  qualifier: string | undefined,
  scope: Scope,
): FunctionReference => {
  const found = parts.exec(text)?.groups;
  if (found === undefined) throw resourceNotFound(`Function not found: ${text}`);
  refuseForeign(found, scope);
  const name = found['name'] ?? '';
  const inName = found['qualifier'];
  if (inName !== undefined && qualifier !== undefined && inName !== qualifier) throw differentQualifiers();
  return { name, qualifier: qualifier ?? inName };
};

/**
 * Parses the FunctionName of a new or changed function. AWS refuses a name of more than 64 characters only here:
 * for other operations, no function has it.
 * @throws Refusal also for a version, an alias, or a name that is too long
 */
export const parseUnqualifiedFunctionName = (text: string, scope: Scope): string => {
  const { name, qualifier } = parseFunctionName(text, undefined, scope);
  if (name.length > 64)
    throw invalidParameterValue(
      `1 validation error detected: Value '${name}' at 'functionName' failed to satisfy constraint: Member must have length less than or equal to 64`,
    );
  if (qualifier !== undefined && qualifier !== '$LATEST') throw differentQualifiers();
  return name;
};

const refuseForeign = (found: Readonly<Record<string, string>>, scope: Scope): void => {
  const { region, account } = found;
  if (region !== undefined && region !== scope.region)
    throw resourceNotFound(`Functions from '${region}' are not reachable in this region ('${scope.region}')`);
  if (account !== undefined && account !== scope.account) throw accessDenied(null);
};

const differentQualifiers = () =>
  invalidParameterValue(
    'The derived qualifier from the function name does not match the specified qualifier.',
  );
