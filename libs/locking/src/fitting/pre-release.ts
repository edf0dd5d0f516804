import { normalizeProjectName } from '@layerkit/platform-resolution/requirements';

/** Whether a version is a pre-release, by any spelling of a, b, rc or dev (PEP 440). */
export const isPreRelease = (version: string): boolean => /^[^+]*(?:[abc]|dev|pre)/i.test(version);

/**
 * Whether a requirement on the project (PEP 508) names a pre-release and so allows all pre-releases (PEP 440, "Handling
 * of pre-releases").
 */
export const namePreRelease = (lines: readonly string[], project: string): boolean =>
  lines.some((line) => {
    const [, name = '', limits = ''] = /^([\w.-]+)\s*(?:\[[^\]]*\])?([^;]*)/.exec(line) ?? [];
    const versions = [...limits.matchAll(/(?<![<>=~])[<>=~]+\s*([^\s,()<>=~]+)/g)].map(
      ([, version = '']) => version,
    );
    return normalizeProjectName(name) === project && versions.some(isPreRelease);
  });
