import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { rawZip, temporaryFolders } from '@layerkit/testing-files';
import { makeElf } from '@layerkit/testing-packages';
import { auditSubject } from '../../../test/audit-subject.ts';
import { hasReadelf, readelf } from '../../../test/readelf.ts';
import { factsOf, inWordsOfReadelf } from '../../../test/what-readelf-says.ts';
import { listBinaries } from './list-binaries.ts';

/** The oracle: binutils' readelf. */
const withReadelf = hasReadelf ? it : it.skip;
const scratch = temporaryFolders();

/** Versions are left out: readelf finds them by sections, which the generated files don’t have. */
const text = fc.stringMatching(/^[a-zA-Z0-9_.+-]{1,20}$/);
const elf = fc.record(
  {
    machine: fc.constantFrom(62, 183),
    interpreter: text,
    needed: fc.array(text, { maxLength: 4 }),
    soname: text,
    rpath: text,
    executableStack: fc.boolean(),
    textRelocations: fc.boolean(),
    gap: fc.nat(3000),
  },
  { requiredKeys: [] },
);

withReadelf('generated files of every kind have the facts that readelf prints', async () => {
  const folder = await scratch();
  const path = join(folder, 'made.elf');
  const zip = join(folder, 'made.zip');
  await fc.assert(
    fc.asyncProperty(elf, async (made) => {
      const content = makeElf(made);
      await writeFile(path, content);
      await writeFile(zip, rawZip([{ name: 'made', content }]));
      const [binary] = await listBinaries(auditSubject(zip));
      expect(binary && inWordsOfReadelf(binary)).toEqual(factsOf(await readelf(path)));
    }),
    { numRuns: 100 },
  );
});
