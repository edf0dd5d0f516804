/** The first three bytes of every frame type of the telemetry log. */
const magic = Buffer.from([0xa5, 0x5a, 0x00]);
const headerSize = 16;

/** Plain output, which can have several lines, or one framed message. */
export interface LogPart {
  readonly text: string;
  readonly framed: boolean;
}

/**
 * Splits a function’s log, which is plain output with frames in between. Lambda’s runtimes use
 * frames to keep messages of several lines together: 4 bytes of type, 4 of length, 8 of time, then the message
 * (awslambdaric, FramedTelemetryLogSink). JSON messages get a line end if they have none.
 */
export const splitLog = (bytes: Buffer): readonly LogPart[] => {
  const parts: LogPart[] = [];
  const addPlain = (text: string): void => {
    if (text !== '') parts.push({ text, framed: false });
  };
  let position = 0;
  for (;;) {
    const start = bytes.indexOf(magic, position);
    if (start === -1 || start + headerSize > bytes.length) break;
    const end = start + headerSize + bytes.readUInt32BE(start + 4);
    if (end > bytes.length) break;
    addPlain(bytes.toString('utf8', position, start));
    parts.push({ text: message(bytes, start, end), framed: true });
    position = end;
  }
  addPlain(bytes.toString('utf8', position));
  return parts;
};

/** Returns the length of the beginning that ends with a whole line or frame. */
export const completeLength = (bytes: Buffer): number => {
  let position = 0;
  for (;;) {
    const start = bytes.indexOf(magic, position);
    if (start === -1) return Math.max(position, bytes.lastIndexOf(0x0a) + 1);
    const end = start + headerSize + (start + 8 > bytes.length ? 0 : bytes.readUInt32BE(start + 4));
    if (end > bytes.length) return start;
    position = end;
  }
};

export const joinParts = (parts: readonly LogPart[]): string => parts.map(({ text }) => text).join('');

const message = (bytes: Buffer, start: number, end: number): string => {
  const text = bytes.toString('utf8', start + headerSize, end);
  const isJson = (bytes.readUInt8(start + 3) & 1) === 0;
  return isJson && !text.endsWith('\n') ? `${text}\n` : text;
};
