import { readFile } from 'node:fs/promises';
import { findingCodes } from './finding.ts';

describe('docs/findings.md', () => {
  it('explains each code once, with What, Why and Do, and no other code', async () => {
    const page = await readFile(new URL('../../../../docs/findings.md', import.meta.url), 'utf8');
    const sections = page.split(/^### /m).slice(1);
    const explained = sections.map((section) => section.split('\n')[0]);
    expect([...explained].sort()).toEqual([...findingCodes].sort());
    const whole = /\*\*What\.\*\*[^]*\n\*\*Why\.\*\*[^]*\n\*\*Do\.\*\*/;
    expect(sections.filter((section) => !whole.test(section))).toEqual([]);
  });
});
