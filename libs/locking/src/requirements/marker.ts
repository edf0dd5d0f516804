/** Adds a marker to a requirement (PEP 508, "Environment Markers"). If it already has one, both must be true. */
export const underMarker = (requirement: string, marker: string | undefined): string => {
  if (marker === undefined) return requirement;
  const [wanted = '', own] = requirement.split(/;(.*)/s);
  return `${wanted.trim()} ; ${bothMarkers(own?.trim(), marker) ?? ''}`;
};

export const bothMarkers = (one: string | undefined, other: string | undefined): string | undefined =>
  one === undefined || other === undefined ? (one ?? other) : `(${one}) and (${other})`;

export const anyMarker = (markers: readonly string[]): string =>
  markers.length === 1 ? (markers[0] ?? '') : markers.map((marker) => `(${marker})`).join(' or ');
