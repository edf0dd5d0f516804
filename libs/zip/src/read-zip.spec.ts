import { join } from 'node:path';
import { extraField, type RawEntry, rawZip, temporaryFolders, uint32, uint64 } from '@layerkit/testing-files';
import { python } from '@layerkit/testing-host';
import { listZipBytes, listZipFile } from '../test/list-zip.ts';

const scratch = temporaryFolders();

/** Writes zips in every form that CPython’s zipfile can write, and prints their content. */
const writeForms = `
import io, json, sys, zipfile
folder = sys.argv[1]
class Unseekable(io.RawIOBase):
    def __init__(self, path): self.file = open(path, 'wb')
    def writable(self): return True
    def seekable(self): return False
    def write(self, data): return self.file.write(data)
def fill(z, zip64):
    for name, data, method in [('a/b.py', b'x = 1\\n' * 900, 8), ('a/empty', b'', 0), ('a/stored.bin', bytes(range(256)), 0),
                               ('a/\\u00fcber\\u6f22\\U0001d11e.txt', b'text', 8), ('deep/' * 20 + 'file', b'q' * 70000, 8)]:
        info = zipfile.ZipInfo(name, (2020, 2, 2, 2, 2, 2))
        info.compress_type = method
        info.external_attr = (0o100755 if name.endswith('.bin') else 0o100600) << 16
        with z.open(info, 'w', force_zip64=zip64) as f: f.write(data)
    z.writestr(zipfile.ZipInfo('a/directory/'), b'')
answers = {}
for form in ['plain', 'zip64', 'streamed', 'streamed64', 'comment', 'empty']:
    path = f'{folder}/{form}.zip'
    target = Unseekable(path) if form.startswith('streamed') else path
    with zipfile.ZipFile(target, 'w') as z:
        if form != 'empty': fill(z, '64' in form)
        if form == 'comment': z.comment = b'made by a test'
    if form.startswith('streamed'): target.file.close()
    with zipfile.ZipFile(path) as z:
        answers[form] = [[i.filename, i.is_dir(), i.compress_type, i.CRC, i.compress_size, i.file_size] for i in z.infolist()]
print(json.dumps(answers))
`;

it('zips in every form that CPython’s zipfile writes are listed', async () => {
  const folder = await scratch();
  const answers = (await python(writeForms, folder)) as Record<string, unknown[]>;
  expect(Object.keys(answers)).toHaveLength(6);
  for (const [form, expected] of Object.entries(answers)) {
    const { entries, problems } = listZipFile(join(folder, `${form}.zip`));
    expect({ form, problems }).toEqual({ form, problems: [] });
    expect(
      entries.map((e) => [e.name, e.directory, e.method, e.crc32, e.compressedBytes, e.unpackedBytes]),
    ).toEqual(expected);
  }
});

it('an entry is executable if any of its three x bits is set', async () => {
  const modes = [0o100644, 0o100600, 0, 0o755, 0o100100, 0o100010, 0o100001];
  const zip = rawZip(modes.map((mode, index) => ({ name: `f${index}`, mode })));
  const { entries } = await listZipBytes(await scratch(), zip);
  expect(entries.map((entry) => entry.executable)).toEqual([false, false, false, true, true, true, true]);
});

it('names that are not marked as UTF-8 are code page 437, as CPython reads them', async () => {
  const folder = await scratch();
  const entry = (start: number) => ({
    name: Buffer.from(Array.from({ length: 32 }, (_, at) => start + at)),
    flags: 0,
  });
  const { entries } = await listZipBytes(folder, rawZip([128, 160, 192, 224].map(entry)));
  const script = `import json, sys, zipfile; print(json.dumps(zipfile.ZipFile(sys.argv[1]).namelist()))`;
  expect(entries.map((entry) => entry.name)).toEqual(await python(script, join(folder, 'made.zip')));
});

const content = Buffer.from('stored content');
const stored = { name: 'a.txt', content, method: 0 } as const;
const allOnes = 0xffffffff;

const sound: Record<string, RawEntry> = {
  'sizes in a local zip64 field only (protobuf, selenium)': {
    ...stored,
    local: { compressed: allOnes, unpacked: allOnes, extra: extraField(1, uint64(14), uint64(14)) },
  },
  'sizes and offset in a central zip64 field': {
    ...stored,
    central: {
      compressed: allOnes,
      unpacked: allOnes,
      offset: allOnes,
      extra: extraField(1, uint64(14), uint64(14), uint64(0)),
    },
  },
  'padding after the extra fields': { ...stored, local: { extra: Buffer.alloc(3) } },
  'an unknown extra field': { ...stored, both: { extra: extraField(0x5455, Buffer.from('12345')) } },
  'a second name that is the same': {
    ...stored,
    both: { extra: extraField(0x7075, Buffer.from('\x01crc_a.txt')) },
  },
};

const descriptors = (crc: number): Record<string, Buffer> => ({
  'a signed data descriptor': Buffer.concat([uint32(0x08074b50), uint32(crc), uint32(14), uint32(14)]),
  'an unsigned data descriptor': Buffer.concat([uint32(crc), uint32(14), uint32(14)]),
  'a signed zip64 data descriptor': Buffer.concat([uint32(0x08074b50), uint32(crc), uint64(14), uint64(14)]),
  'an unsigned zip64 data descriptor': Buffer.concat([uint32(crc), uint64(14), uint64(14)]),
});

it.each(Object.entries(sound))('%s is accepted', async (_, entry) => {
  const { entries, problems } = await listZipBytes(await scratch(), rawZip([entry, { name: 'after.txt' }]));
  expect(problems).toEqual([]);
  expect(entries.map((found) => [found.name, found.unpackedBytes])).toEqual([
    ['a.txt', 14],
    ['after.txt', 0],
  ]);
});

it('each form of data descriptor is accepted, with zeros in the local header', async () => {
  const folder = await scratch();
  const [truth] = (await listZipBytes(folder, rawZip([stored]))).entries;
  for (const [form, behind] of Object.entries(descriptors(truth?.crc32 ?? 0))) {
    const local = { crc32: 0, compressed: 0, unpacked: 0 };
    const zip = rawZip([{ ...stored, flags: 0x0808, local, behind }, { name: 'after.txt' }]);
    const { entries, problems } = await listZipBytes(folder, zip);
    expect({ form, problems, count: entries.length }).toEqual({ form, problems: [], count: 2 });
  }
});
