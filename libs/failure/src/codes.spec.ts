import { readFile } from 'node:fs/promises';
import { failureCodes } from './codes.ts';

describe('docs/errors.md', () => {
  it('explains each code once, with its cause and fix, and no other code', async () => {
    const page = await readFile(new URL('../../../docs/errors.md', import.meta.url), 'utf8');
    const sections = page.split(/^### /m).slice(1);
    const explained = sections.map((section) => section.split('\n')[0]);
    expect([...explained].sort()).toEqual([...failureCodes].sort());
    expect(sections.filter((section) => !/\*\*Cause\.\*\*[^]*\*\*Fix\.\*\*/.test(section))).toEqual([]);
  });
});
