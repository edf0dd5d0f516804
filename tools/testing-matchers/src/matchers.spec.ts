import { LayerkitError } from '@layerkit/failure';

const stale = () =>
  new LayerkitError({
    code: 'lock/stale',
    message: 'the lock is old',
    problems: ['a', 'b'],
    hint: 'Run lock.',
  });

const throwing = (error: unknown) => () => {
  throw error;
};

describe('toThrowWithCode', () => {
  it('accepts the error of a function and that of a rejected promise', async () => {
    expect(throwing(stale())).toThrowWithCode('lock/stale');
    await expect(Promise.reject(stale())).rejects.toThrowWithCode('lock/stale');
  });

  it('compares each named field as a whole', () => {
    expect(throwing(stale())).toThrowWithCode('lock/stale', {
      message: expect.stringContaining('old'),
      problems: ['a', 'b'],
    });
    const tooFew = () => {
      expect(throwing(stale())).toThrowWithCode('lock/stale', { problems: ['a'] });
    };
    expect(tooFew).toThrow(/problems/);
  });

  it.each([
    ['another code', throwing(stale()), /lock\/missing/],
    ['an error that is not a LayerkitError', throwing(new Error('oh')), /oh/],
    ['a plain object with the code', throwing({ code: 'lock/missing' }), /LayerkitError/],
    ['nothing thrown', () => undefined, /undefined/],
  ])('refuses %s', (_what, received, said) => {
    expect(() => expect(received).toThrowWithCode('lock/missing')).toThrow(said);
    expect(received).not.toThrowWithCode('lock/missing');
  });
});

describe('toHaveFinding', () => {
  const findings = [
    { code: 'binary/musl', severity: 'error', path: 'a.so', message: '', hint: '' },
    { code: 'size/zipped', severity: 'note', message: '', hint: '' },
  ];

  it('finds a finding by its code, and by its code and other fields', () => {
    expect(findings).toHaveFinding('binary/musl');
    expect(findings).toHaveFinding('binary/musl', { path: expect.stringMatching(/so$/) });
  });

  it('refuses fields that belong to another finding', () => {
    expect(findings).not.toHaveFinding('size/zipped', { path: 'a.so' });
    expect(() => expect(findings).toHaveFinding('size/zipped', { severity: 'error' })).toThrow(
      /size\/zipped/,
    );
  });
});
