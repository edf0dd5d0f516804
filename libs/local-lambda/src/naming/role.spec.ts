import { refuseForeignRole } from './role.ts';
import { noAccount } from './scope.ts';

const role = 'arn:aws:iam::123456789012:role/any';
const check = (account: string) => () => {
  refuseForeignRole(role, { account, region: 'eu-central-1' });
};

it('a server with an account takes the roles of its account only, and one without takes every role', () => {
  expect(check('123456789012')).not.toThrow();
  expect(check('210987654321')).toThrow('Cross-account pass role is not allowed.');
  expect(check(noAccount)).not.toThrow();
});
