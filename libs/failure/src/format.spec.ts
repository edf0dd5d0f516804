import { formatFailure } from './format.ts';
import { LayerkitError } from './layerkit-error.ts';

const error = new LayerkitError({
  code: 'index/refused',
  message: 'https://user:s3cret@packages.example/simple/six/ answered 403',
  problems: ['six 1.17.0'],
  hint: 'Check the credentials in https://token@packages.example/simple.',
  cause: new Error('inner https://user:s3cret@packages.example/'),
});

describe('formatFailure', () => {
  it('writes code, message, problems and hint, without a stack', () => {
    expect(formatFailure(error)).toBe(
      [
        'index/refused: https://***@packages.example/simple/six/ answered 403',
        '  - six 1.17.0',
        '  hint: Check the credentials in https://***@packages.example/simple.',
      ].join('\n'),
    );
  });

  it('adds stack and causes on request, with credentials hidden', () => {
    const text = formatFailure(error, { verbose: true });
    expect(text).toContain('caused by:');
    expect(text).toContain('inner https://***@packages.example/');
    expect(text).not.toContain('s3cret');
  });

  it('marks any other error as unexpected', () => {
    expect(formatFailure(new TypeError('x is undefined'))).toBe('unexpected: x is undefined');
    expect(formatFailure('thrown text')).toBe('unexpected: thrown text');
  });
});

describe('a URL without credentials', () => {
  it.each(['https://packages.example/a@b', 'https://packages.example/?q=a@b', 'a@b.example'])(
    'stays unchanged: %s',
    (url) => {
      expect(formatFailure(url)).toBe(`unexpected: ${url}`);
    },
  );
});
