import { data, Evaluator, Lexer, Parser } from '@actions/expressions';

/**
 * What a workflow can ask for: `github`, `vars`, `secrets`, `env`, `steps`. A name that is not there is an
 * error, a value is empty.
 */
export type Contexts = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The value of an expression as GitHub’s own library evaluates it. */
export const isTrue = (expression: string, contexts: Contexts): boolean =>
  evaluate(expression, contexts) === 'true';

/** The text with each `${{ … }}` replaced by its value. */
export const interpolate = (text: string, contexts: Contexts): string =>
  text.replace(/\$\{\{(.*?)\}\}/g, (_, expression: string) => evaluate(expression, contexts));

const evaluate = (expression: string, contexts: Contexts): string => {
  const { tokens } = new Lexer(expression.trim()).lex();
  const parsed = new Parser(tokens, Object.keys(contexts), []).parse();
  return new Evaluator(parsed, dictionary(contexts)).evaluate().coerceString();
};

const dictionary = (contexts: Contexts): data.Dictionary =>
  new data.Dictionary(
    ...Object.entries(contexts).map(([key, values]) => ({
      key,
      value: new data.Dictionary(
        ...Object.entries(values).map(([name, value]) => ({ key: name, value: new data.StringData(value) })),
      ),
    })),
  );
