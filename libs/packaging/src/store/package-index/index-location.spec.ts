import { failureOf } from '../../../test/failure-of.ts';
import { displayUrl, indexLocations } from './index-location.ts';

const urls = (env: NodeJS.ProcessEnv) => indexLocations(env).map(({ url }) => url.href);

test('PyPI when nothing is said, else the first of the variables for the main index', () => {
  expect(urls({})).toEqual(['https://pypi.org/simple/']);
  expect(urls({ PIP_INDEX_URL: 'https://p/simple' })).toEqual(['https://p/simple/']);
  expect(urls({ PIP_INDEX_URL: 'https://p/', UV_INDEX_URL: 'https://u/' })).toEqual(['https://u/']);
  expect(urls({ UV_INDEX_URL: 'https://u/', UV_DEFAULT_INDEX: 'd=https://d/' })).toEqual(['https://d/']);
});

test('further indexes come before the main one, each only once', () => {
  const env = { UV_INDEX: 'a=https://a/ https://b/', UV_EXTRA_INDEX_URL: ' https://c/\thttps://a/ ' };
  expect(urls(env)).toEqual(['https://a/', 'https://b/', 'https://c/', 'https://pypi.org/simple/']);
});

test('an = in the address is not taken for a name', () => {
  expect(urls({ UV_DEFAULT_INDEX: 'https://h/simple?token=1' })).toEqual(['https://h/simple/?token=1']);
});

test('credentials are taken out of the URL and shown to nobody', () => {
  const [location] = indexLocations({ UV_DEFAULT_INDEX: 'https://us%40er:p%3Aw@h/simple?token=1' });
  expect(location?.authorization).toBe(`Basic ${btoa('us@er:p:w')}`);
  expect(location === undefined ? '' : displayUrl(location.url)).toBe('https://h/simple/');
});

test('what is no http URL is refused, with its credentials hidden', async () => {
  for (const text of ['ftp://me:secret@h/', '/srv/simple', 'file:///srv/simple']) {
    const error = await failureOf(Promise.resolve().then(() => indexLocations({ UV_INDEX: text })));
    expect(error.code).toBe('index/refused');
    expect(error.message).not.toContain('secret');
  }
});
