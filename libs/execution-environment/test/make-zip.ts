import { execFileSync } from 'node:child_process';

/** One entry as CPython’s zipfile writes it. */
export interface ZipEntry {
  readonly name: string;
  readonly content?: string;
  /** All of the Unix mode, with the file type: 0o100644, 0o120777 for a link. */
  readonly mode?: number;
  readonly stored?: boolean;
}

const program = `
import json, sys, zipfile
order = json.load(sys.stdin)
with zipfile.ZipFile(order['path'], 'w') as archive:
    for entry in order['entries']:
        info = zipfile.ZipInfo('x')
        info.filename = entry['name']
        info.create_system = 3
        info.compress_type = zipfile.ZIP_STORED if entry.get('stored') else zipfile.ZIP_DEFLATED
        archive.writestr(info, entry.get('content', ''))
        # afterwards, since zipfile would give a mode to an entry that has none
        info.external_attr = entry.get('mode', 0) << 16
`;

/** A zip made by CPython, which writes whatever names and modes it is told to. */
export const makeZip = (path: string, entries: readonly ZipEntry[]): void => {
  execFileSync('python3', ['-c', program], { input: JSON.stringify({ path, entries }) });
};
