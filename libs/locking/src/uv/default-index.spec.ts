import { failureOf } from '@layerkit/testing-matchers';
import { defaultIndex } from './default-index.ts';
import { findUv } from './find-uv.ts';

it('the default index of uv is a URL', async () => {
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME };
  const url = new URL(await defaultIndex(await findUv(process.cwd(), process.env), env));
  expect(url.protocol).toBe('https:');
});

it('the error for a program that reports no index has a hint', async () => {
  const { code, hint } = await failureOf(defaultIndex(process.execPath, { PATH: process.env['PATH'] }));
  expect(code).toBe('resolver/failed');
  expect(hint).toContain('UV_DEFAULT_INDEX');
});
