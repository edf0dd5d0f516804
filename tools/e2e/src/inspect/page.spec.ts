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

  const open = async (width = 1280) => {
    const page = await browser.newPage({ viewport: { width, height: 900 } });
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

  it('enlarges a package that is clicked or chosen with the keyboard, and shows the whole layer again', async () => {
    const { page } = await open();
    const first = page.locator('.map.by-zipped .package').first();
    const before = await first.boundingBox();
    await first.click({ position: { x: 5, y: 50 } });
    expect(await first.boundingBox()).toEqual(await page.locator('.map.by-zipped').boundingBox());
    await page.locator('#whole').click();
    expect(await first.boundingBox()).toEqual(before);
    await first.locator('button').press('Enter');
    expect(await first.locator('button').getAttribute('aria-pressed')).toBe('true');
    await page.keyboard.press('Escape');
    expect(await first.boundingBox()).toEqual(before);
  }, 60_000);

  it('shows sizes zipped or unpacked, in the map and in the table', async () => {
    const { page } = await open();
    const shown = async () => [
      await page.locator('.map.by-zipped').isVisible(),
      await page.locator('#packages th.by-zipped').first().isVisible(),
      await page.locator('.map.by-unpacked').isVisible(),
      await page.locator('#packages th.by-unpacked').first().isVisible(),
    ];
    expect(await shown()).toEqual([true, true, false, false]);
    await page.getByLabel('unpacked', { exact: true }).check();
    expect(await shown()).toEqual([false, false, true, true]);
  }, 60_000);

  it('sorts a table by any column and filters it', async () => {
    const { page } = await open();
    const packages = page.locator('#baseline tbody tr');
    const names = (): Promise<readonly string[]> => packages.locator('th:visible').allInnerTexts();
    const found = await names();
    const sorted = [...found].sort();
    expect(found.length).toBeGreaterThan(3);
    const head = page.getByRole('columnheader', { name: 'package' }).first();
    await head.getByRole('button').click();
    expect([await names(), await head.getAttribute('aria-sort')]).toEqual([sorted, 'ascending']);
    await head.getByRole('button').press('Enter');
    expect([await names(), await head.getAttribute('aria-sort')]).toEqual([sorted.reverse(), 'descending']);
    const bytes = page.locator('#baseline th', { hasText: 'zipped' });
    await bytes.getByRole('button').click();
    const cells = await packages.locator('td.number').all();
    const sizes = await Promise.all(cells.map(async (cell) => Number(await cell.getAttribute('data-value'))));
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    await page.getByLabel('Filter Changed packages').fill('BOTO');
    expect(await names()).toEqual(expect.arrayContaining(['boto3', 'botocore']));
    expect((await names()).every((name) => name.includes('boto'))).toBe(true);
    expect(await page.locator('#baseline output').innerText()).toBe(
      `${String((await names()).length)} of ${String(found.length)}`,
    );
  }, 60_000);

  it('fits a narrow screen, where captions and their sizes stay readable', async () => {
    const { page } = await open(390);
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(390);
    const caption = '.map.by-zipped .package button';
    expect(await page.locator(caption).first().innerText()).toMatch(/MiB$/);
    const size = await page.evaluate<string>(
      `getComputedStyle(document.querySelector('${caption}')).fontSize`,
    );
    expect(Number.parseFloat(size)).toBeGreaterThanOrEqual(11);
  }, 60_000);
});
