/** Returns the usual name of an ELF processor, and Lambda’s name for Lambda’s two (ELF gABI, e_machine). */
export const machineName = (machine: number, wide: boolean): string => {
  const name = machines.get(machine);
  if (machine === 62 && !wide) return 'x32';
  return name ?? `ELF machine ${String(machine)}`;
};

const machines: ReadonlyMap<number, string> = new Map([
  [3, 'i386'],
  [8, 'mips'],
  [20, 'ppc'],
  [21, 'ppc64'],
  [22, 's390x'],
  [40, 'arm'],
  [62, 'x86_64'],
  [183, 'arm64'],
  [243, 'riscv'],
  [258, 'loongarch'],
]);
