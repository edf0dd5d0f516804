import { data, Evaluator, Lexer, Parser } from '@actions/expressions';

/**
 * The contexts that a workflow can read: `github`, `vars`, `secrets`, `env`, `steps`. An unknown context is an
 * error; an unknown value is empty.
 */
export type Contexts = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Returns whether an expression is true, as GitHub’s own library evaluates it. */
export const isTrue = (expression: string, contexts: Contexts): boolean =>
  evaluate(expression, contexts) === 'true';

/** Returns the text with each `${{ … }}` replaced by its value. */
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
