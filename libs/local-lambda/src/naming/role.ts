import { accessDenied } from '../refusal/refusals.ts';
import { noAccount, type Scope } from './scope.ts';

/**
 * Refuses the role of another account (recorded), if the server has an account.
 * @param role an ARN that satisfies AWS’s pattern; undefined if the request has none
 */
export const refuseForeignRole = (role: string | undefined, scope: Scope): void => {
  const [, account] = /^arn:[^:]*:iam::(\d{12}):/.exec(role ?? '') ?? [];
  if (account !== undefined && scope.account !== noAccount && account !== scope.account)
    throw accessDenied('Cross-account pass role is not allowed.');
};
