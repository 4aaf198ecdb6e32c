import type { Service } from './kernel/service.ts';

type Facts = {
  readonly version: string;
  readonly address: string;
  readonly firstKey: string | null;
  readonly services: readonly Service[];
};

const column = (texts: readonly string[]): number => Math.max(...texts.map((text) => text.length)) + 2;

/** What an operator reads when the server has started. */
export const startBanner = ({ version, address, firstKey, services }: Facts): string => {
  const nameWidth = column(services.map(({ name }) => name));
  const stateWidth = column(services.map(({ state }) => state));
  const lines = services.map(({ name, state, costs }) =>
    `  ${name.padEnd(nameWidth)}${state.padEnd(stateWidth)}${costs ? `(${costs})` : ''}`.trimEnd(),
  );
  const key =
    firstKey === null
      ? []
      : [
          '',
          `  Your API key, shown this once:  ${firstKey}`,
          '  Another one:  npx --no-install gleaner keys create',
        ];
  return ['', `  Gleaner ${version} listens on ${address}`, ...key, '', ...lines, '', ''].join('\n');
};
