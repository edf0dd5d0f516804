import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256OfFile } from '@layerkit/artifact/digest';
import { temporaryFolders, writeTree } from '@layerkit/testing-files';
import { python } from '@layerkit/testing-host';
import { zipSources } from '@layerkit/zip/sources';
import { deflateZip } from './deflate-zip.ts';

const scratch = temporaryFolders();

const tree = {
  'kit/__init__.py': '',
  'kit/naïve/größe.txt': 'ü',
  'kit/table.py': Array.from({ length: 2000 }, (_, line) => `x${line % 7} = ${line * line}\n`).join(''),
  'kit-run': '#!/bin/sh\nexec "$@"\n',
};

/** Lists a zip with CPython's zipfile. */
const describeZip = `
import hashlib, json, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as zip:
    assert zip.testzip() is None
    print(json.dumps([[i.filename, hashlib.sha256(zip.read(i)).hexdigest(), i.date_time, oct(i.external_attr >> 16)] for i in zip.infolist()]))`;

const deflated = async () => {
  const folder = await scratch();
  const directory = await writeTree(join(folder, 'tree'), tree);
  const stored = await zipSources({ directory, prefix: '', outputPath: join(folder, 'stored.zip') });
  const path = join(folder, 'deflated.zip');
  await deflateZip(stored.path, path);
  return { path, stored };
};

it('CPython reads the same files from the smaller zip', async () => {
  const { path, stored } = await deflated();
  expect(await python(describeZip, path)).toEqual(await python(describeZip, stored.path));
  expect((await stat(path)).size).toBeLessThan(stored.facts.bytes / 2);
});

it('the digest is the same on every host', async () => {
  expect(await sha256OfFile((await deflated()).path)).toBe(
    '35d06a2936de534887d15730ff8711a9eb6f801312f75a8f63c8be079d4668b5',
  );
});
