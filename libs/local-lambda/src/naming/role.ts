import { accessDenied } from '../refusal/refusals.ts';
import type { Scope } from './scope.ts';

/**
 * Refuses the role of another account (recorded).
 * @param role an ARN that satisfies AWS’s pattern; undefined if the request has none
 */
export const refuseForeignRole = (role: string | undefined, scope: Scope): void => {
  const [, account] = /^arn:[^:]*:iam::(\d{12}):/.exec(role ?? '') ?? [];
  if (account !== undefined && account !== scope.account)
    throw accessDenied('Cross-account pass role is not allowed.');
};
