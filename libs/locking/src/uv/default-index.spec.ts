import { failureOf } from '@layerkit/testing-matchers';
import { defaultIndex } from './default-index.ts';
import { findUv } from './find-uv.ts';

it('uv names an index of its own, which is a URL', async () => {
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME };
  const url = new URL(await defaultIndex(await findUv(process.cwd(), process.env), env));
  expect(url.protocol).toBe('https:');
});

it('a program that does not say is an error that shows the way out', async () => {
  const { code, hint } = await failureOf(defaultIndex(process.execPath, { PATH: process.env['PATH'] }));
  expect(code).toBe('resolver/failed');
  expect(hint).toContain('UV_DEFAULT_INDEX');
});
