import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser } from 'playwright-core';
import { findExecutables } from '../../../../libs/execution-environment/src/host/find-executable.ts';
import { temporaryFolders } from '@layerkit/testing-files';
import { incidentZip, uvZip } from './foreign-zips.ts';
import { runLayerkit } from './run-layerkit.ts';

const temporaryFolder = temporaryFolders();
const [executablePath] = ['chromium', 'chromium-browser', 'google-chrome'].flatMap((name) =>
  findExecutables(name, process.env['PATH']),
);
const inABrowser = executablePath === undefined ? describe.skip : describe;

inABrowser(`the page of an inspection${executablePath ? '' : ' (NOT TESTED: no Chromium here)'}`, () => {
  let browser: Browser;
  let path: string;

  beforeAll(async () => {
    const [before, after] = await Promise.all([
      incidentZip(await temporaryFolder()),
      uvZip(await temporaryFolder(), ['boto3', 'pydantic-core']),
    ]);
    path = join(await temporaryFolder(), 'inspection.html');
    const args = ['inspect', before, '--baseline', after, '--target', 'python3.12/x86_64'];
    const { exitCode } = await runLayerkit([...args, '--format', 'html', '--output', path]);
    expect(exitCode).toBe(1);
    // Root, as in containers, can't use Chromium's sandbox, and the page is our own.
    browser = await chromium.launch({ executablePath: executablePath ?? '', args: ['--no-sandbox'] });
  }, 240_000);
  afterAll(() => browser.close());

  const open = async () => {
    const page = await browser.newPage();
    const [messages, requests]: [string[], string[]] = [[], []];
    page.on('console', (message) => messages.push(message.text()));
    page.on('pageerror', (error) => messages.push(error.message));
    page.on('request', (request) => requests.push(request.url()));
    await page.goto(pathToFileURL(path).href, { waitUntil: 'networkidle' });
    return { page, messages, requests };
  };

  it('opens without console messages and requests only itself', async () => {
    const { messages, requests } = await open();
    expect(messages).toEqual([]);
    expect(requests.filter((url) => !url.startsWith('data:'))).toEqual([pathToFileURL(path).href]);
  }, 60_000);

  it('shows the verdict, the three causes, the binary and what changed', async () => {
    const { page } = await open();
    const text = await page.innerText('body');
    for (const part of [
      'This layer can’t work on its target',
      'binary/macos',
      'structure/nested-root',
      'metadata/missing',
      'build/python/pydantic_core/_pydantic_core.cpython-312-darwin.so',
      'wrong: binary/macos',
      'botocore',
    ])
      expect(text).toContain(part);
  }, 60_000);

  it('zooms into a package that is clicked, and back', async () => {
    const { page } = await open();
    const map = page.locator('#treemap');
    const whole = await map.getAttribute('viewBox');
    const first = page.locator('#treemap .package').first();
    await first.click({ position: { x: 5, y: 5 } });
    expect(await map.getAttribute('viewBox')).toBe(await first.getAttribute('data-box'));
    await page.locator('#whole').click();
    expect(await map.getAttribute('viewBox')).toBe(whole);
  }, 60_000);
});
