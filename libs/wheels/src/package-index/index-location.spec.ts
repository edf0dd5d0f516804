import { python } from '@layerkit/testing-host';
import { failureOf } from '@layerkit/testing-matchers';
import { displayUrl, indexLocations } from './index-location.ts';

const ofUv = () => Promise.resolve('https://uv/simple');

const urls = async (env: NodeJS.ProcessEnv) => (await indexLocations(env, ofUv)).map(({ url }) => url.href);

it('the main index comes from the first variable that is set, otherwise it is uv’s default', async () => {
  expect(await urls({})).toEqual(['https://uv/simple/']);
  expect(await urls({ PIP_INDEX_URL: 'https://p/simple' })).toEqual(['https://p/simple/']);
  expect(await urls({ PIP_INDEX_URL: 'https://p/', UV_INDEX_URL: 'https://u/' })).toEqual(['https://u/']);
  expect(await urls({ UV_INDEX_URL: 'https://u/', UV_DEFAULT_INDEX: 'd=https://d/' })).toEqual([
    'https://d/',
  ]);
});

it('extra indexes come before the main one, without duplicates', async () => {
  const env = { UV_INDEX: 'a=https://a/ https://b/', UV_EXTRA_INDEX_URL: ' https://c/\thttps://a/ ' };
  expect(await urls(env)).toEqual(['https://a/', 'https://b/', 'https://c/', 'https://uv/simple/']);
});

it('an = in the query of a URL does not separate a name', async () => {
  expect(await urls({ UV_DEFAULT_INDEX: 'https://h/simple?token=1' })).toEqual(['https://h/simple/?token=1']);
});

it('credentials are removed from the URL and never shown', async () => {
  const env = { UV_DEFAULT_INDEX: 'https://us%40er:p%3Aw@h/simple?token=1' };
  const [location] = await indexLocations(env, ofUv);
  expect(location?.authorization).toBe(`Basic ${btoa('us@er:p:w')}`);
  expect(location === undefined ? '' : displayUrl(location.url)).toBe('https://h/simple/');
});

/** The oracle: pip decodes credentials with `unquote`. Incomplete and invalid escapes stay or are replaced. */
it.each(['%zz', 'p%', '%4', 'a%23b', '%C3%A9%e2%82', '100%25', 'p+w', '%F0%9F%90%8D'])(
  'a password is decoded like by pip: %s',
  async (password) => {
    const decoded = await python(
      'import json, sys, urllib.parse; print(json.dumps(urllib.parse.unquote(sys.argv[1])))',
      password,
    );
    const [location] = await indexLocations({ UV_DEFAULT_INDEX: `https://user:${password}@h/` }, ofUv);
    const [, encoded = ''] = location?.authorization?.split(' ') ?? [];
    expect(Buffer.from(encoded, 'base64').toString()).toBe(`user:${String(decoded)}`);
  },
);

it('a URL that is neither http nor a file is refused, with its credentials hidden', async () => {
  for (const text of ['ftp://me:secret@h/', 'own=ftp://me:secret@h/']) {
    const error = await failureOf(indexLocations({ UV_INDEX: text }, ofUv));
    expect(error.code).toBe('index/refused');
    expect(error.message).not.toContain('secret');
  }
});

it('paths become file URLs, and find-links come last, each marked as flat', async () => {
  const env = {
    UV_INDEX: 'own=/srv/simple',
    UV_FIND_LINKS: 'https://u:p@h/links,/srv/wheels',
    PIP_FIND_LINKS: '/no',
  };
  const locations = await indexLocations(env, ofUv);
  expect(locations.map(({ url, flat }) => [url.href, flat])).toEqual([
    ['file:///srv/simple/', undefined],
    ['https://uv/simple/', undefined],
    ['https://h/links/', true],
    ['file:///srv/wheels/', true],
  ]);
  expect(locations[2]?.authorization).toBe(`Basic ${btoa('u:p')}`);
});
