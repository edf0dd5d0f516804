import { posix } from 'node:path';
import fc from 'fast-check';
import { linkProblem } from './zip-entry.ts';

const part = fc.constantFrom('..', '.', 'a', 'b', '', 'opt', 'var', 'task');
const path = fc.array(part, { minLength: 1, maxLength: 8 }).map((parts) => parts.join('/'));
const name = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 4 }).map((p) => p.join('/'));

describe('linkProblem', () => {
  it('an accepted relative link stays in the folder (rule: its resolved target is below the root)', () => {
    fc.assert(
      fc.property(name, path, (fileName, target) => {
        fc.pre(!target.startsWith('/') && linkProblem(fileName, target) === undefined);
        const resolved = posix.resolve('/layer', posix.dirname(fileName), target);
        expect(`${resolved}/`.startsWith('/layer/')).toBe(true);
      }),
    );
  });

  it('an accepted absolute link points below /opt or /var/task', () => {
    fc.assert(
      fc.property(name, path, (fileName, rest) => {
        const target = `/${rest}`;
        fc.pre(linkProblem(fileName, target) === undefined);
        expect(posix.resolve(target)).toMatch(/^\/(opt|var\/task)(\/|$)/);
      }),
    );
  });
});
