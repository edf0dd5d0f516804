import type { InspectedBinary } from '@layerkit/artifact/inspection';

/** The readable name of each platform. */
export const platformNames: Readonly<Record<InspectedBinary['platform'], string>> = {
  linux: 'Linux',
  'linux-gnu': 'Linux',
  'linux-musl': 'Linux with musl',
  macos: 'macOS',
  windows: 'Windows',
};
