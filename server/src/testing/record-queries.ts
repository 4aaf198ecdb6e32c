import { Client } from 'pg';
import { vi } from 'vitest';
import { z } from 'zod';

/** A statement as it went to Postgres. */
export type RecordedQuery = { readonly text: string; readonly values: readonly unknown[] };

const Config = z.object({ text: z.string(), values: z.array(z.unknown()).optional() });
const readArguments = (config: unknown, values: unknown): RecordedQuery | null => {
  const asObject = Config.safeParse(config);
  if (asObject.success) return { text: asObject.data.text, values: asObject.data.values ?? [] };
  if (typeof config !== 'string') return null;
  return { text: config, values: Array.isArray(values) ? values : [] };
};

/** Records every statement that this process sends through pg until it is stopped. */
export const recordQueries = () => {
  const queries: RecordedQuery[] = [];
  const original = Client.prototype.query;
  const spy = vi.spyOn(Client.prototype, 'query').mockImplementation(function query(
    this: Client,
    ...args: unknown[]
  ) {
    const read = readArguments(args[0], args[1]);
    if (read !== null) queries.push(read);
    return Reflect.apply(original, this, args);
  });
  return { queries, stop: () => spy.mockRestore() };
};

type PlanNode = { readonly type: string; readonly table: string | null; readonly below: readonly PlanNode[] };
const Node: z.ZodType<PlanNode> = z
  .object({
    'Node Type': z.string(),
    'Relation Name': z.string().optional(),
    get Plans() {
      return z.array(Node).optional();
    },
  })
  .transform((node) => ({
    type: node['Node Type'],
    table: node['Relation Name'] ?? null,
    below: node.Plans ?? [],
  }));
const Explained = z.tuple([z.object({ 'QUERY PLAN': z.tuple([z.object({ Plan: Node })]) })]);

const flatten = (node: PlanNode): readonly PlanNode[] => [node, ...node.below.flatMap(flatten)];

/** The tables that the statement would read from end to end. */
export const tablesReadWhole = async (client: Client, query: RecordedQuery): Promise<readonly string[]> => {
  const { rows } = await client.query(`explain (format json) ${query.text}`, [...query.values]);
  const [{ 'QUERY PLAN': plans }] = Explained.parse(rows);
  return flatten(plans[0].Plan).flatMap(({ type, table }) => (type === 'Seq Scan' && table ? [table] : []));
};
