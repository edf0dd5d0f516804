import type { InspectedBinary } from '@layerkit/artifact';

/** What a binary is for, for a person. */
export const platformNames: Readonly<Record<InspectedBinary['platform'], string>> = {
  linux: 'Linux',
  'linux-gnu': 'Linux',
  'linux-musl': 'Linux with musl',
  macos: 'macOS',
  windows: 'Windows',
};
