import { PassThrough } from 'node:stream';
import { openDownloadProgress } from './download-progress.ts';

const state = { bytes: 512, totalBytes: 2048, files: 1, totalFiles: 4 };

/** Returns a stream with the properties of a terminal that a progress bar needs. */
const openTerminal = (isTTY: boolean) => {
  const stream = Object.assign(new PassThrough({ encoding: 'utf8' }), { isTTY, columns: 80, rows: 24 });
  return { stream: stream as unknown as NodeJS.WriteStream, written: () => String(stream.read() ?? '') };
};

it('progress is drawn on a terminal', () => {
  const { stream, written } = openTerminal(true);
  const progress = openDownloadProgress(stream);
  progress.update(state);
  progress.stop();
  progress.stop();
  expect(written()).toMatch(/1\/4 +512 B of 2 KiB/);
});

it('progress writes nothing to a log', () => {
  const { stream, written } = openTerminal(false);
  const progress = openDownloadProgress(stream);
  progress.update(state);
  progress.stop();
  expect(written()).toBe('');
});

it.each([true, false])('stop returns the summary once, if anything was fetched (terminal: %s)', (isTTY) => {
  const progress = openDownloadProgress(openTerminal(isTTY).stream);
  expect(progress.stop()).toBeUndefined();
  progress.update(state);
  progress.update({ ...state, bytes: 2048, files: 1 });
  expect(progress.stop()).toMatch(/^fetched 1 wheel, 2 KiB in \d+ ms$/);
  expect(progress.stop()).toBeUndefined();
});
