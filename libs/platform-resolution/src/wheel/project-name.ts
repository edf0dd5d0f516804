/** Normalizes a project's name for comparison (PEP 503): `Jinja2.Ext_A` becomes `jinja2-ext-a`. */
export const normalizeProjectName = (name: string): string => name.replace(/[-_.]+/g, '-').toLowerCase();
