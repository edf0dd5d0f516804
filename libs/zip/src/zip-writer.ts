import type { ByteSink } from './files/byte-sink.ts';
import {
  centralHeaderBytes,
  endRecordBytes,
  localHeaderBytes,
  writeCentralHeader,
  writeEndRecord,
  writeLocalHeader,
  type NamedEntry,
} from './format/zip-record.ts';

/** Whether a zip can be written without zip64 extensions, which not every reader knows. */
export const fitsZip = ({ entries, bytes }: { readonly entries: number; readonly bytes: number }): boolean =>
  entries <= 0xfffe && bytes <= 0xfffffffe;

export interface ZipWriter {
  /** Writes an entry's header; its data goes into the sink right after it. */
  readonly begin: (named: NamedEntry) => void;
  /** Writes the directory of what was begun. */
  readonly end: () => ReturnType<ByteSink['end']>;
}

/** Writes a zip to a sink that nothing was written to, entry by entry and without a byte of the host’s. */
export const openZipWriter = (sink: ByteSink): ZipWriter => {
  const begun: (NamedEntry & { readonly localOffset: number })[] = [];
  return {
    begin: ({ name, entry }) => {
      begun.push({ name, entry, localOffset: sink.position() });
      writeLocalHeader(sink.buffer, sink.reserve(localHeaderBytes(name)), { name, entry });
    },
    end: () => {
      const offset = sink.position();
      for (const named of begun)
        writeCentralHeader(sink.buffer, sink.reserve(centralHeaderBytes(named.name)), named);
      const facts = { entries: begun.length, offset, bytes: sink.position() - offset };
      writeEndRecord(sink.buffer, sink.reserve(endRecordBytes), facts);
      return sink.end();
    },
  };
};
