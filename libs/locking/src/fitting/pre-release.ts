import { normalizeProjectName } from '@layerkit/platform-resolution';

/** PEP 440: whether a version is a pre-release, by a, b, rc or dev in one of their spellings. */
export const isPreRelease = (version: string): boolean => /^[^+]*(?:[abc]|dev|pre)/i.test(version);

/**
 * Whether one of the lines (PEP 508) that limit the project names a pre-release, and so allows them all (PEP 440,
 * "Handling of pre-releases").
 */
export const namePreRelease = (lines: readonly string[], project: string): boolean =>
  lines.some((line) => {
    const [, name = '', limits = ''] = /^([\w.-]+)\s*(?:\[[^\]]*\])?([^;]*)/.exec(line) ?? [];
    const versions = [...limits.matchAll(/[<>=~]=*\s*([^\s,()=]+)/g)].map(([, version = '']) => version);
    return normalizeProjectName(name) === project && versions.some(isPreRelease);
  });
