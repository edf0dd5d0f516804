/**
 * Splits a log tail into lines. What the runtime logs about an error ends without a newline, so Lambda’s next
 * line stands right behind it: `Traceback (most recent call last):END RequestId: …`.
 */
export const splitLines = (text: string): readonly string[] =>
  text
    // the runtime client joins the lines of a traceback by \r where it has no framed log to write to
    .split(/\r\n|\n|\r/)
    .flatMap((line) => line.split(line.startsWith('{') ? behindJson : beforePlatformLine))
    .filter((line) => line.trim() !== '');

const beforePlatformLine =
  /(?=INIT_REPORT Init Duration: )|(?=REPORT RequestId: )|(?=START RequestId: )|(?=END RequestId: )/;

const behindJson = /(?<=\})(?=\{"time(?:stamp)?":)/;
