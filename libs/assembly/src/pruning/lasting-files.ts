/**
 * What no rule drops. Programs look up their versions and entry points in `.dist-info` when they start; licences ask
 * to go with the code.
 */
export const isLasting = (path: string): boolean => path.includes('.dist-info/') || isLicence(path);

const isLicence = (path: string): boolean =>
  /(?:^|\/)(?:(?:un)?licen[cs]es?|copying|copyright|notice|authors|patents)(?:[-_. ][^/]*)?$/i.test(path) &&
  !/\.(?:py[cdio]?|so|h|c|js|json)$/i.test(path);
