import { newExtension, type Extension } from './extension.ts';

/** The most extensions of one function (AWS Lambda developer guide, "Using the Lambda Extensions API"). */
export const maxExtensions = 10;

/** The extensions of an execution environment. */
export interface Registry {
  /** In the order in which they were added. */
  readonly all: readonly Extension[];
  isOpen(): boolean;
  add(kind: Extension['kind'], name: string): Extension;
  find(id: string): Extension | undefined;
  /** Accepts no further extensions. */
  close(): void;
}

export const createRegistry = (): Registry => {
  const all: Extension[] = [];
  let open = true;
  return {
    all,
    isOpen: () => open,
    add: (kind, name) => {
      const extension = newExtension(kind, name);
      all.push(extension);
      return extension;
    },
    find: (id) => all.find((one) => one.id === id),
    close: () => {
      open = false;
    },
  };
};

/** Whether each extension has asked for its next event. */
export const areAllReady = ({ all }: Registry): boolean => all.every(({ state }) => state === 'Ready');
