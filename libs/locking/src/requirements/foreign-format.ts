/** Returns the format of a text that is not a requirements file, by its first line. Undefined if it may be one. */
export const foreignFormat = (text: string): string | undefined => {
  const first = text.split('\n').find((line) => !/^\s*(?:#|$)/.test(line)) ?? '';
  return formats.find(({ pattern }) => pattern.test(first))?.label;
};

const formats = [
  { label: 'TOML', pattern: /^\s*\[/ },
  { label: 'JSON', pattern: /^\s*\{/ },
  { label: 'XML or HTML', pattern: /^\s*</ },
  { label: 'YAML', pattern: /^(?:---|[\w-]+:(?:\s|$))/ },
  { label: 'Python code', pattern: /^(?:import|from)\s|^"""/ },
];
