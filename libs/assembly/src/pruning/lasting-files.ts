/**
 * Returns whether a file must never be dropped. Programs read versions and entry points from `.dist-info` when they
 * start, and licenses have to accompany the code.
 */
export const isLasting = (path: string): boolean => path.includes('.dist-info/') || isLicense(path);

const isLicense = (path: string): boolean =>
  /(?:^|\/)(?:(?:un)?licen[cs]es?|copying|copyright|notice|authors|patents)(?:[-_. ][^/]*)?$/i.test(path) &&
  !/\.(?:py[cdio]?|so|h|c|js|json)$/i.test(path);
